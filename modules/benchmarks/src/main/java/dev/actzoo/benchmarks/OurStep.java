package dev.actzoo.benchmarks;

import com.sun.management.ThreadMXBean;
import dev.actzoo.kernels.KernelProfile;
import dev.actzoo.layers.ParameterSegment;
import dev.actzoo.models.ImageInput;
import dev.actzoo.models.Model;
import dev.actzoo.models.ModelCatalogue;
import dev.actzoo.models.ModelInput;
import dev.actzoo.models.TextInput;
import dev.actzoo.training.TrainingStep;
import java.lang.management.ManagementFactory;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.dataset.MultiDataSet;

/** Our training step, as trials take it. */
final class OurStep implements StepContestant {
  /** After another net has run, workspaces take some steps to find their size. */
  private static final int WARM_UP = 20;

  private static final int PROFILED_STEPS = 20;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final StepCase step;
  private final ComputationGraph net;
  private final TrainingStep training;
  private final MultiDataSet batch;

  OurStep(StepCase step) {
    this.step = step;
    this.net = net(step);
    this.training = new TrainingStep(net, step.training());
    this.batch = Batches32.of(step);
  }

  private static ComputationGraph net(StepCase step) {
    Model model = ModelCatalogue.named(step.model());
    ModelInput input =
        step.encoder() == null
            ? new ImageInput(StepCase.IMAGE_SIDE, StepCase.IMAGE_SIDE, StepCase.IMAGE_CHANNELS)
            : new TextInput(StepCase.VOCABULARY, StepCase.LENGTH);
    Map<String, Double> options =
        switch (step.network()) {
          case RESNET -> Map.of("width", (double) step.width());
          case ALEXNET ->
              Map.of("width", (double) step.width(), "dropout", StepCase.ALEXNET_DROPOUT);
          case BERT -> Map.of("dropout", StepCase.DROPOUT);
        };
    ComputationGraph net =
        new ComputationGraph(
            model.configuration(input, step.classes(), step.activation(), options, 1));
    net.init();
    return net;
  }

  /** How many numbers are trained. */
  @Override
  public long parameters() {
    return ParameterSegment.trained(net);
  }

  @Override
  public void run() {
    TrainingStep.Outcome outcome = training.run(batch, step.learningRate());
    if (!outcome.finite()) {
      throw new IllegalStateException(step.model() + " diverged while it was measured");
    }
  }

  /** Where the time of a few more steps goes. */
  Breakdown breakdown() {
    for (int i = 0; i < WARM_UP; i++) {
      run();
    }
    KernelProfile.start();
    long allocated = THREADS.getCurrentThreadAllocatedBytes();
    long start = System.nanoTime();
    for (int i = 0; i < PROFILED_STEPS; i++) {
      run();
    }
    long time = System.nanoTime() - start;
    allocated = THREADS.getCurrentThreadAllocatedBytes() - allocated;
    return Breakdown.of(step.model(), PROFILED_STEPS, time, allocated, KernelProfile.stop());
  }
}

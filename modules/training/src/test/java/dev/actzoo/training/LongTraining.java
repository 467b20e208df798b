package dev.actzoo.training;

import dev.actzoo.data.BatchArrays;
import dev.actzoo.data.BatchesAhead;
import dev.actzoo.data.Datasets;
import dev.actzoo.data.LoadedDataset;
import dev.actzoo.experiments.ModelSpec;
import dev.actzoo.experiments.TrainingSpec;
import dev.actzoo.experiments.TrialSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.javacpp.Pointer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A program that trains a small net for a number of steps and prints, every {@value #EVERY} of
 * them, what is allocated: resident memory of the process, memory of ND4J's workspaces, and memory
 * that JavaCPP knows of, each in KiB.
 */
final class LongTraining {
  static final int EVERY = 50;
  static final int STEPS = 1000;

  private LongTraining() {}

  /** Takes the model's name, the dataset's and a folder for the cache. */
  public static void main(String[] arguments) throws IOException {
    Datasets datasets = new Datasets(null, Path.of(arguments[2]));
    Map<String, Double> options =
        arguments[0].startsWith("resnet")
            ? Map.of("width", 4.0)
            : Map.of("max-length", 16.0, "vocabulary", 1000.0);
    TrialSpec trial =
        new TrialSpec(
            new ModelSpec(arguments[0], options),
            arguments[1],
            datasets.descriptor(arguments[1]).hash(),
            "gelu",
            1,
            TrainingSpec.DEFAULTS);
    Cells cells = new Cells(datasets);
    LoadedDataset dataset = cells.dataset(trial);
    ComputationGraph net = new ComputationGraph(cells.configuration(trial, dataset));
    net.init();
    TrainingStep step = new TrainingStep(net, trial.training());
    TrainingBatches epochs = new TrainingBatches(trial, dataset);
    int steps = 0;
    for (int epoch = 1; steps < STEPS; epoch++) {
      try (BatchesAhead batches = epochs.of(epoch).ahead()) {
        while (batches.hasNext() && steps < STEPS) {
          try (BatchArrays arrays = new BatchArrays(batches.next())) {
            step.run(arrays.batch(), 1e-3);
          }
          if (++steps % EVERY == 0) {
            System.gc();
            System.out.println(steps + " " + resident() + " " + workspaces() + " " + javacpp());
          }
        }
      }
    }
  }

  private static long resident() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .sum();
  }

  private static long workspaces() {
    return Nd4j.getWorkspaceManager().getAllWorkspacesForCurrentThread().stream()
            .mapToLong(MemoryWorkspace::getCurrentSize)
            .sum()
        / 1024;
  }

  private static long javacpp() {
    return Pointer.totalBytes() / 1024;
  }
}

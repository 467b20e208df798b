package dev.actzoo.training;

import dev.actzoo.data.Datasets;
import dev.actzoo.data.LoadedDataset;
import dev.actzoo.data.TextDataset;
import dev.actzoo.experiments.Outcome;
import dev.actzoo.experiments.Provenance;
import dev.actzoo.experiments.TrialResult;
import dev.actzoo.experiments.TrialRunner;
import dev.actzoo.experiments.TrialSpec;
import java.util.function.Supplier;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * Trains one trial: the model's graph on the dataset's training part, the weights of the best
 * validation epoch on the test split, once.
 */
public final class Trainer implements TrialRunner {
  private final Cells cells;
  private final Supplier<Provenance> provenance;
  private final Supplier<MemoryWatch> memory;

  /**
   * @param datasets where data comes from, shared by all trials
   * @param provenance asked once at the start of each trial
   * @param memory starts a watch for each trial
   */
  public Trainer(Datasets datasets, Supplier<Provenance> provenance, Supplier<MemoryWatch> memory) {
    this.cells = new Cells(datasets);
    this.provenance = provenance;
    this.memory = memory;
  }

  /**
   * What a trial will need, worked out from its dataset, which is loaded, and its model.
   *
   * @throws dev.actzoo.input.BadInputException if the dataset cannot be loaded as the trial asks
   */
  public MemoryNeed need(TrialSpec trial) {
    LoadedDataset dataset = cells.dataset(trial);
    return MemoryNeed.of(trial, cells.configuration(trial, dataset), Cells.input(dataset), dataset);
  }

  /** What there is to tell of a trial's dataset as it is loaded for it; empty if nothing. */
  public String notice(TrialSpec trial) {
    return cells.dataset(trial) instanceof TextDataset text ? text.notice() : "";
  }

  @Override
  public TrialResult run(TrialSpec trial, EpochListener listener) {
    try (MemoryWatch watch = memory.get()) {
      return run(trial, listener, watch);
    }
  }

  private TrialResult run(TrialSpec trial, EpochListener listener, MemoryWatch watch) {
    Provenance startedWith = provenance.get();
    long start = System.nanoTime();
    LoadedDataset dataset = cells.dataset(trial);
    ComputationGraph net = new ComputationGraph(cells.configuration(trial, dataset));
    net.init();
    try {
      Training training = new Training(net, trial, dataset);
      if (!training.startedBy().isEmpty()) {
        listener.started(trial, training.startedBy());
      }
      training.run(
          record -> {
            watch.sample();
            listener.epochEnded(trial, record);
          });
      Evaluation test = training.diverged() ? null : training.evaluateSelected(dataset.test());
      double seconds = (System.nanoTime() - start) / 1e9;
      return new TrialResult(
          trial,
          test == null ? Outcome.DIVERGED : Outcome.COMPLETED,
          training.divergence(),
          training.epochs(),
          training.selectedEpoch(),
          test == null ? null : test.accuracy(),
          test == null ? null : test.loss(),
          test == null ? null : test.answers(),
          training.trainedParameters(),
          training.timing(seconds, watch.peakMegabytes()),
          startedWith);
    } finally {
      net.close();
    }
  }
}

package dev.actzoo.cli;

import dev.actzoo.experiments.TrialResult;
import dev.actzoo.experiments.TrialRunner;
import dev.actzoo.experiments.TrialSpec;
import dev.actzoo.input.BadInputException;
import dev.actzoo.models.ModelCatalogue;
import dev.actzoo.training.MemoryNeed;
import dev.actzoo.training.Trainer;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The refusal of trials that need more memory than there is, before their first step.
 *
 * @param trainer what runs the trials
 * @param available bytes that this process can have
 * @param concurrent how many trials run at once
 * @param news where it is told how texts were cut
 */
record MemoryCheck(Trainer trainer, long available, int concurrent, PrintWriter news)
    implements TrialRunner {
  /** The program itself, its libraries and what is loaded, beside what trials need. */
  private static final long AT_REST = 400_000_000;

  /** Options of models that more memory goes with. */
  private static final List<String> SIZES =
      List.of("width", "depth", ModelCatalogue.VOCABULARY, ModelCatalogue.MAX_LENGTH);

  /** The check on this machine; on a GPU, whose memory it does not know, it refuses nothing. */
  static MemoryCheck ofThisMachine(Trainer trainer, int concurrent, PrintWriter news) {
    long available = Backend.onGpu() ? Long.MAX_VALUE : Machine.memory();
    return new MemoryCheck(trainer, available, concurrent, news);
  }

  /**
   * Refuses trials before any of them runs, and tells how texts were cut.
   *
   * @throws BadInputException naming the need, its parts, and the settings that reduce it
   */
  void check(List<TrialSpec> trials) {
    tell(trials);
    distinct(trials).forEach(this::require);
  }

  /** Tells how the texts of trials are cut, each dataset once. */
  void tell(List<TrialSpec> trials) {
    distinct(trials)
        .map(trainer::notice)
        .filter(notice -> !notice.isEmpty())
        .distinct()
        .forEach(news::println);
  }

  private static Stream<TrialSpec> distinct(List<TrialSpec> trials) {
    return trials.stream().map(MemoryCheck::withoutSeed).distinct();
  }

  private static TrialSpec withoutSeed(TrialSpec trial) {
    return new TrialSpec(
        trial.model(),
        trial.dataset(),
        trial.datasetHash(),
        trial.activation(),
        0,
        trial.training());
  }

  private void require(TrialSpec trial) {
    MemoryNeed need = trainer.need(trial);
    if (AT_REST + (double) concurrent * need.total() > available) {
      throw new BadInputException(
          "%s needs about %s of memory (%s)%s, and there are %s; less of these reduces it: %s"
              .formatted(
                  TrialWords.withoutSeed(trial),
                  MemoryNeed.gigabytes(AT_REST + need.total()),
                  need.parts(),
                  concurrent == 1 ? "" : ", %d such trials run at once".formatted(concurrent),
                  MemoryNeed.gigabytes(available),
                  String.join(", ", settings(trial))));
    }
  }

  private List<String> settings(TrialSpec trial) {
    List<String> settings = new ArrayList<>();
    if (concurrent > 1) {
      settings.add("--parallel");
    }
    settings.add("training.batch-size (%d)".formatted(trial.training().batchSize()));
    Map<String, Double> options = trial.model().options();
    SIZES.stream()
        .filter(options::containsKey)
        .map(
            name ->
                options.get(name) == 0
                    ? "options." + name
                    : "options.%s (%d)".formatted(name, options.get(name).longValue()))
        .forEach(settings::add);
    return settings;
  }

  @Override
  public TrialResult run(TrialSpec trial, EpochListener listener) {
    require(trial);
    return trainer.run(trial, listener);
  }
}

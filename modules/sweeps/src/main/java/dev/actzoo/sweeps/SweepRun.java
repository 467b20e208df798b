package dev.actzoo.sweeps;

import dev.actzoo.experiments.ExperimentRun;
import dev.actzoo.experiments.Ledger;
import dev.actzoo.experiments.ProgressListener;
import dev.actzoo.experiments.Provenance;
import dev.actzoo.experiments.TrialResult;
import dev.actzoo.experiments.TrialRunner;
import dev.actzoo.experiments.TrialSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The running of a sweep into a ledger. Arms are searched side by side: a round is one candidate of
 * every arm, rounds are run in order, and when the time is up the round that has begun is the last,
 * so that every arm has had the same number of candidates. The time counts from the first trial in
 * the ledger, whenever it ran; between two runs it stands still.
 *
 * <p>The ledger is all the state there is. Run again, a sweep chooses the same candidates, finds
 * the results of those that ended, failures included, and goes on from there; a genetic search is
 * told the same fitness in the same order and breeds the same generations.
 */
public final class SweepRun {
  private static final double MILLISECONDS_A_MINUTE = 60_000;

  private final Ledger ledger;
  private final TrialRunner runner;
  private final Supplier<Provenance> provenance;
  private final ProgressListener listener;
  private final int workers;
  private final Clock clock;

  /**
   * @param ledger open for running
   * @param runner trains and evaluates; called from several threads if there are several workers
   * @param provenance where a trial that starts now runs
   * @param workers how many trials run at once, at least 1
   * @param clock tells when the time is up
   */
  public SweepRun(
      Ledger ledger,
      TrialRunner runner,
      Supplier<Provenance> provenance,
      ProgressListener listener,
      int workers,
      Clock clock) {
    this.ledger = ledger;
    this.runner = runner;
    this.provenance = provenance;
    this.listener = listener;
    this.workers = workers;
    this.clock = clock;
  }

  /**
   * Runs what the ledger does not hold yet.
   *
   * @throws InterruptedException if the calling thread is interrupted; nothing committed is lost
   * @throws dev.actzoo.input.BadInputException if a setting's values are invalid
   * @throws dev.actzoo.experiments.LedgerException if the ledger cannot be read or written
   */
  public SweepResult run(SweepSpec sweep, TrialMaker maker) throws InterruptedException {
    maker.check(sweep);
    List<ArmSearch> arms = new ArrayList<>();
    for (SweepCell cell : sweep.cells()) {
      cell.activations().forEach(name -> arms.add(new ArmSearch(sweep, cell, name, maker)));
    }
    Predicate<Instant> timeIsLeft = timeLeft(sweep.budget());
    SweepProgress progress =
        new SweepProgress(listener, sweep.candidates() * sweep.trialsOfRound());
    try (LimitedRunner limited = new LimitedRunner(runner, sweep.budget().trialMinutes())) {
      ExperimentRun run = new ExperimentRun(ledger, limited, provenance, progress, workers);
      boolean goesOn = true;
      while (goesOn) {
        goesOn = runBatch(run, arms, timeIsLeft, progress);
      }
    }
    return new SweepResult(sweep, arms.stream().map(ArmSearch::result).toList());
  }

  private Predicate<Instant> timeLeft(Budget budget) {
    if (budget.minutes() == 0) {
      return now -> true;
    }
    Duration time = Duration.ofMillis(Math.round(budget.minutes() * MILLISECONDS_A_MINUTE));
    Instant end = clock.instant().plus(time).minus(WorkingTime.of(ledger.results()));
    return now -> now.isBefore(end);
  }

  /** Runs the next batch of every arm's search; false if that was the last. */
  private boolean runBatch(
      ExperimentRun run,
      List<ArmSearch> arms,
      Predicate<Instant> timeIsLeft,
      SweepProgress progress)
      throws InterruptedException {
    int rounds = 0;
    for (ArmSearch arm : arms) {
      rounds = Math.max(rounds, arm.nextBatch());
    }
    Set<String> known = byId(ledger.results()).keySet();
    List<TrialSpec> waiting = new ArrayList<>();
    Map<String, Integer> roundOf = new HashMap<>();
    Set<Integer> begun = new HashSet<>();
    int done = 0;
    for (int round = 0; round < rounds; round++) {
      for (ArmSearch arm : arms) {
        for (TrialSpec trial : arm.trials(round)) {
          String id = trial.id();
          roundOf.put(id, round);
          if (known.contains(id)) {
            done++;
            begun.add(round);
          } else {
            waiting.add(trial);
          }
        }
      }
    }
    progress.found(done);
    Predicate<TrialSpec> mayStart =
        trial -> {
          Integer round = roundOf.get(trial.id());
          if (timeIsLeft.test(clock.instant())) {
            begun.add(round);
          }
          return begun.contains(round);
        };
    Map<String, TrialResult> results =
        waiting.isEmpty() ? byId(ledger.results()) : run.run(waiting, mayStart);
    boolean complete = true;
    for (ArmSearch arm : arms) {
      complete &= arm.take(results);
    }
    return rounds > 0 && complete;
  }

  private static Map<String, TrialResult> byId(List<TrialResult> results) {
    return results.stream()
        .collect(Collectors.toMap(result -> result.spec().id(), Function.identity()));
  }
}

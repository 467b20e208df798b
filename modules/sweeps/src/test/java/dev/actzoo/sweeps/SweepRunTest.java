package dev.actzoo.sweeps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.actzoo.experiments.EpochRecord;
import dev.actzoo.experiments.Ledger;
import dev.actzoo.experiments.Outcome;
import dev.actzoo.experiments.ProgressListener;
import dev.actzoo.experiments.TrialResult;
import dev.actzoo.experiments.TrialRunner;
import dev.actzoo.experiments.TrialSpec;
import dev.actzoo.input.BadInputException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
class SweepRunTest {
  static final String SWEEP =
      """
      name: test
      genetic: {population: 4}
      budget: {trials: 48}
      seeds: [1, 2]
      search-seed: 7
      space:
        activation: [relu, gelu]
        training:
          learning-rate: {log-uniform: [1e-4, 1e-1], points: 6}
          batch-size: [16, 32]
      cells: [{model: resnet-8, dataset: fashion-mnist-6000}]
      """;

  @TempDir Path folder;

  static SweepSpec sweep(Strategy strategy, String... settings) {
    List<String> all = new ArrayList<>(List.of(settings));
    all.add("strategy=" + strategy.label());
    return SweepFile.parse(SWEEP, "test", all);
  }

  private SweepResult run(SweepSpec sweep, TrialRunner runner, int workers, String ledger)
      throws InterruptedException {
    return run(sweep, runner, workers, ledger, Clock.systemUTC(), new FakeTraining.Silence());
  }

  private SweepResult run(
      SweepSpec sweep,
      TrialRunner runner,
      int workers,
      String name,
      Clock clock,
      ProgressListener listener)
      throws InterruptedException {
    try (Ledger ledger = Ledger.open(folder.resolve(name))) {
      return new SweepRun(ledger, runner, () -> FakeTraining.PROVENANCE, listener, workers, clock)
          .run(sweep, FakeTraining.MAKER);
    }
  }

  private static List<Settings> settings(ArmResult arm) {
    return arm.candidates().stream().map(result -> result.candidate().settings()).toList();
  }

  @ParameterizedTest
  @EnumSource(Strategy.class)
  void everyActivationGetsTheSameNumberOfCandidates(Strategy strategy) throws Exception {
    SweepResult result = run(sweep(strategy), new FakeTraining(), 1, "ledger");
    assertThat(result.arms()).extracting(ArmResult::activation).containsExactly("relu", "gelu");
    assertThat(result.arms())
        .allSatisfy(arm -> assertThat(arm.ended()).hasSize(12).isEqualTo(arm.candidates()));
    assertThat(result.cutShort()).isFalse();
    assertThat(settings(result.arms().get(1)))
        .as("the same draws for every activation")
        .isEqualTo(settings(result.arms().get(0)));
    assertThat(result.arms())
        .allSatisfy(
            arm ->
                assertThat(arm.candidates())
                    .allSatisfy(
                        candidate ->
                            assertThat(candidate.trials())
                                .extracting(trial -> trial.spec().seed())
                                .containsExactly(1L, 2L)));
    try (Ledger ledger = Ledger.openForReading(folder.resolve("ledger"))) {
      assertThat(ledger.results()).hasSize(48);
    }
  }

  @ParameterizedTest
  @EnumSource(Strategy.class)
  void threadsChangeNothing(Strategy strategy) throws Exception {
    SweepResult serial = run(sweep(strategy), new FakeTraining(), 1, "serial");
    SweepResult parallel = run(sweep(strategy), new FakeTraining(), 4, "parallel");
    assertThat(parallel).isEqualTo(serial);
  }

  @Test
  void validationSelectsAndTestDoesNot() throws Exception {
    ArmResult arm = run(sweep(Strategy.GRID), new FakeTraining(), 2, "ledger").arms().get(0);
    CandidateResult best = arm.best().orElseThrow();
    assertThat(best.candidate().settings().values().get("training.learning-rate"))
        .isEqualTo("0.00631");
    assertThat(best.score())
        .isEqualTo(arm.ended().stream().mapToDouble(CandidateResult::score).max().orElseThrow());
    assertThat(best.trials().get(0).testAccuracy())
        .isEqualTo(
            arm.ended().stream()
                .mapToDouble(c -> c.trials().get(0).testAccuracy())
                .min()
                .orElseThrow());
  }

  @Test
  void aTrialThatThrowsDivergesOrHangsIsAResultWithItsReason() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    AtomicInteger count = new AtomicInteger();
    TrialRunner runner =
        (trial, listener) -> {
          switch (count.incrementAndGet()) {
            case 1 -> throw new IllegalStateException("no memory");
            case 2 -> throw new BadInputException("no such thing");
            case 3 -> {
              return FakeTraining.diverged(trial);
            }
            case 4 -> throw new StackOverflowError();
            case 5 -> waitWhateverHappens(never);
            default -> {}
          }
          return new FakeTraining().run(trial, listener);
        };
    SweepSpec sweep = sweep(Strategy.RANDOM, "budget.trial-minutes=0.05", "budget.trials=12");
    List<TrialResult> results = new ArrayList<>();
    run(sweep, runner, 1, "ledger").arms().stream()
        .flatMap(arm -> arm.ended().stream())
        .forEach(candidate -> results.addAll(candidate.trials()));
    assertThat(results).hasSize(12);
    assertThat(results.stream().filter(r -> r.outcome() != Outcome.COMPLETED))
        .extracting(TrialResult::reason)
        .containsExactlyInAnyOrder(
            "IllegalStateException: no memory",
            "InvalidTrialException: no such thing",
            "training loss is NaN at step 3 of 9, epoch 1",
            "StackOverflowError",
            "TimeLimitException: longer than 0.05 minutes");
    int before = count.get();
    run(sweep, runner, 1, "ledger");
    assertThat(count).as("failures are results: they are not run again").hasValue(before);
    never.countDown();
  }

  /** Waits without regard for interrupts. */
  private static void waitWhateverHappens(CountDownLatch latch) {
    while (latch.getCount() > 0) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        // a kernel that hangs does not listen either
      }
    }
  }

  @Test
  void aCandidateWithAFailedSeedRanksBelowOneWithout() throws Exception {
    TrialRunner runner =
        (trial, listener) ->
            trial.training().learningRate() > 0.005 && trial.seed() == 2
                ? FakeTraining.diverged(trial)
                : new FakeTraining().run(trial, listener);
    ArmResult arm = run(sweep(Strategy.GRID), runner, 2, "ledger").arms().get(0);
    assertThat(arm.best().orElseThrow().candidate().settings().values())
        .containsEntry("training.learning-rate", "0.001585");
  }

  @Test
  void whenTheTimeIsUpEveryArmHasHadTheSameNumber() throws Exception {
    SettableClock clock = new SettableClock();
    AtomicInteger trials = new AtomicInteger();
    TrialRunner runner =
        (trial, listener) -> {
          int seconds = trials.incrementAndGet() == 9 ? 120 : 1;
          Instant start = clock.now;
          clock.now = start.plusSeconds(seconds);
          return new FakeTraining().run(trial, listener, start, seconds);
        };
    SweepSpec sweep = sweep(Strategy.RANDOM, "budget.minutes=1");
    SweepResult cut = run(sweep, runner, 1, "ledger", clock, new FakeTraining.Silence());
    assertThat(cut.cutShort()).isTrue();
    assertThat(cut.arms()).allSatisfy(arm -> assertThat(arm.ended()).hasSize(3));
    assertThat(trials).as("three rounds of two arms and two seeds").hasValue(12);

    clock.now = clock.now.plus(Duration.ofDays(1));
    SweepResult same = run(sweep, runner, 1, "ledger", clock, new FakeTraining.Silence());
    assertThat(same.cutShort()).as("the minutes are those of all runs together").isTrue();
    assertThat(trials).hasValue(12);

    SweepSpec longer = sweep(Strategy.RANDOM, "budget.minutes=10");
    SweepResult whole = run(longer, runner, 1, "ledger", clock, new FakeTraining.Silence());
    assertThat(whole.cutShort()).isFalse();
    assertThat(trials).as("nothing is repeated").hasValue(48);
  }

  @Test
  void aRoundThatWasBrokenOffIsFinishedThoughTheTimeIsUp() throws Exception {
    SettableClock clock = new SettableClock();
    TrialRunner runner =
        (trial, listener) -> new FakeTraining().run(trial, listener, clock.now, 30);
    SweepSpec sweep = sweep(Strategy.RANDOM, "budget.minutes=0.25");
    assertThatThrownBy(() -> run(sweep, runner, 1, "ledger", clock, new Breaking(6)))
        .hasMessage("the power fails");
    SweepResult result =
        run(sweep, new FakeTraining(), 1, "ledger", clock, new FakeTraining.Silence());
    assertThat(result.arms()).allSatisfy(arm -> assertThat(arm.ended()).hasSize(2));
  }

  @Test
  void aLargerBudgetGoesOnWhereASmallerOneEnded() throws Exception {
    AtomicInteger trials = new AtomicInteger();
    TrialRunner counting =
        (trial, listener) -> {
          trials.incrementAndGet();
          return new FakeTraining().run(trial, listener);
        };
    run(sweep(Strategy.GENETIC, "budget.trials=24"), counting, 2, "ledger");
    SweepResult larger = run(sweep(Strategy.GENETIC), counting, 2, "ledger");
    assertThat(trials).hasValue(48);
    assertThat(larger).isEqualTo(run(sweep(Strategy.GENETIC), counting, 2, "other"));
  }

  @Test
  void progressIsThatOfTheWholeSweep() throws Exception {
    List<ProgressListener.Progress> heard = Collections.synchronizedList(new ArrayList<>());
    ProgressListener listener =
        new ProgressListener() {
          @Override
          public void trialStarted(TrialSpec trial, Progress progress) {}

          @Override
          public void epochEnded(TrialSpec trial, EpochRecord epoch, Progress progress) {}

          @Override
          public void trialEnded(TrialResult result, Progress progress) {
            heard.add(progress);
          }
        };
    run(sweep(Strategy.GENETIC), new FakeTraining(), 1, "ledger", Clock.systemUTC(), listener);
    assertThat(heard).hasSize(48);
    assertThat(heard.get(0)).isEqualTo(new ProgressListener.Progress(1, 48, 0));
    assertThat(heard.get(47)).isEqualTo(new ProgressListener.Progress(48, 48, 0));
  }

  @Test
  void aValueThatIsInvalidOnItsOwnIsRefusedBeforeAnythingRuns() {
    SweepSpec sweep = sweep(Strategy.RANDOM, "space.training.batch-size=[16, 0]");
    assertThatThrownBy(() -> run(sweep, new FakeTraining(), 1, "ledger"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("space.training.batch-size holds 0:")
        .hasMessageContaining("it must be at least 1");
  }

  @Test
  void valuesThatAreInvalidTogetherAreACandidateThatCannotRun() throws Exception {
    TrialMaker choosy =
        new TrialMaker(
            (cell, activations) -> {
              if (cell.training().batchSize() == 32 && cell.training().learningRate() > 0.01) {
                throw new BadInputException("too fast for 32");
              }
              return cell;
            },
            dataset -> "hash");
    SweepSpec sweep = sweep(Strategy.GRID);
    try (Ledger ledger = Ledger.open(folder.resolve("ledger"))) {
      SweepResult result =
          new SweepRun(
                  ledger,
                  new FakeTraining(),
                  () -> FakeTraining.PROVENANCE,
                  new FakeTraining.Silence(),
                  2,
                  Clock.systemUTC())
              .run(sweep, choosy);
      assertThat(result.arms().get(0).ended()).hasSize(12);
      assertThat(result.arms().get(0).ended().stream().filter(c -> c.invalid() != null))
          .hasSize(2)
          .allSatisfy(c -> assertThat(c.invalid()).isEqualTo("too fast for 32"));
    }
  }

  /** A listener that throws when the trial of that number starts. */
  private static final class Breaking implements ProgressListener {
    private int left;

    Breaking(int number) {
      left = number;
    }

    @Override
    public void trialStarted(TrialSpec trial, Progress progress) {
      if (--left == 0) {
        throw new IllegalStateException("the power fails");
      }
    }

    @Override
    public void epochEnded(TrialSpec trial, EpochRecord epoch, Progress progress) {}

    @Override
    public void trialEnded(TrialResult result, Progress progress) {}
  }

  /** A clock that stands until it is set. */
  private static final class SettableClock extends Clock {
    private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}

package dev.actzoo.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.actzoo.input.BadInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ExperimentRunTest {
  @TempDir Path folder;
  private Ledger ledger;
  private final Heard heard = new Heard();

  @BeforeEach
  void open() {
    ledger = Ledger.open(folder.resolve("ledger.db"));
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  /** Trains nothing: tells of the epochs of the completed sample and gives it back. */
  static TrialResult train(TrialSpec trial, TrialRunner.EpochListener listener) {
    TrialResult result = Samples.completed(trial);
    result.epochs().forEach(epoch -> listener.epochEnded(trial, epoch));
    return result;
  }

  private ExperimentRun run(TrialRunner runner, int workers) {
    return new ExperimentRun(ledger, runner, () -> Samples.PROVENANCE, heard, workers);
  }

  @Test
  void givesTheResultsInPlanOrderAndKeepsThem() throws Exception {
    List<TrialSpec> plan = new ArrayList<>(Samples.plan(3));
    Collections.reverse(plan);
    List<TrialResult> results = run(ExperimentRunTest::train, 1).run(plan);
    assertThat(results).extracting(TrialResult::spec).containsExactlyElementsOf(plan);
    assertThat(ledger.results()).containsExactlyInAnyOrderElementsOf(results);
  }

  @Test
  void tellsItsListener() throws Exception {
    List<TrialSpec> plan = Samples.plan(1);
    run(ExperimentRunTest::train, 1).run(plan);
    assertThat(heard.lines)
        .containsExactly(
            "started relu 0/2 0",
            "epoch 1 relu 0/2 0",
            "epoch 2 relu 0/2 0",
            "epoch 3 relu 0/2 0",
            "ended relu COMPLETED 1/2 0",
            "started gelu 1/2 0",
            "epoch 1 gelu 1/2 0",
            "epoch 2 gelu 1/2 0",
            "epoch 3 gelu 1/2 0",
            "ended gelu COMPLETED 2/2 0");
  }

  @Test
  void skipsWhatIsDone() throws Exception {
    List<TrialSpec> plan = Samples.plan(3);
    List<TrialResult> first = run(ExperimentRunTest::train, 1).run(plan.subList(0, 4));
    heard.lines.clear();
    AtomicInteger runs = new AtomicInteger();
    List<TrialResult> all =
        run(
                (trial, listener) -> {
                  runs.incrementAndGet();
                  return Samples.diverged(trial);
                },
                2)
            .run(plan);
    assertThat(runs).hasValue(2);
    assertThat(all.subList(0, 4)).isEqualTo(first);
    assertThat(all.subList(4, 6)).extracting(TrialResult::outcome).containsOnly(Outcome.DIVERGED);
    assertThat(heard.lines.get(heard.lines.size() - 1)).matches("ended .* DIVERGED 6/6 4");
    assertThat(run((trial, listener) -> Samples.failed(trial), 2).run(plan)).isEqualTo(all);
    assertThat(run((trial, listener) -> Samples.failed(trial), 2).run(List.of())).isEmpty();
  }

  @Test
  void leavesResultsOfOtherExperimentsOut() throws Exception {
    List<TrialSpec> plan = Samples.plan(2);
    run(ExperimentRunTest::train, 1).run(plan);
    assertThat(run(ExperimentRunTest::train, 1).run(plan.subList(1, 2))).hasSize(1);
  }

  @Test
  void whateverATrialThrowsIsItsResultAndIsTriedAgain() throws Exception {
    List<Throwable> thrown =
        List.of(
            new IllegalStateException("no\n  such array"),
            new OutOfMemoryError("Java heap space"),
            new UnsatisfiedLinkError(),
            new AssertionError("x".repeat(1000)));
    List<TrialSpec> plan = Samples.plan(2);
    List<TrialResult> results =
        run(
                (trial, listener) -> {
                  listener.epochEnded(trial, Samples.epoch(1));
                  throw ExperimentRunTest.<RuntimeException>sneaky(thrown.get(plan.indexOf(trial)));
                },
                1)
            .run(plan);
    assertThat(results)
        .allSatisfy(
            result -> {
              assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
              assertThat(result.epochs()).containsExactly(Samples.epoch(1));
              assertThat(result.provenance()).isEqualTo(Samples.PROVENANCE);
              assertThat(result.timing().seconds()).isNotNegative();
              assertThat(result.timing().stepMedianMs()).isNaN();
            });
    assertThat(results)
        .extracting(TrialResult::reason)
        .containsExactly(
            "IllegalStateException: no such array",
            "OutOfMemoryError: Java heap space",
            "UnsatisfiedLinkError",
            "AssertionError: " + "x".repeat(484) + "...");
    assertThat(run(ExperimentRunTest::train, 1).run(plan))
        .extracting(TrialResult::outcome)
        .containsOnly(Outcome.COMPLETED);
    assertThat(ledger.results()).hasSize(4);
  }

  @Test
  void theResultOfAnotherTrialIsAFailure() throws Exception {
    List<TrialSpec> plan = Samples.plan(1);
    List<TrialResult> results =
        run((trial, listener) -> Samples.completed(Samples.trial("mish", 5)), 1).run(plan);
    assertThat(results)
        .extracting(TrialResult::reason)
        .allMatch(reason -> reason.startsWith("IllegalStateException: the result is that of"));
  }

  @Test
  void badInputEndsTheRun() {
    BadInputException bad = new BadInputException("unknown model 'resnet-9'");
    List<TrialSpec> plan = Samples.plan(2);
    assertThatThrownBy(
            () ->
                run(
                        (trial, listener) -> {
                          if (trial.equals(plan.get(1))) {
                            throw bad;
                          }
                          return train(trial, listener);
                        },
                        1)
                    .run(plan))
        .isSameAs(bad);
    assertThat(ledger.results()).extracting(TrialResult::spec).containsExactly(plan.get(0));
    assertThat(heard.lines).filteredOn(line -> line.startsWith("started")).hasSize(2);
  }

  @Test
  void badInputOfOneTrialGivesUpTheOthersAtTheirNextEpoch() {
    List<TrialSpec> plan = Samples.plan(2);
    CyclicBarrier both = new CyclicBarrier(2);
    AtomicReference<Throwable> cancelled = new AtomicReference<>();
    CountDownLatch broken = new CountDownLatch(1);
    Throwable thrown =
        catchThrowable(
            () ->
                run(
                        (trial, listener) -> {
                          await(both);
                          if (trial.equals(plan.get(0))) {
                            throw new BadInputException("no");
                          }
                          listenUntilStopped(trial, listener, cancelled);
                          broken.countDown();
                          throw new IllegalStateException("given up");
                        },
                        2)
                    .run(plan));
    assertThat(thrown).isInstanceOf(BadInputException.class).hasMessage("no");
    assertThat(broken.getCount()).isZero();
    assertThat(cancelled.get()).isInstanceOf(CancellationException.class);
    assertThat(ledger.results()).isEmpty();
  }

  @Test
  void aLedgerThatBreaksEndsTheRun() {
    assertThatThrownBy(
            () ->
                run(
                        (trial, listener) -> {
                          ledger.close();
                          return train(trial, listener);
                        },
                        1)
                    .run(Samples.plan(2)))
        .isInstanceOf(LedgerException.class);
    assertThat(heard.lines).containsExactly("started relu 0/4 0");
  }

  @Test
  void aListenerThatThrowsEndsTheRun() {
    heard.breaksAt = "epoch 2 relu";
    assertThatThrownBy(() -> run(ExperimentRunTest::train, 1).run(Samples.plan(1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("listener");
    assertThat(ledger.results()).isEmpty();
  }

  @Test
  void fourWorkersRunFourTrialsAtOnceAndLoseNothing() throws Exception {
    List<TrialSpec> plan = Samples.plan(40);
    CyclicBarrier four = new CyclicBarrier(4);
    Set<String> threads = ConcurrentHashMap.newKeySet();
    List<TrialResult> results =
        run(
                (trial, listener) -> {
                  await(four);
                  threads.add(Thread.currentThread().getName());
                  assertThat(Thread.currentThread().isDaemon()).isTrue();
                  return train(trial, listener);
                },
                4)
            .run(plan);
    assertThat(results).isEqualTo(plan.stream().map(Samples::completed).toList());
    assertThat(new TreeSet<>(threads)).containsExactly("trial-1", "trial-2", "trial-3", "trial-4");
    assertThat(heard.together).isFalse();
    assertThat(heard.lines).filteredOn(line -> line.startsWith("ended")).hasSize(80);
    assertThat(heard.lines.get(heard.lines.size() - 1)).contains("80/80 0");
  }

  @Test
  void anInterruptStopsTheHandingOutOfTrials() throws Exception {
    List<TrialSpec> plan = Samples.plan(4);
    CountDownLatch underWay = new CountDownLatch(1);
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    AtomicReference<Throwable> cancelled = new AtomicReference<>();
    TrialRunner runner =
        (trial, listener) -> {
          if (trial.equals(plan.get(0))) {
            return train(trial, listener);
          }
          underWay.countDown();
          listenUntilStopped(trial, listener, cancelled);
          throw new IllegalStateException("given up", cancelled.get());
        };
    Thread caller =
        new Thread(() -> thrown.set(catchThrowable(() -> run(runner, 1).run(plan))), "caller");
    caller.start();
    assertThat(underWay.await(30, TimeUnit.SECONDS)).isTrue();
    caller.interrupt();
    caller.join();
    assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
    assertThat(heard.lines).filteredOn(line -> line.startsWith("started")).hasSize(2);
    assertThat(ledger.results()).extracting(TrialResult::spec).containsExactly(plan.get(0));
    assertThat(run(ExperimentRunTest::train, 1).run(plan)).hasSize(8);
  }

  @Test
  void aRunNeedsAWorker() {
    assertThatThrownBy(() -> run(ExperimentRunTest::train, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Ends one epoch after another, for ever, until that is no longer wanted. */
  private static void listenUntilStopped(
      TrialSpec trial, TrialRunner.EpochListener listener, AtomicReference<Throwable> cancelled) {
    cancelled.set(
        catchThrowable(
            () ->
                IntStream.iterate(1, number -> number + 1)
                    .forEach(number -> listener.epochEnded(trial, Samples.epoch(number)))));
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await(30, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <T extends Throwable> T sneaky(Throwable thrown) throws T {
    throw (T) thrown;
  }

  /** A listener that notes down what it hears. */
  private static final class Heard implements ProgressListener {
    final List<String> lines = Collections.synchronizedList(new ArrayList<>());
    final AtomicInteger inside = new AtomicInteger();
    volatile boolean together;
    volatile String breaksAt = "nothing";

    @Override
    public void trialStarted(TrialSpec trial, Progress progress) {
      note("started " + trial.activation(), progress);
    }

    @Override
    public void epochEnded(TrialSpec trial, EpochRecord epoch, Progress progress) {
      note("epoch " + epoch.epoch() + " " + trial.activation(), progress);
    }

    @Override
    public void trialEnded(TrialResult result, Progress progress) {
      note("ended " + result.spec().activation() + " " + result.outcome(), progress);
    }

    private void note(String what, Progress progress) {
      if (inside.incrementAndGet() > 1) {
        together = true;
      }
      lines.add(
          "%s %d/%d %d".formatted(what, progress.done(), progress.total(), progress.skipped()));
      inside.decrementAndGet();
      if (what.equals(breaksAt)) {
        throw new IllegalStateException("listener");
      }
    }
  }
}

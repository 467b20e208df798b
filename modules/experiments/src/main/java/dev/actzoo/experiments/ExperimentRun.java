package dev.actzoo.experiments;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The running of a plan into a ledger: trials that are done are skipped, the others run on as many
 * threads as there are workers, each trial on one thread and in plan order as far as that goes.
 * Whatever a trial throws is kept as its result, except bad input and a ledger that cannot be
 * written: these end the run.
 */
public final class ExperimentRun {
  private final Ledger ledger;
  private final TrialRunner runner;
  private final Supplier<Provenance> provenance;
  private final ProgressListener listener;
  private final int workers;

  /**
   * @param ledger open for running
   * @param runner trains and evaluates; called from several threads if there are several workers
   * @param provenance where a trial that starts now runs; for the results of failed trials
   * @param workers how many trials run at once, at least 1
   */
  public ExperimentRun(
      Ledger ledger,
      TrialRunner runner,
      Supplier<Provenance> provenance,
      ProgressListener listener,
      int workers) {
    if (workers < 1) {
      throw new IllegalArgumentException("workers is " + workers + "; it must be at least 1");
    }
    this.ledger = ledger;
    this.runner = runner;
    this.provenance = provenance;
    this.listener = listener;
    this.workers = workers;
  }

  /**
   * Runs what is not done yet.
   *
   * @return the results of the whole plan, in its order
   * @throws InterruptedException if the calling thread is interrupted: no more trials start, those
   *     under way are given up when their epoch ends or before, and nothing committed is lost
   * @throws dev.actzoo.input.BadInputException if a trial cannot run for what a person gave
   * @throws LedgerException if the ledger cannot be read or written
   */
  public List<TrialResult> run(List<TrialSpec> plan) throws InterruptedException {
    Map<String, TrialResult> results = run(plan, trial -> true);
    return plan.stream()
        .map(TrialSpec::id)
        .distinct()
        .map(id -> Objects.requireNonNull(results.get(id), id))
        .toList();
  }

  /**
   * Runs what is not done yet and may start.
   *
   * @param mayStart asked for each trial when its turn has come, one call at a time; a trial that
   *     may not start is passed over
   * @return all results of the ledger, by the trial's id
   */
  public Map<String, TrialResult> run(List<TrialSpec> plan, Predicate<TrialSpec> mayStart)
      throws InterruptedException {
    Map<String, TrialSpec> trials = new LinkedHashMap<>();
    plan.forEach(trial -> trials.put(trial.id(), trial));
    List<TrialSpec> waiting =
        trials.entrySet().stream()
            .filter(trial -> !ledger.finished(trial.getKey()))
            .map(Map.Entry::getValue)
            .toList();
    if (!waiting.isEmpty()) {
      work(new TrialQueue(waiting, mayStart, trials.size(), listener));
    }
    return ledger.results().stream()
        .collect(Collectors.toMap(result -> result.spec().id(), Function.identity()));
  }

  private void work(TrialQueue queue) throws InterruptedException {
    int threads = Math.min(workers, queue.size());
    ExecutorService pool = Executors.newFixedThreadPool(threads, daemons());
    for (int i = 0; i < threads; i++) {
      pool.execute(new TrialWorker(queue, ledger, runner, provenance));
    }
    pool.shutdown();
    try {
      pool.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      queue.stop();
      pool.shutdownNow();
      pool.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
      throw e;
    }
    queue.throwIfBroken();
  }

  private static ThreadFactory daemons() {
    AtomicInteger count = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, "trial-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}

package dev.actzoo.experiments;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** A program for a forked Java: it runs trials into a ledger and dies, or holds the ledger open. */
final class KilledProcess {
  static final int SEEDS = 4;

  private KilledProcess() {}

  /**
   * Runs or holds.
   *
   * @param arguments the ledger, then either "hold" or how many epochs may end before the halt
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Ledger ledger = Ledger.open(Path.of(arguments[0]));
    if (arguments[1].equals("hold")) {
      System.out.println("held");
      System.out.flush();
      while (System.in.read() >= 0) {}
      return;
    }
    int last = Integer.parseInt(arguments[1]);
    AtomicInteger epochs = new AtomicInteger();
    TrialRunner dying =
        (trial, listener) ->
            ExperimentRunTest.train(
                trial,
                (of, epoch) -> {
                  listener.epochEnded(of, epoch);
                  if (epochs.incrementAndGet() == last) {
                    Runtime.getRuntime().halt(9);
                  }
                });
    new ExperimentRun(ledger, dying, () -> Samples.PROVENANCE, new Silence(), 2)
        .run(Samples.plan(SEEDS));
    ledger.close();
  }

  /** A listener that does nothing. */
  static final class Silence implements ProgressListener {
    @Override
    public void trialStarted(TrialSpec trial, Progress progress) {}

    @Override
    public void epochEnded(TrialSpec trial, EpochRecord epoch, Progress progress) {}

    @Override
    public void trialEnded(TrialResult result, Progress progress) {}
  }
}

package dev.actzoo.sweeps;

import dev.actzoo.experiments.Ledger;
import dev.actzoo.experiments.TrialRunner;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;

/** A program for a forked Java: it runs a sweep into a ledger and dies in the middle of it. */
final class KilledSweep {
  private KilledSweep() {}

  /**
   * @param arguments the ledger, the strategy, and how many epochs may end before the halt
   */
  public static void main(String[] arguments) throws InterruptedException {
    int last = Integer.parseInt(arguments[2]);
    AtomicInteger epochs = new AtomicInteger();
    TrialRunner dying =
        (trial, listener) ->
            new FakeTraining()
                .run(
                    trial,
                    (of, epoch) -> {
                      listener.epochEnded(of, epoch);
                      if (epochs.incrementAndGet() == last) {
                        Runtime.getRuntime().halt(9);
                      }
                    });
    try (Ledger ledger = Ledger.open(Path.of(arguments[0]))) {
      new SweepRun(
              ledger,
              dying,
              () -> FakeTraining.PROVENANCE,
              new FakeTraining.Silence(),
              2,
              Clock.systemUTC())
          .run(SweepRunTest.sweep(Strategy.valueOf(arguments[1])), FakeTraining.MAKER);
    }
  }
}

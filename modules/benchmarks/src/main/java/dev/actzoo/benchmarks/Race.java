package dev.actzoo.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * A comparison of contestants in one process: all are warmed up, then they take turns, one sample
 * each a round, so that whatever slows the machine down meanwhile slows all of them.
 *
 * @param rounds how many samples each contestant gives
 * @param warmUp the fewest runs of each before the first sample
 * @param sampleNanoseconds the least a sample lasts, by repeating the work; short samples measure
 *     the clock
 * @param clock nanoseconds from any origin
 * @param pause lets the other's threads, which wait busily for more work, go to sleep
 */
record Race(int rounds, int warmUp, long sampleNanoseconds, LongSupplier clock, Runnable pause) {
  /** The fewest rounds that a median and its spread are taken from. */
  static final int FEWEST_ROUNDS = 7;

  private static final int MOST_ROUNDS = 41;
  private static final long SHORT = 20_000_000;
  private static final long SAMPLE = 2_000_000;

  /** Longer than idle threads of OpenMP libraries spin before they sleep. */
  private static final long PAUSE = 20_000_000;

  /** Untimed work before each sample, in lengths of a sample: 8 ms, some ticks of a scheduler. */
  private static final int SETTLING_SAMPLES = 4;

  private static final long MILLISECOND = 1_000_000;

  /** A race of short operations. */
  static Race ofKernels(int rounds) {
    return new Race(rounds, 3, SAMPLE, System::nanoTime, Race::rest);
  }

  /** A race of training steps, of which one is a sample. */
  static Race ofSteps(int rounds, int warmUp) {
    return new Race(rounds, warmUp, 0, System::nanoTime, Race::rest);
  }

  /** Milliseconds of one run of each contestant, in their order. */
  List<Times> run(List<? extends Contestant> contestants) {
    List<Times> times = new ArrayList<>();
    for (double[] values : samples(contestants)) {
      times.add(Times.of(values, "ms"));
    }
    return times;
  }

  /** Milliseconds of one run, by contestant and round. */
  double[][] samples(List<? extends Contestant> contestants) {
    int[] repetitions = new int[contestants.size()];
    long longest = 0;
    for (int i = 0; i < repetitions.length; i++) {
      long once = warm(contestants.get(i));
      repetitions[i] = Math.toIntExact(1 + sampleNanoseconds / Math.max(1, once));
      longest = Math.max(longest, once * repetitions[i]);
    }
    int samples =
        sampleNanoseconds > 0 && longest < SHORT ? Math.max(rounds, shortRounds()) : rounds;
    double[][] milliseconds = new double[repetitions.length][samples];
    for (int round = 0; round < samples; round++) {
      for (int i = 0; i < repetitions.length; i++) {
        pause.run();
        settle(contestants.get(i));
        long time = time(contestants.get(i), repetitions[i]);
        milliseconds[i][round] = (double) time / repetitions[i] / MILLISECOND;
      }
    }
    return milliseconds;
  }

  /**
   * Wakes a contestant's own threads, fills the caches, and gives the system time to spread them
   * over the cores: it may wake two on one, where they wait for each other until its scheduler
   * looks again.
   */
  private void settle(Contestant contestant) {
    long spent = 0;
    do {
      spent += Math.max(1, time(contestant, 1));
    } while (spent < SETTLING_SAMPLES * sampleNanoseconds);
  }

  private static void rest() {
    LockSupport.parkNanos(PAUSE);
  }

  /** Three times as many rounds where they cost nothing. */
  private int shortRounds() {
    return Math.min(3 * rounds, MOST_ROUNDS);
  }

  /** Warms a contestant up; the time of its last run. */
  private long warm(Contestant contestant) {
    long last = 0;
    long spent = 0;
    for (int i = 0; i < warmUp || spent < 4 * sampleNanoseconds; i++) {
      last = time(contestant, 1);
      spent += Math.max(1, last);
    }
    return last;
  }

  private long time(Contestant contestant, int repetitions) {
    long start = clock.getAsLong();
    for (int i = 0; i < repetitions; i++) {
      contestant.run();
    }
    return clock.getAsLong() - start;
  }
}

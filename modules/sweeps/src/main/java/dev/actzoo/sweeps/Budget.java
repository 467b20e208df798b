package dev.actzoo.sweeps;

import dev.actzoo.input.BadInputException;

/**
 * What a sweep may cost.
 *
 * @param trials the most trials of the whole sweep, at least 1; the arms of all cells get equal
 *     shares
 * @param minutes the longest that trials of the sweep run, all runs of the sweep together, above 0,
 *     or 0 for no limit; a candidate that any arm has begun is finished by every arm
 * @param trialMinutes the longest that one trial may take, above 0; one that takes longer is a
 *     failure
 */
public record Budget(int trials, double minutes, double trialMinutes) {
  /** The most trials of a sweep. */
  public static final int MOST_TRIALS = 100_000;

  /** What a key left out of a sweep file means; trials must be given. */
  static final double DEFAULT_MINUTES = 0;

  static final double DEFAULT_TRIAL_MINUTES = 30;
  private static final double MOST_MINUTES = 1e6;

  public Budget {
    require(trials >= 1 && trials <= MOST_TRIALS, "trials", trials, "from 1 to " + MOST_TRIALS);
    require(
        minutes >= 0 && minutes <= MOST_MINUTES, "minutes", minutes, "at least 0 (0 is no limit)");
    require(
        trialMinutes > 0 && trialMinutes <= MOST_MINUTES,
        "trial-minutes",
        trialMinutes,
        "above 0 and at most a million");
  }

  private static void require(boolean holds, String key, Number value, String valid) {
    if (!holds) {
      throw new BadInputException("budget.%s is %s; it must be %s".formatted(key, value, valid));
    }
  }
}

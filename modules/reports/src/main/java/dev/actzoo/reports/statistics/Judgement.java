package dev.actzoo.reports.statistics;

import dev.actzoo.experiments.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A verdict and what it rests on.
 *
 * <p>Equivalence is asked first: a difference can be real and still too small to matter. Accuracy
 * says nothing of the seeds an arm did not complete, so such a seed takes away any verdict in the
 * arm's favour; an arm that diverged on every one of at least {@value #SEEDS_TO_CONDEMN} seeds that
 * the other one completed is the worse one, be it the baseline arm or the one set against it.
 */
public record Judgement(Verdict verdict, Ground ground) {
  private static final int SEEDS_TO_CONDEMN = 3;

  /** What a verdict rests on. */
  public enum Ground {
    /** It is the baseline arm. */
    IS_BASELINE,
    /** The adjusted p value of the paired difference is below 5 %. */
    DIFFERENCE_RESOLVED,
    /** The interval of the paired difference lies within the region of practical equivalence. */
    INTERVAL_WITHIN_REGION,
    /** The accuracies are the same on every seed, and the test split is large enough to show it. */
    IDENTICAL,
    /** It diverged on every seed, where the baseline arm completed. */
    ALWAYS_DIVERGED,
    /** The baseline arm diverged on every seed, where it completed. */
    BASELINE_ALWAYS_DIVERGED,
    /** The accuracies alone would have decided, but one arm of a pair did not complete. */
    UNEQUAL_COMPLETION,
    /** The interval is too wide. */
    NOT_RESOLVED,
    /** The accuracies are the same on every seed, on a test split too small to show anything. */
    TIED,
    /** The accuracies are the same on every seed, on a test split of which no size is known. */
    TIED_ON_UNKNOWN,
    /** The differences are all alike and not zero, so they show no spread to measure them by. */
    NO_SPREAD,
    /** Only one seed was completed by both arms. */
    ONE_PAIR,
    /** No seed was completed by both arms. */
    NO_PAIR
  }

  static Judgement of(
      List<Match> matches, @Nullable PairedDifference difference, double regionRadius) {
    long armLost = matches.stream().filter(Match::armLost).count();
    long baselineLost = matches.stream().filter(Match::baselineLost).count();
    if (matches.size() >= SEEDS_TO_CONDEMN && matches.stream().allMatch(Match::armDiverged)) {
      return new Judgement(Verdict.WORSE, Ground.ALWAYS_DIVERGED);
    }
    if (matches.size() >= SEEDS_TO_CONDEMN && matches.stream().allMatch(Match::baselineDiverged)) {
      return new Judgement(Verdict.BETTER, Ground.BASELINE_ALWAYS_DIVERGED);
    }
    Judgement byAccuracy = byAccuracy(difference, regionRadius);
    boolean overturned =
        switch (byAccuracy.verdict) {
          case BETTER -> armLost > 0;
          case WORSE -> baselineLost > 0;
          case EQUIVALENT -> armLost + baselineLost > 0;
          case BASELINE, UNDECIDED -> false;
        };
    return overturned ? undecided(Ground.UNEQUAL_COMPLETION) : byAccuracy;
  }

  private static Judgement byAccuracy(@Nullable PairedDifference difference, double radius) {
    if (difference == null) {
      return undecided(Ground.NO_PAIR);
    }
    if (difference.pairs().size() < 2) {
      return undecided(Ground.ONE_PAIR);
    }
    Interval interval = difference.interval();
    if (difference.identical()) {
      if (interval == null) {
        return undecided(Ground.TIED_ON_UNKNOWN);
      }
      return interval.within(radius)
          ? new Judgement(Verdict.EQUIVALENT, Ground.IDENTICAL)
          : undecided(Ground.TIED);
    }
    Double adjusted = difference.adjustedPValue();
    if (interval == null || adjusted == null) {
      return undecided(Ground.NO_SPREAD);
    }
    if (interval.within(radius)) {
      return new Judgement(Verdict.EQUIVALENT, Ground.INTERVAL_WITHIN_REGION);
    }
    if (adjusted < 1 - Student.CONFIDENCE) {
      return new Judgement(
          difference.mean() > 0 ? Verdict.BETTER : Verdict.WORSE, Ground.DIFFERENCE_RESOLVED);
    }
    return undecided(Ground.NOT_RESOLVED);
  }

  private static Judgement undecided(Ground ground) {
    return new Judgement(Verdict.UNDECIDED, ground);
  }

  /** How an arm and the baseline arm ended with the same seed; both have a result. */
  record Match(Outcome arm, Outcome baseline) {
    boolean baselineCompleted() {
      return baseline == Outcome.COMPLETED;
    }

    /** Whether the arm alone diverged. */
    boolean armDiverged() {
      return baselineCompleted() && arm == Outcome.DIVERGED;
    }

    /** Whether the baseline arm alone diverged. */
    boolean baselineDiverged() {
      return arm == Outcome.COMPLETED && baseline == Outcome.DIVERGED;
    }

    boolean armLost() {
      return baselineCompleted() && arm != Outcome.COMPLETED;
    }

    boolean baselineLost() {
      return !baselineCompleted() && arm == Outcome.COMPLETED;
    }
  }
}

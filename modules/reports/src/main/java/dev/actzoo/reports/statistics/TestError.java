package dev.actzoo.reports.statistics;

import dev.actzoo.experiments.Answers;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The chance that a test split adds to a mean paired difference, as variances of that mean. Another
 * split of as many examples would give another difference, whatever the number of seeds.
 *
 * <p>Seeds and examples are crossed: with every seed both arms answer the same examples. The
 * difference of an answer (1 if the arm alone is right, -1 if the baseline alone, else 0) is taken
 * as the mean difference plus an effect of the seed, an effect of the example, and a rest. Analysis
 * of variance tells the last two apart.
 *
 * <p>Examples that all agree show no spread, and still prove no equality: of {@code n} of them, up
 * to about 3.7 / n may differ elsewhere. So two answers are added that no one gave, one in favour
 * of either arm (Bonett and Price 2012); they weigh little among a thousand and all among four.
 *
 * @param examples how many answers the split asks for
 * @param rest what single answers turning with the seed add: they are the least that differences
 *     between seeds can come from
 * @param sampling what the choice of examples adds
 */
public record TestError(int examples, double rest, double sampling) {
  private static final int ADDED = 2;
  private static final int MOST_EXAMPLES = 1 << 29;

  /** An arm's answers and the baseline arm's with the same seed. */
  record Answered(Answers arm, Answers baseline) {}

  /**
   * The error shown by the answers of several seeds; null where answers are numbers, of which one
   * that is a little nearer is no unit that could be counted.
   */
  static @Nullable TestError of(List<Answered> seeds) {
    int examples = fewest(seeds);
    for (Answered seed : seeds) {
      if (seed.arm.right() == null || seed.baseline.right() == null) {
        return null;
      }
    }
    boolean crossed =
        seeds.stream().allMatch(s -> s.arm.count() == examples && s.baseline.count() == examples);
    return crossed ? crossed(seeds, examples) : unpaired(seeds, examples);
  }

  /** The error of differences that are all zero, whatever is measured. */
  static TestError ofTie(int examples) {
    return new TestError(examples, 0, least(examples));
  }

  static int fewest(List<Answered> seeds) {
    return seeds.stream()
        .mapToInt(seed -> Math.min(seed.arm.count(), seed.baseline.count()))
        .min()
        .orElseThrow();
  }

  private static TestError crossed(List<Answered> seeds, int examples) {
    int[] sums = new int[examples];
    double squares = 0;
    double squaresOfSeeds = 0;
    for (Answered seed : seeds) {
      BitSet arm = seed.arm.right();
      BitSet baseline = seed.baseline.right();
      int sum = 0;
      for (int i = 0; i < examples; i++) {
        int difference = (arm.get(i) ? 1 : 0) - (baseline.get(i) ? 1 : 0);
        sums[i] += difference;
        sum += difference;
        squares += difference * difference;
      }
      squaresOfSeeds += (double) sum * sum;
    }
    int count = seeds.size();
    double total = 0;
    double squaresOfExamples = 0;
    for (int sum : sums) {
      total += sum;
      squaresOfExamples += (double) sum * sum;
    }
    double left =
        squares
            - squaresOfExamples / count
            - squaresOfSeeds / examples
            + total * total / ((double) count * examples);
    double freedom = Math.max(1, (examples - 1.0) * (count - 1));
    double rest = Math.max(0, left) / freedom / ((double) count * examples);
    double mean = total / count / (examples + ADDED);
    double square = (squaresOfExamples / count / count + ADDED) / (examples + ADDED);
    double ofMeans = (square - mean * mean) / (examples + ADDED);
    return new TestError(examples, rest, Math.max(least(examples), ofMeans - rest));
  }

  /** The binomial error of two arms that were not asked the same, as of other tokens. */
  private static TestError unpaired(List<Answered> seeds, int examples) {
    double sampling = 0;
    for (Answered seed : seeds) {
      sampling += binomial(seed.arm) + binomial(seed.baseline);
    }
    return new TestError(examples, 0, Math.max(least(examples), sampling / seeds.size()));
  }

  /** The variance of a fraction, with two answers of either kind added (Agresti and Coull 1998). */
  private static double binomial(Answers answers) {
    double count = answers.count() + 4.0;
    double fraction = (answers.right().cardinality() + 2) / count;
    return fraction * (1 - fraction) / count;
  }

  private static double least(int examples) {
    return ADDED / ((examples + (double) ADDED) * (examples + (double) ADDED));
  }

  /**
   * How many examples a split needs, at the least, to show that two arms differ by less than the
   * radius: so many that even answers which all agree leave the interval within it.
   */
  public static int fewestFor(double radius) {
    int low = 0;
    int high = 1;
    while (!suffices(high, radius)) {
      low = high;
      high *= 2;
      if (high > MOST_EXAMPLES) {
        return Integer.MAX_VALUE;
      }
    }
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (suffices(middle, radius)) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return high;
  }

  private static boolean suffices(int examples, double radius) {
    return ofTie(examples).samplingRadius(1 - Student.CONFIDENCE) <= radius;
  }

  /** Half the width of an interval of the difference over samples of examples alone. */
  public double samplingRadius(double level) {
    return Student.quantile(Math.max(1, examples - 1), level) * Math.sqrt(sampling);
  }

  double restRadius(double level, int seeds) {
    double freedom = Math.max(1, (examples - 1.0) * (seeds - 1));
    return Student.quantile(freedom, level) * Math.sqrt(rest);
  }
}

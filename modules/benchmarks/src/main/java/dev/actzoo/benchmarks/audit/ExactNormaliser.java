package dev.actzoo.benchmarks.audit;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;

/** The folds to probabilities by their definitions. */
enum ExactNormaliser implements FoldReference {
  SOFTMAX {
    @Override
    List<Goal> values(List<BigDecimal> x) {
      return Exact.Exponentials.of(x).shares().stream().map(Goal::of).toList();
    }

    @Override
    List<Goal> gradients(List<BigDecimal> x, List<BigDecimal> g) {
      List<BigDecimal> y = Exact.Exponentials.of(x).shares();
      return weighted(y, y, g);
    }
  },
  LOG_SOFTMAX {
    @Override
    List<Goal> values(List<BigDecimal> x) {
      Exact.Exponentials e = Exact.Exponentials.of(x);
      BigDecimal log = e.logOfSum();
      return x.stream().map(v -> Goal.of(v.subtract(e.top()).subtract(log))).toList();
    }

    @Override
    List<Goal> gradients(List<BigDecimal> x, List<BigDecimal> g) {
      List<BigDecimal> y = Exact.Exponentials.of(x).shares();
      BigDecimal sum = Exact.sum(g);
      BigDecimal sizes = Exact.sumOfSizes(g);
      return IntStream.range(0, x.size())
          .mapToObj(
              i ->
                  Goal.of(
                      g.get(i).subtract(Exact.times(y.get(i), sum)),
                      g.get(i).abs().add(Exact.times(y.get(i), sizes))))
          .toList();
    }
  },
  SPARSEMAX {
    @Override
    List<Goal> values(List<BigDecimal> x) {
      return roots(x, 1).stream().map(Goal::of).toList();
    }

    @Override
    List<Goal> gradients(List<BigDecimal> x, List<BigDecimal> g) {
      List<BigDecimal> support = Exact.each(roots(x, 1), v -> BigDecimal.valueOf(v.signum()));
      return weighted(support, shares(support), g);
    }
  },
  ENTMAX {
    @Override
    List<Goal> values(List<BigDecimal> x) {
      return roots(x, 2).stream().map(v -> Goal.of(Exact.times(v, v))).toList();
    }

    @Override
    List<Goal> gradients(List<BigDecimal> x, List<BigDecimal> g) {
      List<BigDecimal> roots = roots(x, 2);
      return weighted(roots, shares(roots), g);
    }
  };

  private static final BigDecimal TOLERANCE = new BigDecimal("1e-75");

  abstract List<Goal> values(List<BigDecimal> x);

  abstract List<Goal> gradients(List<BigDecimal> x, List<BigDecimal> g);

  @Override
  public List<Goal> values(float[] x) {
    return values(Exact.row(x));
  }

  @Override
  public List<Goal> gradients(float[] x, float[] gradient) {
    return gradients(Exact.row(x), Exact.row(gradient));
  }

  private static List<BigDecimal> shares(List<BigDecimal> weights) {
    BigDecimal sum = Exact.sum(weights);
    return Exact.each(weights, w -> Exact.over(w, sum));
  }

  /** weight * (g - mean of g by shares), each. */
  private static List<Goal> weighted(
      List<BigDecimal> weights, List<BigDecimal> shares, List<BigDecimal> g) {
    BigDecimal mean = Exact.sum(Exact.products(shares, g));
    BigDecimal sizes = Exact.sumOfSizes(Exact.products(shares, g));
    return IntStream.range(0, g.size())
        .mapToObj(
            i ->
                Goal.of(
                    Exact.times(weights.get(i), g.get(i).subtract(mean)),
                    Exact.times(weights.get(i), g.get(i).abs().add(sizes))))
        .toList();
  }

  /**
   * max(x / power - tau, 0), whose powers add up to 1: tau by Newton's method from below, which on
   * a falling convex function never oversteps.
   */
  static List<BigDecimal> roots(List<BigDecimal> x, int power) {
    BigDecimal top = Exact.largest(x);
    List<BigDecimal> depths = Exact.each(x, v -> top.subtract(v).divide(BigDecimal.valueOf(power)));
    BigDecimal level = BigDecimal.ONE;
    while (true) {
      List<BigDecimal> above = above(depths, level);
      BigDecimal excess = Exact.sum(Exact.each(above, v -> v.pow(power, Exact.CONTEXT)));
      BigDecimal slope =
          Exact.sum(
              Exact.each(
                  above,
                  v ->
                      v.signum() == 0
                          ? v
                          : Exact.times(BigDecimal.valueOf(power), v.pow(power - 1))));
      BigDecimal step = Exact.over(excess.subtract(BigDecimal.ONE), slope);
      if (step.compareTo(TOLERANCE) <= 0) {
        return above;
      }
      level = level.subtract(step, Exact.CONTEXT);
    }
  }

  private static List<BigDecimal> above(List<BigDecimal> depths, BigDecimal level) {
    return Exact.each(depths, d -> level.subtract(d).max(BigDecimal.ZERO).round(Exact.CONTEXT));
  }
}

package dev.actzoo.benchmarks.audit;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * The folds of groups to one number by their definitions.
 *
 * @param k features of a group; the last one may have fewer
 */
record ExactGroups(Kind kind, int k) implements FoldReference {
  /** What becomes of a group. */
  enum Kind {
    MAXIMUM,
    MINIMUM,
    MEAN,
    LOG_SUM_EXP,
    ROOT_MEAN_SQUARE
  }

  @Override
  public List<Goal> values(float[] x) {
    return groups(x).stream().map(this::value).toList();
  }

  @Override
  public List<Goal> gradients(float[] x, float[] gradient) {
    List<Goal> all = new ArrayList<>();
    for (List<BigDecimal> group : groups(x)) {
      BigDecimal g = Exact.number(gradient[all.size() / k]);
      all.addAll(gradients(group, g));
    }
    return all;
  }

  private List<List<BigDecimal>> groups(float[] x) {
    List<BigDecimal> row = Exact.row(x);
    List<List<BigDecimal>> groups = new ArrayList<>();
    for (int from = 0; from < x.length; from += k) {
      groups.add(row.subList(from, Math.min(x.length, from + k)));
    }
    return groups;
  }

  private Goal value(List<BigDecimal> x) {
    return switch (kind) {
      case MAXIMUM -> Goal.of(Exact.largest(x));
      case MINIMUM -> Goal.of(smallest(x));
      case MEAN -> {
        BigDecimal n = BigDecimal.valueOf(x.size());
        yield Goal.of(Exact.over(Exact.sum(x), n), Exact.over(Exact.sumOfSizes(x), n));
      }
      case LOG_SUM_EXP -> {
        Exact.Exponentials e = Exact.Exponentials.of(x);
        BigDecimal log = e.logOfSum();
        yield Goal.of(e.top().add(log), e.top().abs().add(log));
      }
      case ROOT_MEAN_SQUARE -> Goal.of(rootMeanSquare(x));
    };
  }

  private List<Goal> gradients(List<BigDecimal> x, BigDecimal g) {
    return switch (kind) {
      case MAXIMUM -> only(x, Exact.largest(x), g);
      case MINIMUM -> only(x, smallest(x), g);
      case MEAN -> {
        BigDecimal each = Exact.over(g, BigDecimal.valueOf(x.size()));
        yield x.stream().map(v -> Goal.of(each)).toList();
      }
      case LOG_SUM_EXP ->
          Exact.Exponentials.of(x).shares().stream().map(y -> Goal.of(Exact.times(g, y))).toList();
      case ROOT_MEAN_SQUARE -> {
        BigDecimal norm = Exact.times(rootMeanSquare(x), BigDecimal.valueOf(x.size()));
        yield x.stream()
            .map(v -> norm.signum() == 0 ? Goal.ZERO : Goal.of(Exact.over(Exact.times(g, v), norm)))
            .toList();
      }
    };
  }

  /** All of it for the one of that value; for equal ones up to all for each. */
  private static List<Goal> only(List<BigDecimal> x, BigDecimal chosen, BigDecimal g) {
    boolean tie = x.stream().filter(v -> v.compareTo(chosen) == 0).count() > 1;
    return x.stream()
        .map(
            v ->
                v.compareTo(chosen) != 0
                    ? Goal.ZERO
                    : tie ? Goal.between(BigDecimal.ZERO, g) : Goal.of(g))
        .toList();
  }

  private static BigDecimal smallest(List<BigDecimal> x) {
    return Exact.largest(Exact.each(x, BigDecimal::negate)).negate();
  }

  private static BigDecimal rootMeanSquare(List<BigDecimal> x) {
    BigDecimal squares = Exact.sum(Exact.each(x, v -> v.multiply(v)));
    return Exact.over(squares, BigDecimal.valueOf(x.size())).sqrt(Exact.CONTEXT);
  }
}

package dev.actzoo.benchmarks.audit;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** max(0, x) and max(0, -x); at zero any part of either's gradient is right. */
record ExactCrelu() implements FoldReference {
  @Override
  public List<Goal> values(float[] x) {
    List<BigDecimal> row = Exact.row(x);
    return Stream.concat(row.stream(), row.stream().map(BigDecimal::negate))
        .map(v -> Goal.of(v.max(BigDecimal.ZERO)))
        .toList();
  }

  @Override
  public List<Goal> gradients(float[] x, float[] gradient) {
    return IntStream.range(0, x.length)
        .mapToObj(
            i -> {
              BigDecimal above = Exact.number(gradient[i]);
              BigDecimal below = Exact.number(gradient[x.length + i]).negate();
              return x[i] == 0
                  ? Goal.between(
                      above.min(BigDecimal.ZERO).add(below.min(BigDecimal.ZERO)),
                      above.max(BigDecimal.ZERO).add(below.max(BigDecimal.ZERO)))
                  : Goal.of(x[i] > 0 ? above : below);
            })
        .toList();
  }
}

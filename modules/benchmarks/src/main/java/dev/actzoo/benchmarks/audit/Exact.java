package dev.actzoo.benchmarks.audit;

import dev.actzoo.activations.formula.Expression;
import dev.actzoo.activations.formula.PreciseEvaluation;
import dev.actzoo.activations.formula.Real;
import dev.actzoo.activations.formula.UnaryFunction;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Arithmetic of decimal numbers to thirty digits more than the reference has. */
final class Exact {
  static final MathContext CONTEXT = new MathContext(RidgeReference.DIGITS + 30);

  /** Stands for an infinite input: what a fold gives there is its limit to all digits. */
  private static final BigDecimal INFINITY = new BigDecimal("1e400");

  private static final BigDecimal NEGLIGIBLE = BigDecimal.valueOf(-1000);

  private Exact() {}

  /** The row in decimal numbers, exactly but for infinities. */
  static List<BigDecimal> row(float[] x) {
    return IntStream.range(0, x.length).mapToObj(i -> number(x[i])).toList();
  }

  static BigDecimal number(float x) {
    return Float.isInfinite(x) ? x > 0 ? INFINITY : INFINITY.negate() : new BigDecimal(x);
  }

  static List<BigDecimal> each(List<BigDecimal> x, UnaryOperator<BigDecimal> f) {
    return x.stream().map(f).toList();
  }

  static BigDecimal largest(List<BigDecimal> x) {
    return x.stream().max(Comparator.naturalOrder()).orElseThrow();
  }

  static BigDecimal sum(List<BigDecimal> x) {
    return x.stream().reduce(BigDecimal.ZERO, (a, b) -> a.add(b, CONTEXT));
  }

  static BigDecimal sumOfSizes(List<BigDecimal> x) {
    return sum(each(x, BigDecimal::abs));
  }

  static List<BigDecimal> products(List<BigDecimal> a, List<BigDecimal> b) {
    return IntStream.range(0, a.size()).mapToObj(i -> times(a.get(i), b.get(i))).toList();
  }

  static BigDecimal times(BigDecimal a, BigDecimal b) {
    return a.multiply(b, CONTEXT);
  }

  static BigDecimal over(BigDecimal a, BigDecimal b) {
    return a.divide(b, CONTEXT);
  }

  /** e^x for x of at most 0; zero where it is far below the smallest double. */
  static BigDecimal exp(BigDecimal x) {
    return x.compareTo(NEGLIGIBLE) < 0 ? BigDecimal.ZERO : of(UnaryFunction.EXP, x);
  }

  static BigDecimal log1p(BigDecimal x) {
    return of(UnaryFunction.LOG1P, x);
  }

  private static BigDecimal of(UnaryFunction function, BigDecimal x) {
    Real value =
        PreciseEvaluation.value(
            Expression.Variable.X.then(function), new Real.Finite(x), RidgeReference.DIGITS);
    if (value instanceof Real.Finite finite) {
      return finite.value();
    }
    throw new IllegalArgumentException("%s(%s) is not finite".formatted(function, x));
  }

  /** How far each of the row lies below the largest, e^-that, and where the first largest lies. */
  record Exponentials(List<BigDecimal> x, BigDecimal top, int place, List<BigDecimal> each) {
    static Exponentials of(List<BigDecimal> x) {
      BigDecimal top = largest(x);
      return new Exponentials(x, top, x.indexOf(top), Exact.each(x, v -> exp(v.subtract(top))));
    }

    BigDecimal sum() {
      return Exact.sum(each);
    }

    /** The logarithm of the sum of e^(x - top). */
    BigDecimal logOfSum() {
      return log1p(
          IntStream.range(0, x.size())
              .filter(i -> i != place)
              .mapToObj(each::get)
              .reduce(BigDecimal.ZERO, (a, b) -> a.add(b, CONTEXT)));
    }

    List<BigDecimal> shares() {
      BigDecimal sum = sum();
      return Exact.each(each, e -> over(e, sum));
    }
  }
}

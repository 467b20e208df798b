package dev.actzoo.activations.formula;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.DoubleStream;

/*
 * Two formulas count as one function if their canonical forms are the same tree, or else if they
 * agree to 30 digits wherever both are looked at: at points of every magnitude up to 1e12 on either
 * side, and at and beside every number that either formula holds, where pieces meet. Published
 * functions that look alike part at the third to eighth digit (GELU and its tanh form by up to
 * 4.7e-4), far from 30.
 */

/** Tells whether two formulas are one function of x. */
public final class Equivalence {
  private static final MathContext WORKING = new MathContext(160);
  private static final BigDecimal AGREEMENT = new BigDecimal("1e-30");

  /** What is smaller is a tail lost to the working digits. */
  private static final BigDecimal NEGLIGIBLE = new BigDecimal("1e-90");

  private static final double DOUBLE_AGREEMENT = 1e-7;

  private static final double[] SIZES = {
    1e-9, 0.0131, 0.31, 0.7717, 1.307, 2.113, 2.903, 3.319, 4.703, 6.211, 7.907, 11.3, 17.9, 29.3,
    53.7, 97.1, 1009.7, 1e5 / 3, 1e7 / 7, 1e12 / 11
  };

  private Equivalence() {}

  /** Whether both have as many learned parameters of the same kind, and one value everywhere. */
  public static boolean holds(ParsedFormula one, ParsedFormula other) {
    if (!kinds(one).equals(kinds(other))) {
      return false;
    }
    ParsedFormula first = one.canonical();
    ParsedFormula second = other.canonical();
    return first.equals(second) || agree(first, second);
  }

  private static List<String> kinds(ParsedFormula formula) {
    return formula.learned().stream().map(p -> p.initial() + " " + p.perChannel()).toList();
  }

  private static boolean agree(ParsedFormula first, ParsedFormula second) {
    double[] points = points(first.expression(), second.expression());
    return DoubleStream.of(points).allMatch(x -> near(first, second, x))
        && DoubleStream.of(points).allMatch(x -> same(first, second, x));
  }

  private static double[] points(Expression first, Expression second) {
    NavigableSet<Double> points = new TreeSet<>();
    for (double size : SIZES) {
      points.add(size);
      points.add(-size);
    }
    for (Expression expression : List.of(first, second)) {
      for (double number : Numbers.of(expression)) {
        for (double sign : new double[] {1, -1}) {
          points.add(sign * number);
          points.add(sign * (number + 1e-6));
          points.add(sign * (number - 1e-6));
        }
      }
    }
    return points.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** A quick look in double, which tells most functions apart. */
  private static boolean near(ParsedFormula first, ParsedFormula second, double x) {
    double a = value(first, x);
    double b = value(second, x);
    return !Double.isFinite(a)
        || !Double.isFinite(b)
        || Math.abs(a - b) <= DOUBLE_AGREEMENT * Math.max(1, Math.max(Math.abs(a), Math.abs(b)));
  }

  private static double value(ParsedFormula formula, double x) {
    double[] arguments = new double[1 + formula.learned().size()];
    arguments[0] = x;
    for (int i = 1; i < arguments.length; i++) {
      arguments[i] = trial(i - 1).doubleValue();
    }
    return Evaluation.of(formula.expression(), formula.learned()).applyAsDouble(arguments);
  }

  /** The value that the learned parameter of that place is given. */
  private static BigDecimal trial(int place) {
    return new BigDecimal("0.8125")
        .add(new BigDecimal("0.3125").multiply(BigDecimal.valueOf(place)));
  }

  private static boolean same(ParsedFormula first, ParsedFormula second, double x) {
    Real a = precise(first, x);
    Real b = precise(second, x);
    if (!(a instanceof Real.Finite one) || !(b instanceof Real.Finite other)) {
      return a == b;
    }
    BigDecimal size = one.value().abs().max(other.value().abs());
    BigDecimal difference = one.value().subtract(other.value(), WORKING).abs();
    return difference.compareTo(size.multiply(AGREEMENT).max(NEGLIGIBLE)) <= 0;
  }

  private static Real precise(ParsedFormula formula, double x) {
    Map<String, BigDecimal> learned = new HashMap<>();
    for (int i = 0; i < formula.learned().size(); i++) {
      learned.put(formula.learned().get(i).name(), trial(i));
    }
    return PreciseEvaluation.once(
        formula.expression(), Real.of(x), learned, WORKING.getPrecision());
  }
}

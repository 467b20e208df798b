package dev.actzoo.activations.properties;

import dev.actzoo.activations.Activation;
import dev.actzoo.activations.Family;
import dev.actzoo.activations.formula.BinaryOperation;
import dev.actzoo.activations.formula.Comparison;
import dev.actzoo.activations.formula.Effort;
import dev.actzoo.activations.formula.Expression;
import dev.actzoo.activations.formula.FormulaParser;
import dev.actzoo.activations.formula.LearnedParameter;
import dev.actzoo.activations.formula.ParsedFormula;
import dev.actzoo.activations.formula.UnaryFunction;
import dev.actzoo.input.BadInputException;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Computes the properties of a function of one variable from its formula, learned parameters at
 * their initial values.
 */
final class CurveProperties {
  private static final Pattern DISTANCE = Pattern.compile("\\br\\b");
  private static final double[] PARITY_POINTS = {
    0, 1e-3, 0.1, 0.37, 0.5, 0.77, 1, 1.3, 2, 2.9, 3.3, 4.7, 6, 7.1, 9.6
  };

  /** A function is even or odd if it is to so much. */
  private static final double PARITY_TOLERANCE = 1e-15;

  private static final double NOISE = 1e-15;
  private static final double FIXED_POINT_REACH = 10;

  /** The work that finding a function's breakpoints may cost, and each property thereafter. */
  private static final long EFFORT_FOR_BREAKPOINTS = 8_000_000;

  private static final long EFFORT = 3_000_000;

  private final RealFunction f;
  private final List<Breakpoint> breakpoints;
  private final boolean radial;

  private CurveProperties(RealFunction f, List<Breakpoint> breakpoints, boolean radial) {
    this.f = f;
    this.breakpoints = breakpoints;
    this.radial = radial;
  }

  /** The properties of a ridge or radial function, computed from its formula's text. */
  static Map<Property, Value> of(Activation activation) {
    boolean radial = activation.family() == Family.RADIAL;
    String text = activation.formula().text();
    ParsedFormula formula =
        FormulaParser.parse(radial ? DISTANCE.matcher(text).replaceAll("abs(x)") : text);
    Map<String, BigDecimal> initial =
        formula.learned().stream()
            .collect(Collectors.toMap(LearnedParameter::name, LearnedParameter::initial));
    Expression expression = formula.expression().fold(new AtInitialValues(initial));
    Expression canonical = new ParsedFormula(expression, List.of()).canonical().expression();
    List<Breakpoint> breakpoints = breakpoints(canonical);
    Map<Property, Value> properties = new EnumMap<>(Property.class);
    for (Property property : Property.of(activation.family())) {
      properties.put(property, value(property, canonical, breakpoints, radial));
    }
    return properties;
  }

  /** The breakpoints; null if to find them is too much work. */
  private static @Nullable List<Breakpoint> breakpoints(Expression canonical) {
    try {
      return Breakpoint.of(new RealFunction(canonical, new Effort(EFFORT_FOR_BREAKPOINTS)));
    } catch (Effort.SpentException | BadInputException tooMuch) {
      return null;
    }
  }

  /** A property, or that it is not determined where that is too much work. */
  private static Value value(
      Property property,
      Expression canonical,
      @Nullable List<Breakpoint> breakpoints,
      boolean radial) {
    if (breakpoints == null && property != Property.COST) {
      return Word.NOT_DETERMINED;
    }
    try {
      RealFunction f = new RealFunction(canonical, new Effort(EFFORT));
      return new CurveProperties(f, breakpoints == null ? List.of() : breakpoints, radial)
          .value(property);
    } catch (Effort.SpentException | BadInputException tooMuch) {
      return Word.NOT_DETERMINED;
    }
  }

  private Value value(Property property) {
    return switch (property) {
      case RANGE -> range();
      case MONOTONICITY -> monotonicity();
      case CONVEXITY -> convexity();
      case PARITY -> parity();
      case CONTINUITY ->
          Quantity.of(
              breakpoints.stream()
                  .mapToDouble(Breakpoint::continuous)
                  .min()
                  .orElse(Double.POSITIVE_INFINITY));
      case KINKS ->
          RealSet.points(
              breakpoints.stream()
                  .map(b -> b.at().doubleValue())
                  .filter(x -> !radial || x >= 0)
                  .toList());
      case LIPSCHITZ -> Quantity.of(lipschitz());
      case LEFT -> Quantity.of(Limit.of(f, -1).value());
      case RIGHT -> Quantity.of(Limit.of(f, 1).value());
      case VALUE -> Quantity.of(atZero());
      case SLOPE -> Quantity.of(slope());
      case FIXED_POINTS -> Zeros.of(f.minusInput(), breakpoints, FIXED_POINT_REACH);
      case TAYLOR -> Quantity.of(TaylorRadius.of(f, breakpoints));
      case MEAN -> Quantity.of(settled(moments().mean()));
      case GAIN -> Quantity.of(gain());
      case SPARSITY -> Quantity.of(sparsity());
      case COST -> CostClass.of(f.expression());
      default -> throw new IllegalArgumentException(property + " is one of folds");
    };
  }

  /** 0 for what is 0 but for the errors of its computation. */
  private static double settled(double value) {
    return Math.abs(value) < NOISE ? 0 : value;
  }

  private Moments moments() {
    return Moments.of(f, breakpoints);
  }

  /** The value at 0; none at a pole whose two sides go different ways. */
  private double atZero() {
    double value = f.at(0);
    boolean sides =
        Double.isInfinite(value)
            && IntStream.of(-1, 1)
                .anyMatch(side -> Limit.beside(f, BigDecimal.ZERO, side).value() != value);
    return sides ? Double.NaN : value;
  }

  /** None if the second moment is infinite. */
  private double gain() {
    double second = moments().second();
    return Double.isInfinite(second) ? Double.NaN : 1 / Math.sqrt(second);
  }

  private Value range() {
    Extremes extremes = Extremes.of(f, breakpoints);
    if (extremes.low() > extremes.high()) {
      return Word.NOT_DETERMINED;
    }
    return new RealSet(
        List.of(
            new RealSet.Interval(
                Quantity.of(extremes.low()),
                extremes.lowAttained(),
                Quantity.of(extremes.high()),
                extremes.highAttained())));
  }

  private double lipschitz() {
    if (breakpoints.stream().anyMatch(b -> b.continuous() < 0)) {
      return Double.POSITIVE_INFINITY;
    }
    if (breakpoints.stream().anyMatch(b -> b.continuous() == 0 && isVertical(b.at()))) {
      return Double.POSITIVE_INFINITY;
    }
    Extremes slopes = Extremes.of(f.derivative(), breakpoints);
    return Math.max(Math.abs(slopes.low()), Math.abs(slopes.high()));
  }

  /** Whether the slope has no finite limit on one side of a place. */
  private boolean isVertical(BigDecimal place) {
    RealFunction slope = f.derivative();
    return !Breakpoint.same(
            slope.at(place.add(Breakpoint.NEAR)), slope.at(place.add(Breakpoint.NEARER)))
        || !Breakpoint.same(
            slope.at(place.subtract(Breakpoint.NEAR)), slope.at(place.subtract(Breakpoint.NEARER)));
  }

  private double slope() {
    for (Breakpoint b : breakpoints) {
      if (b.at().signum() == 0) {
        return b.continuous() < 1 ? Double.NaN : settled(f.derivative().at(Breakpoint.NEARER));
      }
    }
    return f.derivative().at(0);
  }

  private Word monotonicity() {
    Signs signs = Signs.of(f.derivative(), breakpoints, radial ? 0 : -Breakpoint.REACH);
    for (Breakpoint b : breakpoints) {
      if (b.continuous() < 0 && !(radial && b.at().signum() <= 0)) {
        double here = f.at(b.at());
        signs = signs.with(here - f.at(b.at().subtract(Breakpoint.NEAR)));
        signs = signs.with(f.at(b.at().add(Breakpoint.NEAR)) - here);
      }
    }
    if (signs.positive() && signs.negative()) {
      return new Word("none");
    }
    return new Word(
        signs.zero()
            ? signs.negative() ? "non-increasing" : "non-decreasing"
            : signs.negative() ? "decreasing" : "increasing");
  }

  private Word convexity() {
    Signs signs = Signs.of(f.derivative().derivative(), breakpoints, -Breakpoint.REACH);
    RealFunction slope = f.derivative();
    for (Breakpoint b : breakpoints) {
      if (b.continuous() < 0) {
        return new Word("neither");
      }
      if (b.continuous() == 0) {
        double left = slope.at(b.at().subtract(Breakpoint.NEAR));
        double right = slope.at(b.at().add(Breakpoint.NEAR));
        signs = signs.with(right - left);
      }
    }
    if (signs.positive() && signs.negative()) {
      return new Word("neither");
    }
    return new Word(signs.positive() ? "convex" : signs.negative() ? "concave" : "affine");
  }

  private Word parity() {
    boolean even = true;
    boolean odd = true;
    for (double x : PARITY_POINTS) {
      double right = f.at(x);
      double left = f.at(-x);
      if (!Double.isFinite(right) && !Double.isFinite(left)) {
        continue;
      }
      double slack = PARITY_TOLERANCE * Math.abs(right);
      even &= Math.abs(right - left) <= slack;
      odd &= Math.abs(right + left) <= slack;
    }
    return new Word(even ? "even" : odd ? "odd" : "none");
  }

  private double sparsity() {
    RealFunction normal = f.with(Expression.Variable.X.then(UnaryFunction.PHI));
    return Zeros.of(f, breakpoints, Breakpoint.REACH).parts().stream()
        .mapToDouble(part -> normal.at(part.upper().value()) - normal.at(part.lower().value()))
        .sum();
  }

  /** Puts numbers in the place of learned parameters. */
  private record AtInitialValues(Map<String, BigDecimal> values)
      implements Expression.Algebra<Expression> {
    @Override
    public Expression constant(BigDecimal value) {
      return new Expression.Constant(value);
    }

    @Override
    public Expression named(Expression.Named number) {
      return number;
    }

    @Override
    public Expression variable() {
      return Expression.Variable.X;
    }

    @Override
    public Expression learned(String name) {
      return new Expression.Constant(values.get(name));
    }

    @Override
    public Expression unary(UnaryFunction function, Expression argument) {
      return new Expression.Unary(function, argument);
    }

    @Override
    public Expression binary(BinaryOperation operation, Expression left, Expression right) {
      return new Expression.Binary(operation, left, right);
    }

    @Override
    public Expression conditional(
        Expression then,
        Comparison comparison,
        Expression left,
        Expression right,
        Expression otherwise) {
      return new Expression.Conditional(then, comparison, left, right, otherwise);
    }
  }
}

package dev.actzoo.activations.formula;

import java.math.BigDecimal;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * A real function of x and of learned parameters, as a tree. Subtrees may be shared; {@link #fold}
 * computes a shared one once, and hash, size and depth of a node are computed when it is made.
 */
public sealed interface Expression {
  /** A decimal number, without trailing zeros. */
  record Constant(BigDecimal value) implements Expression {
    public static final Constant ZERO = new Constant(BigDecimal.ZERO);
    public static final Constant ONE = new Constant(BigDecimal.ONE);

    public Constant {
      value = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    }
  }

  /** A number known by name. */
  enum Named implements Expression {
    PI("pi", "\\pi", Math.PI),
    E("e", "e", Math.E);

    private final String text;
    private final String latex;
    private final double value;

    Named(String text, String latex, double value) {
      this.text = text;
      this.latex = latex;
      this.value = value;
    }

    /** As it is written in a formula. */
    public String text() {
      return text;
    }

    public String latex() {
      return latex;
    }

    /** The nearest double. */
    public double value() {
      return value;
    }
  }

  /** The input, x. */
  record Variable() implements Expression {
    public static final Variable X = new Variable();
  }

  /** A parameter that training moves, by name. */
  record Learned(String name) implements Expression {}

  /** A function of one argument. */
  final class Unary extends Operation implements Expression {
    private final UnaryFunction function;

    public Unary(UnaryFunction function, Expression argument) {
      super(function, argument);
      this.function = function;
    }

    public UnaryFunction function() {
      return function;
    }

    public Expression argument() {
      return operands().get(0);
    }
  }

  /** An operation on two arguments. */
  final class Binary extends Operation implements Expression {
    private final BinaryOperation operation;

    public Binary(BinaryOperation operation, Expression left, Expression right) {
      super(operation, left, right);
      this.operation = operation;
    }

    public BinaryOperation operation() {
      return operation;
    }

    public Expression left() {
      return operands().get(0);
    }

    public Expression right() {
      return operands().get(1);
    }
  }

  /** {@code then if left (comparison) right else otherwise}. */
  final class Conditional extends Operation implements Expression {
    private final Comparison comparison;

    public Conditional(
        Expression then,
        Comparison comparison,
        Expression left,
        Expression right,
        Expression otherwise) {
      super(comparison, then, left, right, otherwise);
      this.comparison = comparison;
    }

    public Expression then() {
      return operands().get(0);
    }

    public Comparison comparison() {
      return comparison;
    }

    public Expression left() {
      return operands().get(1);
    }

    public Expression right() {
      return operands().get(2);
    }

    public Expression otherwise() {
      return operands().get(3);
    }
  }

  /** The expressions that this is an operation on; none for numbers and names. */
  default List<Expression> operands() {
    return List.of();
  }

  /** The number of nodes of the tree; a shared one counts as often as it is met. */
  default long size() {
    return 1;
  }

  /** The number of nodes on the longest way from here to a leaf, both included. */
  default int depth() {
    return 1;
  }

  /**
   * What to make of each kind of node, given what its children have become: one interpretation of
   * expressions.
   */
  interface Algebra<T> {
    T constant(BigDecimal value);

    T named(Named number);

    T variable();

    T learned(String name);

    T unary(UnaryFunction function, T argument);

    T binary(BinaryOperation operation, T left, T right);

    T conditional(T then, Comparison comparison, T left, T right, T otherwise);
  }

  /** What the expression becomes under an interpretation, computed from the leaves up. */
  default <T> T fold(Algebra<T> algebra) {
    return fold(algebra, new IdentityHashMap<>());
  }

  private <T> T fold(Algebra<T> algebra, Map<Expression, T> known) {
    T before = known.get(this);
    if (before != null) {
      return before;
    }
    T result;
    if (this instanceof Constant constant) {
      result = algebra.constant(constant.value());
    } else if (this instanceof Named named) {
      result = algebra.named(named);
    } else if (this instanceof Learned learned) {
      result = algebra.learned(learned.name());
    } else if (this instanceof Unary unary) {
      result = algebra.unary(unary.function(), unary.argument().fold(algebra, known));
    } else if (this instanceof Binary binary) {
      result =
          algebra.binary(
              binary.operation(),
              binary.left().fold(algebra, known),
              binary.right().fold(algebra, known));
    } else if (this instanceof Conditional conditional) {
      result =
          algebra.conditional(
              conditional.then().fold(algebra, known),
              conditional.comparison(),
              conditional.left().fold(algebra, known),
              conditional.right().fold(algebra, known),
              conditional.otherwise().fold(algebra, known));
    } else {
      result = algebra.variable();
    }
    known.put(this, result);
    return result;
  }

  static Expression constant(long value) {
    return new Constant(BigDecimal.valueOf(value));
  }

  static Expression constant(String decimal) {
    return new Constant(new BigDecimal(decimal));
  }

  /** That function of this. */
  default Expression then(UnaryFunction function) {
    return new Unary(function, this);
  }

  default Expression plus(Expression other) {
    return new Binary(BinaryOperation.ADD, this, other);
  }

  default Expression minus(Expression other) {
    return new Binary(BinaryOperation.SUBTRACT, this, other);
  }

  default Expression times(Expression other) {
    return new Binary(BinaryOperation.MULTIPLY, this, other);
  }

  default Expression over(Expression other) {
    return new Binary(BinaryOperation.DIVIDE, this, other);
  }

  default Expression power(Expression exponent) {
    return new Binary(BinaryOperation.POWER, this, exponent);
  }

  default Expression negated() {
    return new Unary(UnaryFunction.NEGATE, this);
  }
}

package dev.actzoo.activations.formula;

import java.math.BigDecimal;

/** Prints expressions in the grammar of {@link FormulaParser}, with no parenthesis too many. */
public final class TextPrinter implements Expression.Algebra<TextPrinter.Piece> {
  private static final int LONGEST_PLAIN = 60;

  private static final int CONDITIONAL = 0;
  private static final int SUM = 1;
  private static final int PRODUCT = 2;
  private static final int NEGATION = 3;
  private static final int POWER = 4;
  private static final int ATOM = 5;

  /**
   * A printed expression.
   *
   * @param binding how strongly its outermost operation binds
   */
  record Piece(String text, int binding) {
    String atLeast(int wanted) {
      return binding >= wanted ? text : "(" + text + ")";
    }
  }

  private TextPrinter() {}

  public static String print(Expression expression) {
    return expression.fold(new TextPrinter()).text();
  }

  /** The number in plain notation if that is short, else with an exponent. */
  public static String number(BigDecimal value) {
    String scientific = value.toString().replace("E+", "e").replace('E', 'e');
    if (Math.abs(value.scale()) > LONGEST_PLAIN) {
      return scientific;
    }
    String plain = value.toPlainString();
    return plain.length() <= scientific.length() + 4 ? plain : scientific;
  }

  @Override
  public Piece constant(BigDecimal value) {
    return new Piece(number(value), value.signum() < 0 ? NEGATION : ATOM);
  }

  @Override
  public Piece named(Expression.Named number) {
    return new Piece(number.text(), ATOM);
  }

  @Override
  public Piece variable() {
    return new Piece("x", ATOM);
  }

  @Override
  public Piece learned(String name) {
    return new Piece(name, ATOM);
  }

  @Override
  public Piece unary(UnaryFunction function, Piece argument) {
    return function == UnaryFunction.NEGATE
        ? new Piece("-" + argument.atLeast(NEGATION), NEGATION)
        : new Piece(function.text() + "(" + argument.text() + ")", ATOM);
  }

  @Override
  public Piece binary(BinaryOperation operation, Piece left, Piece right) {
    return switch (operation) {
      case ADD -> infix(left.atLeast(SUM), " + ", right.atLeast(PRODUCT), SUM);
      case SUBTRACT -> infix(left.atLeast(SUM), " - ", right.atLeast(PRODUCT), SUM);
      case MULTIPLY -> infix(left.atLeast(PRODUCT), " * ", right.atLeast(NEGATION), PRODUCT);
      case DIVIDE -> infix(left.atLeast(PRODUCT), " / ", right.atLeast(NEGATION), PRODUCT);
      case POWER -> infix(left.atLeast(ATOM), "^", right.atLeast(NEGATION), POWER);
      case MIN, MAX ->
          new Piece(operation.text() + "(" + left.text() + ", " + right.text() + ")", ATOM);
    };
  }

  private static Piece infix(String left, String sign, String right, int binding) {
    return new Piece(left + sign + right, binding);
  }

  @Override
  public Piece conditional(
      Piece then, Comparison comparison, Piece left, Piece right, Piece otherwise) {
    return new Piece(
        "%s if %s %s %s else %s"
            .formatted(
                then.atLeast(SUM),
                left.atLeast(SUM),
                comparison.text(),
                right.atLeast(SUM),
                otherwise.text()),
        CONDITIONAL);
  }
}

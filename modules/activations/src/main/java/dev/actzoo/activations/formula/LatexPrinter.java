package dev.actzoo.activations.formula;

import java.math.BigDecimal;
import java.util.Set;

/** Prints expressions in LaTeX mathematics, without dollar signs. */
public final class LatexPrinter implements Expression.Algebra<LatexPrinter.Piece> {
  private static final int SUM = 1;
  private static final int PRODUCT = 2;
  private static final int NEGATION = 3;
  private static final int POWER = 4;
  private static final int ATOM = 5;

  /** Names of learned parameters that are Greek letters in print. */
  private static final Set<String> GREEK =
      Set.of(
          "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "kappa", "lambda",
          "mu", "nu", "xi", "rho", "sigma", "tau", "phi", "chi", "psi", "omega");

  /**
   * A printed expression.
   *
   * @param binding how strongly its outermost operation binds
   */
  record Piece(String latex, int binding) {
    String atLeast(int wanted) {
      return binding >= wanted ? latex : "\\left(" + latex + "\\right)";
    }
  }

  private LatexPrinter() {}

  public static String print(Expression expression) {
    return expression.fold(new LatexPrinter()).latex();
  }

  @Override
  public Piece constant(BigDecimal value) {
    String text = TextPrinter.number(value);
    int exponent = text.indexOf('e');
    return exponent < 0
        ? new Piece(text, value.signum() < 0 ? NEGATION : ATOM)
        : new Piece(
            text.substring(0, exponent) + "\\cdot 10^{" + text.substring(exponent + 1) + "}",
            PRODUCT);
  }

  @Override
  public Piece named(Expression.Named number) {
    return new Piece(number.latex(), ATOM);
  }

  @Override
  public Piece variable() {
    return new Piece("x", ATOM);
  }

  @Override
  public Piece learned(String name) {
    if (GREEK.contains(name)) {
      return new Piece("\\" + name, ATOM);
    }
    return new Piece(
        name.length() == 1 ? name : "\\mathrm{" + name.replace("_", "\\_") + "}", ATOM);
  }

  @Override
  public Piece unary(UnaryFunction function, Piece argument) {
    return switch (function) {
      case NEGATE -> new Piece("-" + argument.atLeast(NEGATION), NEGATION);
      case EXP -> new Piece("e^{" + argument.latex() + "}", POWER);
      case SQRT -> new Piece("\\sqrt{" + argument.latex() + "}", ATOM);
      case ABS -> new Piece("\\left|" + argument.latex() + "\\right|", ATOM);
      default -> new Piece(function.latex() + "\\left(" + argument.latex() + "\\right)", ATOM);
    };
  }

  @Override
  public Piece binary(BinaryOperation operation, Piece left, Piece right) {
    return switch (operation) {
      case ADD -> new Piece(left.atLeast(SUM) + " + " + right.atLeast(PRODUCT), SUM);
      case SUBTRACT -> new Piece(left.atLeast(SUM) + " - " + right.atLeast(PRODUCT), SUM);
      case MULTIPLY -> product(left.atLeast(PRODUCT), right.atLeast(POWER));
      case DIVIDE -> new Piece("\\frac{" + left.latex() + "}{" + right.latex() + "}", ATOM);
      case POWER -> new Piece(left.atLeast(ATOM) + "^{" + right.latex() + "}", POWER);
      case MIN, MAX ->
          new Piece(
              "\\"
                  + operation.text()
                  + "\\left("
                  + left.latex()
                  + ", "
                  + right.latex()
                  + "\\right)",
              ATOM);
    };
  }

  /** Two factors side by side, with a dot between figures. */
  private static Piece product(String left, String right) {
    boolean figures = Character.isDigit(right.charAt(0));
    return new Piece(left + (figures ? " \\cdot " : "\\,") + right, PRODUCT);
  }

  @Override
  public Piece conditional(
      Piece then, Comparison comparison, Piece left, Piece right, Piece otherwise) {
    return new Piece(
        "\\begin{cases} %s & %s %s %s \\\\ %s & \\text{else} \\end{cases}"
            .formatted(
                then.latex(), left.latex(), comparison.latex(), right.latex(), otherwise.latex()),
        SUM);
  }
}

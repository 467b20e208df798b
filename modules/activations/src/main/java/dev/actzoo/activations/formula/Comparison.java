package dev.actzoo.activations.formula;

/** The condition of a conditional; false where either side is not a number. */
public enum Comparison {
  LESS("<", "<"),
  LESS_OR_EQUAL("<=", "\\le"),
  GREATER(">", ">"),
  GREATER_OR_EQUAL(">=", "\\ge");

  private final String text;
  private final String latex;

  Comparison(String text, String latex) {
    this.text = text;
    this.latex = latex;
  }

  /** As it is written in a formula. */
  public String text() {
    return text;
  }

  public String latex() {
    return latex;
  }

  public boolean holds(double left, double right) {
    return switch (this) {
      case LESS -> left < right;
      case LESS_OR_EQUAL -> left <= right;
      case GREATER -> left > right;
      case GREATER_OR_EQUAL -> left >= right;
    };
  }

  /** Whether it holds for two numbers of which the first compares to the second like that. */
  boolean holds(int order) {
    return holds(order, 0);
  }
}

package dev.actzoo.activations.formula;

/** An operation on two numbers. */
public enum BinaryOperation {
  ADD("+"),
  SUBTRACT("-"),
  MULTIPLY("*"),
  DIVIDE("/"),
  POWER("^"),
  MIN("min"),
  MAX("max");

  private final String text;

  BinaryOperation(String text) {
    this.text = text;
  }

  /** Its sign, or for min and max its name. */
  public String text() {
    return text;
  }

  public double apply(double left, double right) {
    return switch (this) {
      case ADD -> left + right;
      case SUBTRACT -> left - right;
      case MULTIPLY -> left * right;
      case DIVIDE -> left / right;
      case POWER -> Math.pow(left, right);
      case MIN -> Math.min(left, right);
      case MAX -> Math.max(left, right);
    };
  }
}

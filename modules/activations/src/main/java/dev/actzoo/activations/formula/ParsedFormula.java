package dev.actzoo.activations.formula;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A formula as parsed: an expression and the learned parameters it declares.
 *
 * @param expression of x and the learned parameters
 * @param learned in the order of their declaration
 */
public record ParsedFormula(Expression expression, List<LearnedParameter> learned) {
  public ParsedFormula {
    learned = List.copyOf(learned);
  }

  /** The formula in plain text, in a form that is the same for the same tree. */
  public String text() {
    String body = TextPrinter.print(expression);
    return learned.isEmpty()
        ? body
        : body
            + "; "
            + learned.stream().map(LearnedParameter::text).collect(Collectors.joining(", "));
  }

  /** The expression in LaTeX mathematics, without dollar signs. */
  public String latex() {
    return LatexPrinter.print(expression);
  }

  /**
   * The formula simplified, in the one form of all formulas that differ in the order, grouping and
   * signs of operations alone, and made of functions that neither overflow nor cancel.
   */
  public ParsedFormula canonical() {
    return new ParsedFormula(Canonical.of(expression), learned);
  }

  /** The derivative by x, in canonical form. */
  public Expression derivative() {
    return Derivative.byInput(expression);
  }

  /** The derivative by a learned parameter, in canonical form. */
  public Expression derivativeBy(LearnedParameter parameter) {
    return Derivative.by(parameter.name(), expression);
  }

  /** The initial values of the learned parameters, in their order. */
  public double[] initial() {
    return learned.stream().mapToDouble(parameter -> parameter.initial().doubleValue()).toArray();
  }
}

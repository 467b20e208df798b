package dev.actzoo.activations.formula;

import dev.actzoo.input.BadInputException;
import dev.actzoo.input.Quoted;
import java.util.List;
import java.util.function.Supplier;
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
   *
   * @throws BadInputException if it grows beyond all bounds on the way
   */
  public ParsedFormula canonical() {
    return new ParsedFormula(bounded(() -> Canonical.of(expression)), learned);
  }

  /**
   * The derivative by x, in canonical form.
   *
   * @throws BadInputException if it grows beyond all bounds
   */
  public Expression derivative() {
    return bounded(() -> Derivative.byInput(expression));
  }

  /**
   * The derivative by a learned parameter, in canonical form.
   *
   * @throws BadInputException if it grows beyond all bounds
   */
  public Expression derivativeBy(LearnedParameter parameter) {
    return bounded(() -> Derivative.by(parameter.name(), expression));
  }

  private Expression bounded(Supplier<Expression> made) {
    try {
      return made.get();
    } catch (Bounds.ExceededException e) {
      throw new BadInputException(
          "formula '%s' grows too large when it is simplified and differentiated; nest fewer operations"
              .formatted(Quoted.of(text())),
          e);
    }
  }

  /** The initial values of the learned parameters, in their order. */
  public double[] initial() {
    return learned.stream().mapToDouble(parameter -> parameter.initial().doubleValue()).toArray();
  }
}

package dev.actzoo.kernels;

import dev.actzoo.activations.Catalogue;
import dev.actzoo.activations.Ridge;
import dev.actzoo.activations.StraightThrough;
import dev.actzoo.activations.formula.Expression;
import dev.actzoo.activations.formula.FormulaParser;
import dev.actzoo.activations.formula.LearnedParameter;
import dev.actzoo.activations.formula.ParsedFormula;
import dev.actzoo.kernels.FormulaKernel.Pass;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The function of a formula, compiled: any function the catalogue or a user writes down. Its
 * derivatives are symbolic; through steps of the catalogue the gradient passes straight.
 */
public final class FormulaPointwise implements Pointwise {
  private static final Map<String, FormulaPointwise> BY_TEXT = new ConcurrentHashMap<>();

  /** What is run in place of a formula of the catalogue whose terms cancel or overflow. */
  private static final Map<String, String> TO_RUN =
      Map.of(
          "squareplus",
          "x if x > 1e8 else 2 / (sqrt(x^2 + 4) - x) if x < 0 else (x + sqrt(x^2 + 4)) / 2",
          "bent-identity",
          "1.5 * x if x > 1e8 else 0.5 * x if x < -1e8 else (sqrt(x^2 + 1) - 1) / 2 + x");

  private final ParsedFormula formula;
  private final Expression derivative;
  private final List<Expression> derivatives;
  private final FormulaKernel forward;
  private final FormulaKernel backward;
  private final FormulaKernel backwardLearned;

  private FormulaPointwise(ParsedFormula formula, Expression derivative) {
    this.formula = formula;
    this.derivative = derivative;
    this.derivatives = formula.learned().stream().map(formula::derivativeBy).toList();
    this.forward = kernel(Pass.FORWARD, List.of(formula.expression()));
    this.backward = kernel(Pass.BACKWARD, List.of(derivative));
    List<Expression> all = new ArrayList<>(List.of(derivative));
    all.addAll(derivatives);
    this.backwardLearned = derivatives.isEmpty() ? backward : kernel(Pass.BACKWARD, all);
  }

  private FormulaKernel kernel(Pass pass, List<Expression> results) {
    return new FormulaKernel(FormulaCompiler.compile(results, formula.learned()), pass);
  }

  /** The function of that catalogue entry's formula, or of that formula. */
  public static FormulaPointwise named(String activation) {
    FormulaPointwise known = BY_TEXT.get(activation);
    if (known != null) {
      return known;
    }
    Ridge ridge = Catalogue.ridge(activation);
    String text = TO_RUN.getOrDefault(ridge.name(), ridge.formula().text());
    ParsedFormula formula = FormulaParser.parse(text).canonical();
    Expression slope = StraightThrough.slope(ridge).orElseGet(formula::derivative);
    return BY_TEXT.computeIfAbsent(activation, absent -> new FormulaPointwise(formula, slope));
  }

  /**
   * The function of that formula.
   *
   * @throws dev.actzoo.input.BadInputException if the text is no formula
   */
  public static FormulaPointwise of(String formula) {
    ParsedFormula canonical = FormulaParser.parse(formula).canonical();
    return new FormulaPointwise(canonical, canonical.derivative());
  }

  /** What multiplies gradients by that formula, in place of a function's derivative. */
  static FormulaPointwise factor(String formula) {
    ParsedFormula canonical = FormulaParser.parse(formula).canonical();
    return new FormulaPointwise(canonical, canonical.expression());
  }

  /** In canonical form. */
  public ParsedFormula formula() {
    return formula;
  }

  public List<LearnedParameter> learned() {
    return formula.learned();
  }

  @Override
  public Needs backwardNeeds() {
    return Needs.INPUT;
  }

  Expression value() {
    return formula.expression();
  }

  /** What the backward pass multiplies by: the derivative by x, or what stands for it. */
  Expression derivative() {
    return derivative;
  }

  /** The derivatives by the learned parameters, in their order. */
  List<Expression> derivatives() {
    return derivatives;
  }

  FormulaKernel forward() {
    return forward;
  }

  /** Computes the derivative by x. */
  FormulaKernel backward() {
    return backward;
  }

  /** Computes the derivative by x, then those by the learned parameters. */
  FormulaKernel backwardLearned() {
    return backwardLearned;
  }

  @Override
  public String toString() {
    return formula.text();
  }
}

package dev.actzoo.activations;

import dev.actzoo.activations.formula.Equivalence;
import dev.actzoo.activations.formula.Evaluation;
import dev.actzoo.activations.formula.Expression;
import dev.actzoo.activations.formula.FormulaParser;
import dev.actzoo.activations.formula.LearnedParameter;
import dev.actzoo.activations.formula.ParsedFormula;
import dev.actzoo.activations.formula.Stability;
import dev.actzoo.input.BadInputException;
import dev.actzoo.input.Quoted;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The activations that formulas stand for. */
final class FormulaLookup {
  /** Signs no name has, or an x that stands alone or after a number. */
  private static final Pattern FORMULA =
      Pattern.compile("[()+*/^<>;~,|]|\\b[0-9.]*[xX]\\b|\\S\\s+\\S");

  private static final Map<String, Ridge> KNOWN = new ConcurrentHashMap<>();
  private static final Map<String, ParsedFormula> OF_ENTRIES = new ConcurrentHashMap<>();

  private FormulaLookup() {}

  /** Whether the text can only be meant as a formula. */
  static boolean isFormula(String text) {
    return FORMULA.matcher(text).find();
  }

  /**
   * The catalogue's entry for the function of that formula, else an activation named by the
   * formula's canonical form.
   *
   * @param catalogue what is looked through, in order
   * @throws BadInputException if the text is no formula, or the formula is no activation
   */
  static Ridge of(String text, List<Ridge> catalogue) {
    Ridge known = KNOWN.get(text);
    if (known == null) {
      ParsedFormula formula = FormulaParser.parse(text).canonical();
      known = KNOWN.computeIfAbsent(formula.text(), canonical -> find(formula, catalogue));
      KNOWN.put(text, known);
    }
    return known;
  }

  private static Ridge find(ParsedFormula formula, List<Ridge> catalogue) {
    for (Ridge entry : catalogue) {
      if (isPlain(entry) && Equivalence.holds(formula, of(entry))) {
        return entry;
      }
    }
    return activation(formula);
  }

  /**
   * Deeplearning4j's own have flaws that a formula has not; what is drawn at random is no formula.
   */
  private static boolean isPlain(Ridge entry) {
    return !entry.name().startsWith("dl4j-")
        && entry.parameters().stream().noneMatch(p -> p.kind() == Parameter.Kind.RANDOM);
  }

  private static ParsedFormula of(Ridge entry) {
    return OF_ENTRIES.computeIfAbsent(
        entry.name(), name -> FormulaParser.parse(entry.formula().text()).canonical());
  }

  private static Ridge activation(ParsedFormula formula) {
    DoubleUnaryOperator value = atInitialValues(formula, formula.expression());
    DoubleUnaryOperator derivative = atInitialValues(formula, formula.derivative());
    double first = value.applyAsDouble(-4.937);
    boolean constant = true;
    for (double x = -4.937; x < 5; x += 0.173) {
      double y = value.applyAsDouble(x);
      if (!Double.isFinite(y)) {
        throw no(
            formula,
            String.format(
                Locale.ROOT,
                "is %s at x = %.3f",
                Double.isNaN(y) ? "not a number" : "infinite",
                x));
      }
      constant &= y == first;
    }
    if (constant) {
      throw no(formula, "is the same for every x");
    }
    String text = formula.text();
    requireWritable(formula, text);
    Entry entry =
        Entry.named(text)
            .formula(text, formula.latex())
            .paper("a formula of this experiment")
            .note(note(formula));
    for (LearnedParameter learned : formula.learned()) {
      formula.derivativeBy(learned); // a kernel wants it: one that cannot be had is refused here
      double initial = learned.initial().doubleValue();
      entry =
          entry.parameter(
              learned.perChannel()
                  ? Parameter.learnedPerChannel(learned.name(), initial)
                  : Parameter.learnedPerLayer(learned.name(), initial));
    }
    Ridge ridge = entry.ridge(value, derivative);
    if (!(ridge.gain() > 0) || !Double.isFinite(ridge.gain())) {
      throw no(
          formula, "has no finite mean square over N(0,1) inputs, so weights cannot be scaled");
    }
    return ridge;
  }

  /** Trials know the function by its canonical form, which kernels and reports read anew. */
  private static void requireWritable(ParsedFormula formula, String text) {
    try {
      FormulaParser.parse(text);
    } catch (BadInputException e) {
      throw no(formula, "is longer or deeper in canonical form than a formula may be; shorten it");
    }
  }

  private static DoubleUnaryOperator atInitialValues(ParsedFormula formula, Expression expression) {
    ToDoubleFunction<double[]> function = Evaluation.of(expression, formula.learned());
    double[] initial = formula.initial();
    return x -> {
      double[] arguments = new double[1 + initial.length];
      arguments[0] = x;
      System.arraycopy(initial, 0, arguments, 1, initial.length);
      return function.applyAsDouble(arguments);
    };
  }

  private static String note(ParsedFormula formula) {
    return Optional.of(Stability.warnings(formula))
        .filter(warnings -> !warnings.isEmpty())
        .map(warnings -> warnings.stream().collect(Collectors.joining("; ")))
        .map(joined -> Character.toUpperCase(joined.charAt(0)) + joined.substring(1) + ".")
        .orElse("");
  }

  private static BadInputException no(ParsedFormula formula, String why) {
    return new BadInputException("formula '%s' %s".formatted(Quoted.of(formula.text()), why));
  }
}

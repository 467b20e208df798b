package dev.actzoo.activations.formula;

import dev.actzoo.input.BadInputException;
import dev.actzoo.input.Quoted;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.LevenshteinDistance;

/*
 * formula     = expression [";" declaration {"," declaration}]
 * declaration = name ["[" "channel" "]"] "~" ["-"] number
 * expression  = sum ["if" sum ("<" | "<=" | ">" | ">=") sum "else" expression]
 * sum         = product {("+" | "-") product}
 * product     = signed {("*" | "/") signed}
 * signed      = ["-"] signed | power
 * power       = atom ["^" signed]
 * atom        = number | "x" | "pi" | "e" | learned | function "(" expression {"," expression} ")"
 *             | "(" expression ")"
 */

/**
 * Parses the text of a formula such as {@code x * sigmoid(beta * x); beta ~ 1}. {@code ^} binds to
 * the right and stronger than a minus before it; a conditional is written {@code a if x > 0 else
 * b}.
 */
public final class FormulaParser {
  private static final int LONGEST = 2000;
  private static final int DEEPEST = 64;
  private static final int MOST_NODES = 150;
  private static final int MOST_LEARNED = 16;

  private static final Map<String, UnaryFunction> FUNCTIONS = new LinkedHashMap<>();
  private static final Map<String, BinaryOperation> PAIRS =
      Map.of("min", BinaryOperation.MIN, "max", BinaryOperation.MAX);
  private static final Set<String> RESERVED = new TreeSet<>(Set.of("x", "pi", "e", "if", "else"));

  static {
    for (UnaryFunction function : UnaryFunction.values()) {
      if (function != UnaryFunction.NEGATE) {
        FUNCTIONS.put(function.text(), function);
      }
    }
    RESERVED.addAll(FUNCTIONS.keySet());
    RESERVED.addAll(PAIRS.keySet());
  }

  private final FormulaTokens tokens;
  private final List<LearnedParameter> learned;
  private final Set<String> used = new TreeSet<>();
  private int depth;
  private int nodes;

  private FormulaParser(FormulaTokens tokens, List<LearnedParameter> learned) {
    this.tokens = tokens;
    this.learned = learned;
  }

  /**
   * The formula that the text says.
   *
   * @throws BadInputException if it says none, or one that is too long, too deep or too large; the
   *     message names the column
   */
  public static ParsedFormula parse(String text) {
    if (text.length() > LONGEST) {
      throw new BadInputException(
          "formula '%s' has %d characters; at most %d are allowed"
              .formatted(FormulaTokens.excerpt(text, 0), text.length(), LONGEST));
    }
    List<LearnedParameter> declared = declared(text);
    FormulaParser parser = new FormulaParser(new FormulaTokens(text), declared);
    Expression expression = parser.expression();
    if (!parser.tokens.atEnd() && !parser.tokens.next().equals(";")) {
      throw parser.tokens.error("expected an operation or the end" + parser.leftOver());
    }
    for (LearnedParameter parameter : declared) {
      if (!parser.used.contains(parameter.name())) {
        throw parser.tokens.error("'" + parameter.name() + "' is declared but not used");
      }
    }
    return new ParsedFormula(expression, declared);
  }

  /** Names what follows the end of an expression, and what may have been meant by it. */
  private String leftOver() {
    String instead = tokens.instead();
    if (tokens.atFactor()) {
      return instead + "; a product is written with *, as in 2 * x";
    }
    return Stream.of(Comparison.values()).anyMatch(c -> tokens.next().equals(c.text()))
        ? instead + "; a condition is written as in a if x > 0 else b"
        : instead;
  }

  private static List<LearnedParameter> declared(String text) {
    int semicolon = text.indexOf(';');
    List<LearnedParameter> declared = new ArrayList<>();
    if (semicolon >= 0) {
      FormulaTokens tokens = new FormulaTokens(text, semicolon + 1);
      do {
        declared.add(declaration(tokens, declared));
      } while (tokens.take(","));
      if (!tokens.atEnd()) {
        throw tokens.error("expected ',' or the end" + tokens.instead());
      }
      if (declared.size() > MOST_LEARNED) {
        throw tokens.error("a formula has at most " + MOST_LEARNED + " learned parameters");
      }
    }
    return declared;
  }

  private static LearnedParameter declaration(
      FormulaTokens tokens, List<LearnedParameter> declared) {
    int column = tokens.column();
    if (!tokens.atName()) {
      throw tokens.error("expected a declaration such as 'beta ~ 1'" + tokens.instead());
    }
    String name = tokens.name();
    if (RESERVED.contains(name)) {
      throw tokens.error(column - 1, "'" + name + "' is taken, call the parameter otherwise");
    }
    if (declared.stream().anyMatch(other -> other.name().equals(name))) {
      throw tokens.error(column - 1, "'" + name + "' is declared twice");
    }
    boolean perChannel = tokens.take("[");
    if (perChannel) {
      tokens.expect("channel");
      tokens.expect("]");
    }
    tokens.expect("~");
    boolean negative = tokens.take("-");
    if (!tokens.atNumber()) {
      throw tokens.error("expected the initial value of '" + name + "'" + tokens.instead());
    }
    BigDecimal initial = tokens.number();
    return new LearnedParameter(name, negative ? initial.negate() : initial, perChannel);
  }

  private Expression expression() {
    enter();
    Expression then = sum();
    if (tokens.take("if")) {
      Expression left = sum();
      Comparison comparison = comparison();
      Expression right = sum();
      tokens.expect("else");
      then = count(new Expression.Conditional(then, comparison, left, right, expression()));
    }
    depth--;
    return then;
  }

  private Comparison comparison() {
    for (Comparison comparison : Comparison.values()) {
      if (tokens.take(comparison.text())) {
        return comparison;
      }
    }
    throw tokens.error("expected '<', '<=', '>' or '>='" + tokens.instead());
  }

  private Expression sum() {
    Expression sum = product();
    while (true) {
      if (tokens.take("+")) {
        sum = count(sum.plus(product()));
      } else if (tokens.take("-")) {
        sum = count(sum.minus(product()));
      } else {
        return sum;
      }
    }
  }

  private Expression product() {
    Expression product = signed();
    while (true) {
      if (tokens.take("*")) {
        if (tokens.next().equals("*")) {
          throw tokens.error("a power is written ^, as in x^2, not **");
        }
        product = count(product.times(signed()));
      } else if (tokens.take("/")) {
        product = count(product.over(signed()));
      } else {
        return product;
      }
    }
  }

  private Expression signed() {
    enter();
    Expression signed;
    if (tokens.take("-")) {
      Expression positive = signed();
      signed =
          positive instanceof Expression.Constant constant
              ? new Expression.Constant(constant.value().negate())
              : count(positive.negated());
    } else {
      signed = power();
    }
    depth--;
    return signed;
  }

  private Expression power() {
    Expression base = atom();
    return tokens.take("^") ? count(base.power(signed())) : base;
  }

  private Expression atom() {
    if (tokens.take("(")) {
      Expression inside = expression();
      tokens.expect(")");
      return inside;
    }
    if (tokens.atNumber()) {
      return count(new Expression.Constant(tokens.number()));
    }
    if (!tokens.atName()) {
      throw tokens.error("expected a number, a name or '('" + tokens.instead());
    }
    int start = tokens.column() - 1;
    return count(named(start, tokens.name()));
  }

  private Expression named(int start, String name) {
    if ((FUNCTIONS.containsKey(name) || PAIRS.containsKey(name)) && !tokens.next().equals("(")) {
      throw tokens.error(
          "expected '('%s; what a function is of stands in parentheses, as in %s(x)"
              .formatted(tokens.instead(), name));
    }
    if (FUNCTIONS.containsKey(name)) {
      tokens.expect("(");
      Expression argument = expression();
      tokens.expect(")");
      return new Expression.Unary(FUNCTIONS.get(name), argument);
    }
    if (PAIRS.containsKey(name)) {
      tokens.expect("(");
      Expression left = expression();
      tokens.expect(",");
      Expression right = expression();
      tokens.expect(")");
      return new Expression.Binary(PAIRS.get(name), left, right);
    }
    if (name.equals("x")) {
      return Expression.Variable.X;
    }
    for (Expression.Named number : Expression.Named.values()) {
      if (number.text().equals(name)) {
        return number;
      }
    }
    if (learned.stream().anyMatch(parameter -> parameter.name().equals(name))) {
      used.add(name);
      return new Expression.Learned(name);
    }
    throw tokens.error(start, unknown(name));
  }

  private String unknown(String name) {
    if (tokens.next().startsWith(".")) {
      return "'%s.' is not needed; functions are written without a prefix, as in tanh(x)"
          .formatted(Quoted.of(name));
    }
    if (RESERVED.contains(name)) {
      return "expected a number, a name or '(' instead of '" + name + "'";
    }
    List<String> names = new ArrayList<>(RESERVED);
    learned.forEach(parameter -> names.add(parameter.name()));
    String shown = FormulaTokens.excerpt(name, 0);
    String offer = meant(shown, names).map(near -> "; did you mean " + near + "?").orElse(";");
    return "unknown name '%s'%s known: x, pi, e, %s, and learned parameters declared as in '; %s ~ 1'"
        .formatted(shown, offer, String.join(", ", functions()), "beta");
  }

  /** The name that was meant: the same in another case, one for the same elsewhere, the nearest. */
  private static Optional<String> meant(String name, List<String> names) {
    Optional<String> sameLetters = names.stream().filter(name::equalsIgnoreCase).findFirst();
    if (sameLetters.isPresent()) {
      return sameLetters;
    }
    LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
    return Optional.ofNullable(OtherNotations.ofName(name))
        .or(
            () ->
                names.stream()
                    .min(Comparator.comparing(candidate -> distance.apply(candidate, name)))
                    .filter(near -> distance.apply(near, name) <= Math.max(1, name.length() / 2)));
  }

  /** The names of all functions, those of two arguments last. */
  static List<String> functions() {
    List<String> names = new ArrayList<>(FUNCTIONS.keySet());
    Arrays.asList("min", "max").forEach(names::add);
    return names;
  }

  private void enter() {
    if (++depth > DEEPEST) {
      throw tokens.error("nested too deep");
    }
  }

  private Expression count(Expression node) {
    if (++nodes > MOST_NODES) {
      throw tokens.error("more than " + MOST_NODES + " numbers, names and operations");
    }
    return node;
  }
}

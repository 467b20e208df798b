package dev.actzoo.activations;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;

/**
 * What the catalogue says of an activation beside the function itself. It is written as a sentence
 * that ends in the function: {@code Entry.named(...).formula(...).paper(...).ridge(...)}.
 *
 * @param name the canonical name, lower case with hyphens
 * @param aliases other names it is found under
 * @param formula the formula, in plain text and in LaTeX
 * @param parameters its constants and learned numbers, in the order of the formula
 * @param paper author, year, and title or arXiv number of the source
 * @param note what a user must know beyond the formula; empty if nothing
 * @param start how the weights of the map before it start
 */
public record Entry(
    String name,
    List<String> aliases,
    Formula formula,
    List<Parameter> parameters,
    String paper,
    String note,
    WeightStart start) {
  public Entry {
    aliases = List.copyOf(aliases);
    parameters = List.copyOf(parameters);
  }

  /** The start of an entry. */
  public static Entry named(String name, String... aliases) {
    return new Entry(
        name, List.of(aliases), new Formula("", ""), List.of(), "", "", WeightStart.STANDARD);
  }

  public Entry formula(String text, String latex) {
    return new Entry(name, aliases, new Formula(text, latex), parameters, paper, note, start);
  }

  public Entry parameter(Parameter parameter) {
    List<Parameter> all = Stream.concat(parameters.stream(), Stream.of(parameter)).toList();
    return new Entry(name, aliases, formula, all, paper, note, start);
  }

  public Entry paper(String source) {
    return new Entry(name, aliases, formula, parameters, source, note, start);
  }

  public Entry note(String sentences) {
    return new Entry(name, aliases, formula, parameters, paper, sentences, start);
  }

  /** Says how the weights of the map before the function start. */
  public Entry start(double inputScale, boolean uniform) {
    WeightStart own = new WeightStart(inputScale, uniform);
    return new Entry(name, aliases, formula, parameters, paper, note, own);
  }

  /** The function of w.x + b. */
  public Ridge ridge(DoubleUnaryOperator value, DoubleUnaryOperator derivative) {
    return ridge(new Curve(value, derivative));
  }

  /** The function of w.x + b. */
  public Ridge ridge(Curve curve) {
    return new Ridge(this, curve);
  }

  /** The function of the distance to a centre. */
  public Radial radial(DoubleUnaryOperator value, DoubleUnaryOperator derivative) {
    return new Radial(this, new Curve(value, derivative));
  }

  /** The function of several inputs together. */
  public Fold fold(Fold.Width width, VectorFunction function) {
    return new Fold(this, width, function, null);
  }

  /** The function of the halves of the inputs, the second of which opens the gate. */
  Fold gated(VectorFunction function, Ridge gate) {
    return new Fold(this, Fold.Width.HALVES, function, gate);
  }
}

package dev.actzoo.reports.html;

import dev.actzoo.activations.Catalogue;
import dev.actzoo.activations.Ridge;
import dev.actzoo.input.BadInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * An arm's function and derivative on [-5, 5], for the charts and the table below them.
 *
 * @param arm the arm's place in the experiment
 * @param style how it is drawn
 * @param family what the function takes
 * @param formula in plain text
 * @param values f at {@link #GRID}
 * @param slopes f' at {@link #GRID}
 */
record FunctionView(
    int arm,
    ArmStyle style,
    String family,
    String formula,
    List<Double> values,
    List<Double> slopes) {

  /** Where the functions are drawn. */
  static final List<Double> GRID =
      IntStream.rangeClosed(-100, 100).mapToObj(i -> i * 0.05).toList();

  private static final double DECIMALS = 1e6;

  /**
   * The functions of those arms that are elementwise, of the catalogue or formulas.
   *
   * @param function gives the name or formula of an arm's function
   */
  static List<FunctionView> of(List<ArmStyle> arms, UnaryOperator<String> function) {
    List<FunctionView> functions = new ArrayList<>();
    for (int i = 0; i < arms.size(); i++) {
      int index = i;
      named(function.apply(arms.get(i).name()))
          .map(activation -> of(index, arms.get(index), activation))
          .ifPresent(functions::add);
    }
    return functions;
  }

  /** The other function that comes closest, and the largest gap to it; empty if there is none. */
  Optional<Neighbour> nearest(List<FunctionView> all) {
    return all.stream()
        .filter(other -> other.arm != arm)
        .map(other -> new Neighbour(other.style.name(), gapTo(other)))
        .min((a, b) -> Double.compare(a.gap(), b.gap()));
  }

  /** The value at a point of the grid. */
  double at(int x) {
    return values.get(GRID.indexOf((double) x));
  }

  private double gapTo(FunctionView other) {
    return IntStream.range(0, values.size())
        .mapToDouble(i -> Math.abs(values.get(i) - other.values.get(i)))
        .max()
        .orElseThrow();
  }

  private static Optional<Ridge> named(String name) {
    try {
      return Optional.of(Catalogue.ridge(name));
    } catch (BadInputException unknown) {
      return Optional.empty();
    }
  }

  private static FunctionView of(int index, ArmStyle style, Ridge activation) {
    return new FunctionView(
        index,
        style,
        activation.family().label(),
        activation.formula().text(),
        rounded(GRID.stream().mapToDouble(activation::value)),
        rounded(GRID.stream().mapToDouble(activation::derivative)));
  }

  private static List<Double> rounded(DoubleStream values) {
    return values.map(v -> Math.rint(v * DECIMALS) / DECIMALS).boxed().toList();
  }

  /** A function near another one. */
  record Neighbour(String name, double gap) {}
}

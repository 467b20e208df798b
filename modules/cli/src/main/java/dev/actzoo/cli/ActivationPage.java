package dev.actzoo.cli;

import dev.actzoo.activations.Activation;
import dev.actzoo.activations.Curve;
import dev.actzoo.activations.Fold;
import dev.actzoo.activations.Parameter;
import dev.actzoo.activations.Radial;
import dev.actzoo.activations.Ridge;
import dev.actzoo.activations.properties.Properties;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.commons.text.WordUtils;

/**
 * An activation function on the terminal: what the catalogue says of it, its properties, and a plot
 * of it and its derivative.
 *
 * @param out where it goes
 * @param columns how wide lines may be
 * @param colour whether the plot may have colours
 */
record ActivationPage(PrintWriter out, int columns, boolean colour) {
  private static final int INDENT = 21;
  private static final int NARROWEST = 20;
  private static final int WIDEST_PLOT = 76;
  private static final double REACH = 5;
  private static final double RADIAL_REACH = 3;

  void print(Activation activation) {
    out.println(activation.name());
    pair("also", String.join(", ", activation.aliases()));
    pair("family", family(activation));
    pair("formula", activation.formula().text());
    pair(
        "parameters",
        activation.parameters().stream()
            .map(ActivationPage::parameter)
            .collect(Collectors.joining(", ")));
    pair("paper", activation.paper());
    pair("note", activation.note());
    out.println();
    Properties.of(activation).forEach((property, value) -> pair(property.label(), value.shown()));
    out.println();
    plot(activation);
  }

  private static String family(Activation activation) {
    return activation.family().label()
        + switch (activation.family()) {
          case RIDGE -> ", of w.x + b";
          case RADIAL -> ", of the distance r to a centre in widths";
          case FOLD -> ", of several inputs";
        };
  }

  private static String parameter(Parameter parameter) {
    String kind =
        switch (parameter.kind()) {
          case FIXED -> "fixed";
          case LEARNED_PER_LAYER -> "learned, one a layer";
          case LEARNED_PER_CHANNEL -> "learned, one a channel";
          case RANDOM -> "random, this is the mean";
        };
    return "%s = %s (%s)".formatted(parameter.name(), number(parameter.value()), kind);
  }

  private static String number(double value) {
    return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
  }

  private void pair(String name, String text) {
    if (text.isEmpty()) {
      return;
    }
    int width = Math.max(NARROWEST, columns - INDENT);
    String indent = " ".repeat(INDENT);
    out.println(
        name
            + " ".repeat(Math.max(1, INDENT - name.length()))
            + WordUtils.wrap(text, width, System.lineSeparator() + indent, false));
  }

  private void plot(Activation activation) {
    int width = Math.min(WIDEST_PLOT, Math.max(NARROWEST, columns - 2 * CurvePlot.MARGIN));
    if (activation instanceof Ridge ridge) {
      out.println("f and f', x from -5 to 5");
      new CurvePlot(ridge.curve(), -REACH, REACH, width).print(out, colour);
    } else if (activation instanceof Radial radial) {
      out.println("f and f', r from 0 to 3");
      new CurvePlot(radial.profile(), 0, RADIAL_REACH, width).print(out, colour);
    } else if (activation instanceof Fold fold) {
      double others = fold.width() == Fold.Width.HALVES ? 1 : 0;
      out.printf(
          "the first output f and df/dx of (x, %s), x from -5 to 5%n", others == 1 ? "1" : "0");
      new CurvePlot(section(fold, others), -REACH, REACH, width).print(out, colour);
    }
  }

  /** The first output as a function of the first of two inputs. */
  private static Curve section(Fold fold, double other) {
    return new Curve(
        x -> fold.value(x, other)[0],
        x -> {
          double[] gradient = new double[fold.outputs(2)];
          Arrays.fill(gradient, 0, 1, 1);
          return fold.pullback(new double[] {x, other}, gradient)[0];
        });
  }
}

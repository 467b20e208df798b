package dev.actzoo.activations;

import java.math.BigDecimal;
import java.util.List;
import org.apache.commons.numbers.core.DD;
import org.apache.commons.numbers.gamma.Erfcx;

/**
 * GELU, its two published approximations, and the two formulas that Deeplearning4j 1.0.0-M2.1 has
 * in their place.
 *
 * <p>0.5 * (1 + tanh(u)) is sigmoid(2 * u), so all but the exact one are {@link SigmoidGate}s, with
 * z(x) = linear * x + cubic * x^3.
 */
final class GeluFamily {
  private static final String PAPER = "Hendrycks & Gimpel 2016, arXiv:1606.08415";

  /** 2 * sqrt(2 / pi). */
  private static final BigDecimal TANH_SCALE =
      new BigDecimal("1.5957691216057307117597842397375274739034");

  private static final BigDecimal TANH_CUBIC = new BigDecimal("0.044715");

  private static final Curve SIGMOID_FORM = cubicGate(new BigDecimal("1.702"), BigDecimal.ZERO);

  static final Ridge GELU =
      Entry.named("gelu", "gelu-erf", "gelu-exact")
          .formula(
              "x * Phi(x)",
              "x\\,\\Phi(x) = \\tfrac{x}{2}\\left(1 + \\operatorname{erf}(x / \\sqrt{2})\\right)")
          .paper(PAPER)
          .ridge(GeluFamily::gelu, GeluFamily::geluSlope);

  static final Ridge GELU_TANH =
      Entry.named("gelu-tanh", "gelu-new")
          .formula(
              "0.5 * x * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 * x^3)))",
              "\\tfrac{x}{2}\\left(1"
                  + " + \\tanh\\left(\\sqrt{2/\\pi}\\,(x + 0.044715\\,x^3)\\right)\\right)")
          .paper(PAPER)
          .ridge(cubicGate(TANH_SCALE, TANH_SCALE.multiply(TANH_CUBIC)));

  static final Ridge GELU_SIGMOID =
      Entry.named("gelu-sigmoid", "quick-gelu")
          .formula("x * sigmoid(1.702 * x)", "x\\,\\sigma(1.702\\,x)")
          .paper(PAPER)
          .ridge(SIGMOID_FORM);

  static final Ridge DL4J_GELU =
      Entry.named("dl4j-gelu")
          .formula("x * sigmoid(1.702 * x)", "x\\,\\sigma(1.702\\,x)")
          .paper("Deeplearning4j 1.0.0-M2.1, Activation.GELU")
          .note(
              "The function of gelu-sigmoid by Deeplearning4j's own operations, whose float32 gradient is"
                  + " NaN for x above 26.")
          .ridge(SIGMOID_FORM);

  static final Ridge DL4J_GELU_PRECISE =
      Entry.named("dl4j-gelu-precise")
          .formula(
              "0.5 * x * (1 + tanh(sqrt(2 / pi) * (x + (0.044715 * x)^3)))",
              "\\tfrac{x}{2}\\left(1"
                  + " + \\tanh\\left(\\sqrt{2/\\pi}\\,(x + (0.044715\\,x)^3)\\right)\\right)")
          .paper("Deeplearning4j 1.0.0-M2.1, ActivationGELU(true)")
          .note(
              "It cubes the constant of gelu-tanh with x; Deeplearning4j's own gradient operation, which"
                  + " runs here, is off its derivative by up to 9.3e-5.")
          .ridge(cubicGate(TANH_SCALE, TANH_SCALE.multiply(TANH_CUBIC.pow(3))));

  static final List<Ridge> ALL =
      List.of(GELU, GELU_TANH, GELU_SIGMOID, DL4J_GELU, DL4J_GELU_PRECISE);

  private GeluFamily() {}

  private static Curve cubicGate(BigDecimal linear, BigDecimal cubic) {
    DD first = DD.from(linear);
    DD third = DD.from(cubic);
    return SigmoidGate.curve(
        x -> DD.ofSquare(x).multiply(third).add(first).multiply(x),
        x -> first.hi() + 3 * third.hi() * x * x);
  }

  private static double gelu(double x) {
    double u = Math.max(-Exponential.FAR, x);
    return u < 0 ? timesBell(u * tail(u), u) : u * (1 - timesBell(tail(u), u));
  }

  private static double geluSlope(double x) {
    double u = Exponential.near(x);
    double bend = u / Math.sqrt(2 * Math.PI);
    return u < 0 ? timesBell(tail(u) + bend, u) : 1 + timesBell(bend - tail(u), u);
  }

  /** Phi(-|x|) * e^(x^2 / 2), the normal tail without its exponential fall. */
  static double tail(double x) {
    return 0.5 * Erfcx.value(Math.abs(x) * Math.sqrt(0.5));
  }

  /** factor * e^(-x^2 / 2). */
  static double timesBell(double factor, double x) {
    return Exponential.scaled(factor, DD.ofSquare(Exponential.near(x)).multiply(-0.5));
  }
}

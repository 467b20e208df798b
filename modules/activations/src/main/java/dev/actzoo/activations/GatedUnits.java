package dev.actzoo.activations;

import java.util.Arrays;
import java.util.List;

/**
 * The folds that multiply the first half of the inputs with a function of the second, the gate: the
 * order of Dauphin et al. and of PyTorch's {@code glu}, and that of all of them here. Shazeer names
 * the gate's matrix first; he stacks none.
 */
final class GatedUnits {
  private static final String SHAZEER = "Shazeer 2020, arXiv:2002.05202";

  static final Fold GLU =
      gated(
          Entry.named("glu")
              .formula("a * sigmoid(b), x = (a, b)", "a\\,\\sigma(b),\\ x = (a, b)")
              .paper("Dauphin, Fan, Auli & Grangier 2016, arXiv:1612.08083"),
          Sigmoids.SIGMOID);

  static final Fold BILINEAR =
      gated(
          Entry.named("bilinear")
              .formula("a * b, x = (a, b)", "a\\,b,\\ x = (a, b)")
              .paper(
                  "Mnih & Hinton 2007, Three New Graphical Models for Statistical Language"
                      + " Modelling"),
          Rectifiers.IDENTITY);

  static final Fold REGLU =
      gated(
          Entry.named("reglu")
              .formula("a * max(0, b), x = (a, b)", "a\\,\\max(0, b),\\ x = (a, b)")
              .paper(SHAZEER),
          Rectifiers.RELU);

  static final Fold GEGLU =
      gated(
          Entry.named("geglu")
              .formula("a * gelu(b), x = (a, b)", "a\\,b\\,\\Phi(b),\\ x = (a, b)")
              .paper(SHAZEER),
          GeluFamily.GELU);

  static final Fold SWIGLU =
      gated(
          Entry.named("swiglu")
              .formula("a * b * sigmoid(b), x = (a, b)", "a\\,b\\,\\sigma(b),\\ x = (a, b)")
              .paper(SHAZEER),
          SmoothRectifiers.SILU);

  static final List<Fold> ALL = List.of(GLU, BILINEAR, REGLU, GEGLU, SWIGLU);

  private GatedUnits() {}

  /** The unit a * f(b) of the halves a and b of the input. */
  private static Fold gated(Entry entry, Ridge gate) {
    return entry.gated(
        new VectorFunction(
            x -> {
              int half = x.length / 2;
              double[] y = new double[half];
              Arrays.setAll(y, i -> x[i] * gate.value(x[half + i]));
              return y;
            },
            (x, gradient) -> {
              int half = x.length / 2;
              double[] back = new double[x.length];
              for (int i = 0; i < half; i++) {
                back[i] = gradient[i] * gate.value(x[half + i]);
                back[half + i] = gradient[i] * gate.derivative(x[half + i]) * x[i];
              }
              return back;
            }),
        gate);
  }
}

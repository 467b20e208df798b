package dev.actzoo.activations;

import java.util.List;

/**
 * The functions whose slope is zero wherever they have one. In place of it they pass gradients
 * straight through near zero.
 */
final class Steps {
  private static final String STRAIGHT_THROUGH =
      "The gradient is that of hard-tanh, passed straight through (Bengio, Léonard & Courville"
          + " 2013, arXiv:1308.3432; Hubara et al. 2016, arXiv:1602.02830): 1 for x from -1 to 1,"
          + " else 0.";

  static final Ridge STEP =
      Entry.named("step", "heaviside")
          .formula("step(x)", "[x > 0]")
          .paper(
              "McCulloch & Pitts 1943, A Logical Calculus of the Ideas Immanent in Nervous"
                  + " Activity")
          .note(STRAIGHT_THROUGH)
          .ridge(x -> x > 0 ? 1 : 0, Steps::straightThrough);

  static final Ridge SIGN =
      Entry.named("sign", "binary")
          .formula("sign(x)", "\\operatorname{sign}(x)")
          .paper("Rosenblatt 1958, The Perceptron")
          .note(STRAIGHT_THROUGH)
          .ridge(Math::signum, Steps::straightThrough);

  static final List<Ridge> ALL = List.of(STEP, SIGN);

  private Steps() {}

  private static double straightThrough(double x) {
    return Math.abs(x) <= 1 ? 1 : 0;
  }
}

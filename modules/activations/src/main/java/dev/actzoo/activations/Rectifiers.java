package dev.actzoo.activations;

import java.util.List;

/** The piecewise polynomials: the identity, and what is made of it by cutting and scaling. */
final class Rectifiers {
  private static final double PRELU_SLOPE = 0.25;

  /** The mean of the uniform distribution on [1/8, 1/3]. */
  private static final double RRELU_SLOPE = 11.0 / 48;

  static final Ridge IDENTITY =
      Entry.named("identity", "linear")
          .formula("x", "x")
          .paper("Widrow & Hoff 1960, Adaptive Switching Circuits")
          .ridge(x -> x, x -> 1);

  static final Ridge RELU =
      Entry.named("relu", "rectifier")
          .formula("max(0, x)", "\\max(0, x)")
          .paper("Nair & Hinton 2010, Rectified Linear Units Improve Restricted Boltzmann Machines")
          .ridge(x -> Math.max(0, x), x -> x > 0 ? 1 : 0);

  static final Ridge LEAKY_RELU =
      Entry.named("leaky-relu", "leakyrelu", "lrelu")
          .formula(
              "x if x > 0 else 0.01 * x",
              "\\begin{cases} x & x > 0 \\\\ 0.01\\,x & x \\le 0 \\end{cases}")
          .parameter(Parameter.fixed("slope", 0.01))
          .paper(
              "Maas, Hannun & Ng 2013, Rectifier Nonlinearities Improve Neural Network Acoustic Models")
          .ridge(x -> x > 0 ? x : 0.01 * x, x -> x > 0 ? 1 : 0.01);

  static final Ridge RELU6 =
      Entry.named("relu6", "relu-6")
          .formula("min(max(0, x), 6)", "\\min(\\max(0, x), 6)")
          .paper("Krizhevsky 2010, Convolutional Deep Belief Networks on CIFAR-10")
          .ridge(Rectifiers::relu6, x -> x > 0 && x < 6 ? 1 : 0);

  static final Ridge HARD_SWISH =
      Entry.named("hard-swish", "hardswish", "h-swish")
          .formula("x * relu6(x + 3) / 6", "\\tfrac{x}{6}\\,\\min(\\max(0, x + 3), 6)")
          .paper("Howard et al. 2019, arXiv:1905.02244")
          .ridge(Rectifiers::hardSwish, Rectifiers::hardSwishSlope);

  static final Ridge PRELU =
      Entry.named("prelu", "parametric-relu")
          .formula(
              "x if x > 0 else a * x; a[channel] ~ 0.25",
              "\\begin{cases} x & x > 0 \\\\ a\\,x & x \\le 0 \\end{cases}")
          .parameter(Parameter.learnedPerChannel("a", PRELU_SLOPE))
          .paper("He, Zhang, Ren & Sun 2015, arXiv:1502.01852")
          .ridge(x -> x > 0 ? x : PRELU_SLOPE * x, x -> x > 0 ? 1 : PRELU_SLOPE);

  static final Ridge RRELU =
      Entry.named("rrelu", "randomised-relu", "randomized-relu")
          .formula(
              "x if x > 0 else 11 / 48 * x",
              "\\begin{cases} x & x > 0 \\\\ a\\,x & x \\le 0 \\end{cases}")
          .parameter(Parameter.random("a", RRELU_SLOPE))
          .paper("Xu, Wang, Chen & Li 2015, arXiv:1505.00853")
          .note(
              "In training the slope is drawn from the uniform distribution on [1/8, 1/3], for each"
                  + " element anew; in evaluation it is the mean, 11/48, which is what stands here.")
          .ridge(x -> x > 0 ? x : 11 * x / 48, x -> x > 0 ? 1 : RRELU_SLOPE);

  static final Ridge THRESHOLDED_RELU =
      Entry.named("thresholded-relu", "trec")
          .formula("x if x > 1 else 0", "x\\,[x > \\theta]")
          .parameter(Parameter.fixed("theta", 1))
          .paper("Konda, Memisevic & Krueger 2014, arXiv:1402.3337")
          .ridge(x -> x > 1 ? x : 0, x -> x > 1 ? 1 : 0);

  static final Ridge SHIFTED_RELU =
      Entry.named("shifted-relu", "srelu")
          .formula("max(-1, x)", "\\max(-1, x)")
          .paper("Clevert, Unterthiner & Hochreiter 2015, arXiv:1511.07289")
          .ridge(x -> Math.max(-1, x), x -> x > -1 ? 1 : 0);

  static final Ridge SQUARED_RELU =
      Entry.named("squared-relu", "relu2", "relu-squared")
          .formula("relu(x)^2", "\\max(0, x)^2")
          .paper("So et al. 2021, arXiv:2109.08668")
          .ridge(x -> x > 0 ? x * x : 0, x -> x > 0 ? 2 * x : 0);

  static final Ridge HARD_TANH =
      Entry.named("hard-tanh", "hardtanh")
          .formula("min(max(-1, x), 1)", "\\min(\\max(-1, x), 1)")
          .paper("Collobert 2004, Large Scale Machine Learning")
          .ridge(x -> Math.min(Math.max(-1, x), 1), x -> x > -1 && x <= 1 ? 1 : 0);

  static final Ridge HARD_SIGMOID =
      Entry.named("hard-sigmoid", "hardsigmoid")
          .formula("relu6(x + 3) / 6", "\\tfrac16 \\min(\\max(0, x + 3), 6)")
          .paper("Howard et al. 2019, arXiv:1905.02244")
          .ridge(x -> relu6(x + 3) / 6, x -> x > -3 && x < 3 ? 1.0 / 6 : 0);

  static final Ridge DL4J_HARD_SIGMOID =
      Entry.named("dl4j-hard-sigmoid", "keras-hard-sigmoid")
          .formula("min(max(0.2 * x + 0.5, 0), 1)", "\\min(\\max(0.2\\,x + 0.5, 0), 1)")
          .paper("no known paper; Deeplearning4j 1.0.0-M2.1, Activation.HARDSIGMOID")
          .note(
              "Also Keras 2's hard_sigmoid; the one of BinaryConnect is (x + 1) / 2 between its kinks.")
          .ridge(x -> Math.min(Math.max(0, (x + 2.5) / 5), 1), x -> x > -2.5 && x <= 2.5 ? 0.2 : 0);

  static final List<Ridge> ALL =
      List.of(
          IDENTITY,
          RELU,
          LEAKY_RELU,
          PRELU,
          RRELU,
          THRESHOLDED_RELU,
          SHIFTED_RELU,
          SQUARED_RELU,
          RELU6,
          HARD_TANH,
          HARD_SIGMOID,
          DL4J_HARD_SIGMOID,
          HARD_SWISH);

  private Rectifiers() {}

  private static double relu6(double x) {
    return Math.min(Math.max(0, x), 6);
  }

  private static double hardSwish(double x) {
    if (x <= -3) {
      return 0;
    }
    return x >= 3 ? x : x * (x + 3) / 6;
  }

  private static double hardSwishSlope(double x) {
    if (x <= -3) {
      return 0;
    }
    return x >= 3 ? 1 : (2 * x + 3) / 6;
  }
}

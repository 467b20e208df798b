package dev.actzoo.kernels;

import java.util.Locale;

/**
 * An elementwise function that the kernels can run forward and backward. The constant's name in
 * kebab case is the activation's name in the catalogue.
 */
public enum Pointwise {
  IDENTITY(Needs.NOTHING),
  RELU(Needs.OUTPUT),
  LEAKY_RELU(Needs.OUTPUT),
  ELU(Needs.OUTPUT),
  SELU(Needs.INPUT),
  GELU(Needs.INPUT),
  GELU_TANH(Needs.INPUT),
  GELU_SIGMOID(Needs.INPUT),
  SILU(Needs.INPUT),
  MISH(Needs.INPUT),
  SOFTPLUS(Needs.INPUT),
  TANH(Needs.OUTPUT),
  SIGMOID(Needs.OUTPUT),
  HARD_SWISH(Needs.INPUT),
  RELU6(Needs.OUTPUT),
  /** Deeplearning4j's {@code Activation.GELU}, run by its own operations, flaws included. */
  DL4J_GELU(Needs.INPUT),
  /** Deeplearning4j's {@code ActivationGELU(true)}, run by its own operations, flaws included. */
  DL4J_GELU_PRECISE(Needs.INPUT);

  /** Slope of leaky ReLU left of zero (Maas et al. 2013). */
  static final double LEAKY_SLOPE = 0.01;

  /** Slope factor of the sigmoid form of GELU (Hendrycks and Gimpel 2016). */
  static final double GELU_SIGMOID_SLOPE = 1.702;

  /** SELU's alpha and scale (Klambauer et al. 2017). */
  static final double SELU_ALPHA = 1.6732632423543772848170429916717;

  static final double SELU_SCALE = 1.0507009873554804934193349852946;

  /** What the backward pass of a function reads besides the incoming gradient. */
  public enum Needs {
    NOTHING,
    INPUT,
    OUTPUT
  }

  private final Needs backwardNeeds;

  Pointwise(Needs backwardNeeds) {
    this.backwardNeeds = backwardNeeds;
  }

  /** What the backward pass needs kept from the forward pass. */
  public Needs backwardNeeds() {
    return backwardNeeds;
  }

  /** The function of that catalogue name. */
  public static Pointwise named(String catalogueName) {
    return valueOf(catalogueName.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}

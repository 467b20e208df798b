package dev.actzoo.kernels;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * An elementwise function that oneDNN or Deeplearning4j has an operation for. The constant's name
 * in kebab case is the activation's name in the catalogue.
 */
public enum NativePointwise implements Pointwise {
  IDENTITY(Needs.NOTHING),
  RELU(Needs.OUTPUT),
  LEAKY_RELU(Needs.OUTPUT),
  ELU(Needs.OUTPUT),
  /** Run from its formula: it would take two of oneDNN's primitives. */
  SELU(Needs.INPUT, Means.FORMULA),
  GELU(Needs.INPUT),
  GELU_TANH(Needs.INPUT),
  GELU_SIGMOID(Needs.INPUT),
  SILU(Needs.INPUT),
  MISH(Needs.INPUT),
  /** Run from its formula: oneDNN's soft_relu is slower, and off by 8e-6 on the left. */
  SOFTPLUS(Needs.INPUT, Means.FORMULA),
  TANH(Needs.OUTPUT),
  SIGMOID(Needs.OUTPUT),
  HARD_SWISH(Needs.INPUT),
  RELU6(Needs.OUTPUT),
  /** Deeplearning4j's {@code Activation.GELU}, run by its own operations, flaws included. */
  DL4J_GELU(Needs.INPUT, Means.OPERATIONS),
  /** Deeplearning4j's {@code ActivationGELU(true)}, run by its own operations, flaws included. */
  DL4J_GELU_PRECISE(Needs.INPUT, Means.OPERATIONS);

  /** Slope of leaky ReLU left of zero (Maas et al. 2013). */
  static final double LEAKY_SLOPE = 0.01;

  /** Slope factor of the sigmoid form of GELU (Hendrycks and Gimpel 2016). */
  static final double GELU_SIGMOID_SLOPE = 1.702;

  /** SELU's alpha and scale (Klambauer et al. 2017). */
  static final double SELU_ALPHA = 1.6732632423543772848170429916717;

  static final double SELU_SCALE = 1.0507009873554804934193349852946;

  /** What runs a function in float32 on the CPU. */
  enum Means {
    /** One primitive of oneDNN. */
    PRIMITIVE,
    /** The compiled formula of the catalogue. */
    FORMULA,
    /** Deeplearning4j's own operations. */
    OPERATIONS
  }

  /** Those whose formula as machine code is faster than the primitive, and right at infinities. */
  private static final Set<NativePointwise> FASTER_AS_CODE =
      EnumSet.of(GELU_TANH, GELU_SIGMOID, SILU, MISH);

  private final Needs backwardNeeds;
  private final Means means;
  private final String catalogueName = name().toLowerCase(Locale.ROOT).replace('_', '-');

  NativePointwise(Needs backwardNeeds) {
    this(backwardNeeds, Means.PRIMITIVE);
  }

  NativePointwise(Needs backwardNeeds, Means means) {
    this.backwardNeeds = backwardNeeds;
    this.means = means;
  }

  @Override
  public Needs backwardNeeds() {
    return backwardNeeds;
  }

  /** What runs it on this machine. */
  Means means() {
    return FASTER_AS_CODE.contains(this) && MachineCode.vectors().isPresent()
        ? Means.FORMULA
        : means;
  }

  /** Whether it is run as one primitive of oneDNN. */
  public boolean isPrimitive() {
    return means() == Means.PRIMITIVE;
  }

  /** Whether oneDNN has a primitive for it, which another can do on its results. */
  boolean hasPrimitive() {
    return means == Means.PRIMITIVE;
  }

  /** The function of that catalogue name, if it is one of these. */
  static Optional<NativePointwise> find(String catalogueName) {
    return Arrays.stream(values()).filter(f -> f.catalogueName().equals(catalogueName)).findFirst();
  }

  /** The name in the catalogue. */
  public String catalogueName() {
    return catalogueName;
  }
}

package dev.actzoo.kernels;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An elementwise function that oneDNN or Deeplearning4j has an operation for. The constant's name
 * in kebab case is the activation's name in the catalogue.
 */
public enum NativePointwise implements Pointwise {
  IDENTITY(Needs.NOTHING),
  /** Run from its formula: oneDNN's turns NaN to 0. */
  RELU(Means.FORMULA, "step(x)"),
  /** Run from its formula: the gradient of oneDNN's is 1 at NaN. */
  LEAKY_RELU(Means.FORMULA, "1 if x > 0 else 0.01"),
  /** Run from its formula: oneDNN's loses digits near 0. */
  ELU(Means.FORMULA, "min(x, 0) + 1"),
  /** Run from its formula: it would take two of oneDNN's primitives. */
  SELU(Needs.INPUT, Means.FORMULA),
  GELU(Needs.INPUT),
  GELU_TANH(Needs.INPUT),
  GELU_SIGMOID(Needs.INPUT),
  SILU(Needs.INPUT),
  MISH(Needs.INPUT),
  /** Run from its formula: oneDNN's soft_relu is slower, and off by 8e-6 on the left. */
  SOFTPLUS(Needs.INPUT, Means.FORMULA),
  TANH(Means.PRIMITIVE, "1 - x^2"),
  SIGMOID(Means.PRIMITIVE, "x * (1 - x)"),
  /** Run from its formula: oneDNN's is NaN at minus infinity. */
  HARD_SWISH(Needs.INPUT, Means.FORMULA),
  /** Run from its formula: oneDNN's turns NaN to 0. */
  RELU6(Means.FORMULA, "step(x) * step(6 - x)"),
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

  /**
   * Those that are run from their formulas where these are machine code: as fast as the primitives,
   * or nearly so, and right at infinities, which these are not.
   */
  private static final Set<NativePointwise> BETTER_AS_CODE =
      EnumSet.of(GELU, GELU_TANH, GELU_SIGMOID, SILU, MISH);

  private final Needs backwardNeeds;
  private final Means means;
  private final @Nullable FormulaPointwise slopeOfOutput;
  private final String catalogueName = name().toLowerCase(Locale.ROOT).replace('_', '-');

  NativePointwise(Needs backwardNeeds) {
    this(backwardNeeds, Means.PRIMITIVE);
  }

  NativePointwise(Needs backwardNeeds, Means means) {
    this.backwardNeeds = backwardNeeds;
    this.means = means;
    this.slopeOfOutput = null;
  }

  /**
   * @param slope the formula of f'(x), its x being f(x)
   */
  NativePointwise(Means means, String slope) {
    this.backwardNeeds = Needs.OUTPUT;
    this.means = means;
    this.slopeOfOutput = FormulaPointwise.factor(slope);
  }

  @Override
  public Needs backwardNeeds() {
    return backwardNeeds;
  }

  /** What runs it on this machine. */
  Means means() {
    return BETTER_AS_CODE.contains(this) && MachineCode.vectors().isPresent()
        ? Means.FORMULA
        : means;
  }

  /** Its backward pass multiplies by the derivative, computed from what a backward pass reads. */
  FormulaPointwise slope() {
    return slopeOfOutput == null ? formula() : slopeOfOutput;
  }

  /** Whether its formula gives what it does, flaws of another's operations excluded. */
  boolean isFormula() {
    return this != IDENTITY && means != Means.OPERATIONS;
  }

  /** The compiled formula of the catalogue. */
  FormulaPointwise formula() {
    return FormulaPointwise.named(catalogueName);
  }

  /** Whether it is run as one primitive of oneDNN. */
  public boolean isPrimitive() {
    return means() == Means.PRIMITIVE;
  }

  /** Whether it is run as one primitive of oneDNN where formulas are not machine code. */
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

package dev.actzoo.kernels;

import static org.nd4j.linalg.ops.transforms.Transforms.exp;
import static org.nd4j.linalg.ops.transforms.Transforms.max;
import static org.nd4j.linalg.ops.transforms.Transforms.min;
import static org.nd4j.linalg.ops.transforms.Transforms.sigmoid;
import static org.nd4j.linalg.ops.transforms.Transforms.tanh;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.impl.transforms.bool.IsNaN;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Erfc;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Expm1;
import org.nd4j.linalg.api.ops.impl.transforms.strict.GELU;
import org.nd4j.linalg.api.ops.impl.transforms.strict.GELUDerivative;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Log1p;
import org.nd4j.linalg.api.ops.impl.transforms.strict.PreciseGELU;
import org.nd4j.linalg.api.ops.impl.transforms.strict.PreciseGELUDerivative;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * The elementwise functions composed of ND4J operations, in forms whose intermediate values stay
 * finite wherever the function does: nothing of the kind e^x / (1 + e^x)^2.
 */
final class Nd4jPointwise {
  private static final double SQRT_HALF = Math.sqrt(0.5);
  private static final double SQRT_2_OVER_PI = Math.sqrt(2 / Math.PI);
  private static final double GELU_CUBIC = 0.044715;

  /** Beyond this a derivative is its limit. */
  private static final double FAR = 1e4;

  private Nd4jPointwise() {}

  /** Deeplearning4j's own operation, run from array to array; false if the function is none. */
  static boolean stockValue(NativePointwise f, INDArray x, INDArray out) {
    switch (f) {
      case DL4J_GELU -> Nd4j.exec(new GELU(x, out));
      case DL4J_GELU_PRECISE -> Nd4j.exec(new PreciseGELU(x, out));
      default -> {
        return false;
      }
    }
    return true;
  }

  /** The derivative of {@link #stockValue}, likewise. */
  static boolean stockDerivative(NativePointwise f, INDArray x, INDArray out) {
    switch (f) {
      case DL4J_GELU -> Nd4j.exec(new GELUDerivative(x, out));
      case DL4J_GELU_PRECISE -> Nd4j.exec(new PreciseGELUDerivative(x, out));
      default -> {
        return false;
      }
    }
    return true;
  }

  /** A result, but NaN wherever the input is, which comparisons and extremes of ND4J lose. */
  static INDArray orNotANumber(INDArray x, INDArray result) {
    return Nd4j.exec(
        DynamicCustomOp.builder("select")
            .addInputs(Nd4j.exec(new IsNaN(x, x.ulike().castTo(DataType.BOOL))), x, result)
            .build())[0];
  }

  /** f(x), as a new array; NaN for NaN, limits at infinities. */
  static INDArray value(NativePointwise f, INDArray x) {
    INDArray near = f.backwardNeeds() == Pointwise.Needs.INPUT ? max(x, -FAR) : x;
    return orNotANumber(x, valueOf(f, near));
  }

  private static INDArray valueOf(NativePointwise f, INDArray x) {
    return switch (f) {
      case IDENTITY -> x.dup();
      case RELU -> max(x, 0.0);
      case LEAKY_RELU -> max(x, 0.0).addi(min(x, 0.0).muli(NativePointwise.LEAKY_SLOPE));
      case ELU -> max(x, 0.0).addi(expm1OfNegativePart(x));
      case SELU ->
          max(x, 0.0)
              .addi(expm1OfNegativePart(x).muli(NativePointwise.SELU_ALPHA))
              .muli(NativePointwise.SELU_SCALE);
      case GELU -> gaussianCdf(x).muli(x);
      case GELU_TANH -> sigmoid(geluTanhArgument(x), false).muli(x);
      case GELU_SIGMOID -> sigmoid(x.mul(NativePointwise.GELU_SIGMOID_SLOPE), false).muli(x);
      case SILU -> sigmoid(x).muli(x);
      case MISH -> tanh(softplus(x), false).muli(x);
      case SOFTPLUS -> softplus(x);
      case TANH -> tanh(x);
      case SIGMOID -> sigmoid(x);
      case HARD_SWISH -> min(max(x.add(3), 0.0, false), 6.0, false).divi(6).muli(x);
      case RELU6 -> min(max(x, 0.0), 6.0, false);
      case DL4J_GELU, DL4J_GELU_PRECISE -> {
        INDArray out = x.ulike();
        stockValue(f, x, out);
        yield out;
      }
    };
  }

  /**
   * f'(x), as a new array.
   *
   * @param kept x or f(x), as {@link Pointwise#backwardNeeds()} says
   */
  static INDArray derivative(NativePointwise f, INDArray kept) {
    boolean stock = f == NativePointwise.DL4J_GELU || f == NativePointwise.DL4J_GELU_PRECISE;
    return stock
        ? derivativeOf(f, kept)
        : orNotANumber(kept, derivativeOf(f, min(max(kept, -FAR), FAR, false)));
  }

  private static INDArray derivativeOf(NativePointwise f, INDArray kept) {
    return switch (f) {
      case IDENTITY -> Nd4j.onesLike(kept);
      case RELU -> positive(kept);
      case LEAKY_RELU ->
          positive(kept).muli(1 - NativePointwise.LEAKY_SLOPE).addi(NativePointwise.LEAKY_SLOPE);
      case ELU -> min(kept, 0.0).addi(1);
      case SELU -> {
        INDArray positive = positive(kept);
        INDArray exponential = exp(min(kept, 0.0), false).muli(positive.rsub(1));
        yield exponential
            .muli(NativePointwise.SELU_ALPHA)
            .addi(positive)
            .muli(NativePointwise.SELU_SCALE);
      }
      case GELU -> gaussianCdf(kept).addi(gaussianDensity(kept).muli(kept));
      case GELU_TANH -> {
        INDArray slope = kept.mul(kept).muli(3 * GELU_CUBIC).addi(1).muli(2 * SQRT_2_OVER_PI);
        yield gatedDerivative(sigmoid(geluTanhArgument(kept), false), slope.muli(kept));
      }
      case GELU_SIGMOID ->
          gatedDerivative(
              sigmoid(kept.mul(NativePointwise.GELU_SIGMOID_SLOPE), false),
              kept.mul(NativePointwise.GELU_SIGMOID_SLOPE));
      case SILU -> gatedDerivative(sigmoid(kept), kept.dup());
      case MISH -> {
        INDArray gate = tanh(softplus(kept), false);
        yield gate.mul(gate).rsubi(1).muli(sigmoid(kept)).muli(kept).addi(gate);
      }
      case SOFTPLUS -> sigmoid(kept);
      case TANH -> kept.mul(kept).rsubi(1);
      case SIGMOID -> kept.rsub(1).muli(kept);
      case HARD_SWISH -> {
        INDArray right = kept.gte(3).castTo(kept.dataType());
        INDArray inside = kept.gt(-3).castTo(kept.dataType()).subi(right);
        yield kept.mul(1.0 / 3).addi(0.5).muli(inside).addi(right);
      }
      case RELU6 -> positive(kept).muli(kept.lt(6).castTo(kept.dataType()));
      case DL4J_GELU, DL4J_GELU_PRECISE -> {
        INDArray slope = kept.ulike();
        stockDerivative(f, kept, slope);
        yield slope;
      }
    };
  }

  /** d/dx of x * gate(u(x)) for a logistic gate: gate + x * u' * gate * (1 - gate). */
  private static INDArray gatedDerivative(INDArray gate, INDArray inputTimesSlope) {
    return inputTimesSlope.muli(gate).muli(gate.rsub(1)).addi(gate);
  }

  private static INDArray geluTanhArgument(INDArray x) {
    return x.mul(x).muli(GELU_CUBIC).addi(1).muli(x).muli(2 * SQRT_2_OVER_PI);
  }

  private static INDArray gaussianCdf(INDArray x) {
    return Nd4j.exec(new Erfc(x.mul(-SQRT_HALF))).muli(0.5);
  }

  private static INDArray gaussianDensity(INDArray x) {
    return exp(x.mul(x).muli(-0.5), false).muli(1 / Math.sqrt(2 * Math.PI));
  }

  private static INDArray softplus(INDArray x) {
    INDArray tail = exp(Transforms.abs(x).negi(), false);
    return Nd4j.exec(new Log1p(tail)).addi(max(x, 0.0));
  }

  private static INDArray expm1OfNegativePart(INDArray x) {
    return Nd4j.exec(new Expm1(min(x, 0.0)));
  }

  private static INDArray positive(INDArray x) {
    return x.gt(0).castTo(x.dataType());
  }
}

package dev.actzoo.kernels;

import dev.actzoo.activations.formula.BinaryOperation;
import dev.actzoo.activations.formula.Comparison;
import dev.actzoo.activations.formula.Expression;
import dev.actzoo.activations.formula.LearnedParameter;
import dev.actzoo.activations.formula.UnaryFunction;
import java.math.BigDecimal;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.impl.transforms.custom.Max;
import org.nd4j.linalg.api.ops.impl.transforms.custom.Min;
import org.nd4j.linalg.api.ops.impl.transforms.custom.Pow;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Erf;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Erfc;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Expm1;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Log1p;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Tan;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Evaluates expressions by ND4J's operations, for any floating-point type on any backend. */
final class Nd4jFormula implements Expression.Algebra<INDArray> {
  private static final double SERIES_BELOW = 0.25;

  /** Beyond this the inverse hyperbolic sine grows as the logarithm. */
  private static final double ASINH_FAR = 1e9;

  /** Beyond this sin(x) / x is as good as 0. */
  private static final double SINC_FAR = 1e30;

  private final INDArray x;
  private final List<LearnedParameter> declared;
  private final List<INDArray> learned;

  private Nd4jFormula(INDArray x, List<LearnedParameter> declared, List<INDArray> learned) {
    this.x = x;
    this.declared = declared;
    this.learned = learned;
  }

  /**
   * The value for every element of x, as a new array; NaN for NaN.
   *
   * @param learned as for {@link Kernels#activate(FormulaPointwise, INDArray, List, INDArray)}
   * @param reach the inputs that it is computed for
   */
  static INDArray value(
      Expression expression,
      INDArray x,
      List<LearnedParameter> declared,
      List<INDArray> learned,
      FormulaReach reach) {
    INDArray near = reach.equals(FormulaReach.ALL) ? x : within(x, reach.low(), reach.high());
    INDArray value = expression.fold(new Nd4jFormula(near, declared, learned)).dup('c');
    return Nd4jPointwise.orNotANumber(x, value);
  }

  private static INDArray within(INDArray x, double low, double high) {
    return Transforms.min(Transforms.max(x, low), high, false);
  }

  /** Sums over all elements, or over all but the last axis if there is a place for each channel. */
  static void reduce(INDArray each, INDArray sums) {
    if (sums.length() == 1) {
      sums.assign(each.sumNumber());
    } else {
      long channels = each.size(-1);
      INDArray rows = each.reshape('c', each.length() / channels, channels);
      sums.assign(rows.sum(0).reshape(sums.shape()));
    }
  }

  private INDArray filled(double value) {
    return x.ulike().assign(value);
  }

  @Override
  public INDArray constant(BigDecimal value) {
    return filled(value.doubleValue());
  }

  @Override
  public INDArray named(Expression.Named number) {
    return filled(number.value());
  }

  @Override
  public INDArray variable() {
    return x;
  }

  @Override
  public INDArray learned(String name) {
    for (int i = 0; i < declared.size(); i++) {
      if (declared.get(i).name().equals(name)) {
        if (learned.isEmpty()) {
          return filled(declared.get(i).initial().doubleValue());
        }
        INDArray values = learned.get(i);
        if (values.length() == 1) {
          return filled(values.getDouble(0));
        }
        long[] shape = new long[x.rank()];
        java.util.Arrays.fill(shape, 1);
        shape[x.rank() - 1] = values.length();
        return values.reshape(shape).broadcast(x.shape());
      }
    }
    throw new IllegalArgumentException("no learned parameter " + name);
  }

  @Override
  public INDArray unary(UnaryFunction function, INDArray u) {
    return switch (function) {
      case NEGATE -> u.neg();
      case EXP -> Transforms.exp(u);
      case LOG -> Transforms.log(u);
      case LOG1P -> Nd4j.exec(new Log1p(u, u.ulike()));
      case EXPM1 -> Nd4j.exec(new Expm1(u, u.ulike()));
      case SQRT -> Transforms.sqrt(u);
      case ABS -> Transforms.abs(u);
      case SIGN -> positive(u).subi(positive(u.neg()));
      case STEP -> positive(u);
      case SIN -> Transforms.sin(u);
      case COS -> Transforms.cos(u);
      case TAN -> Nd4j.exec(new Tan(u, u.ulike()));
      case SINH -> sinh(u);
      case COSH -> Transforms.exp(u).addi(Transforms.exp(u.neg())).muli(0.5);
      case TANH -> Transforms.tanh(u);
      case ASINH -> asinh(u);
      case ATAN -> Transforms.atan(u);
      case ERF -> Nd4j.exec(new Erf(u, u.ulike()));
      case PHI -> Nd4j.exec(new Erfc(u.mul(-Math.sqrt(0.5)))).muli(0.5);
      case SIGMOID -> Transforms.sigmoid(u);
      case SOFTPLUS -> {
        INDArray tail = Transforms.exp(Transforms.abs(u).negi(), false);
        yield Nd4j.exec(new Log1p(tail)).addi(Transforms.max(u, 0.0));
      }
      case RELU -> Nd4jPointwise.orNotANumber(u, Transforms.max(u, 0.0));
      case RELU6 -> Nd4jPointwise.orNotANumber(u, within(u, 0, 6));
      case SINC -> sinc(u);
      case DSINC -> dsinc(u);
    };
  }

  private static INDArray positive(INDArray u) {
    return Nd4jPointwise.orNotANumber(u, u.gt(0).castTo(u.dataType()));
  }

  /** With m = e^|u| - 1, (m + m / (1 + m)) / 2 with the sign of u. */
  private INDArray sinh(INDArray u) {
    INDArray m = Nd4j.exec(new Expm1(Transforms.abs(u)));
    INDArray size = m.div(m.add(1)).addi(m).muli(0.5);
    return size.muli(unary(UnaryFunction.SIGN, u));
  }

  /** ln(1 + |u| + u^2 / (1 + sqrt(1 + u^2))) with the sign of u; far out ln(|u| / near) more. */
  private INDArray asinh(INDArray u) {
    INDArray size = Transforms.abs(u);
    INDArray near = Transforms.min(size, ASINH_FAR);
    INDArray square = near.mul(near);
    INDArray root = Transforms.sqrt(square.add(1), false).addi(1);
    INDArray value = Nd4j.exec(new Log1p(square.divi(root).addi(near)));
    INDArray beyond = Transforms.log(Transforms.max(size.divi(ASINH_FAR), 1.0, false), false);
    return value.addi(beyond).muli(unary(UnaryFunction.SIGN, u));
  }

  private INDArray sinc(INDArray given) {
    INDArray u = within(given, -SINC_FAR, SINC_FAR);
    INDArray zero = u.eq(0).castTo(u.dataType());
    return Transforms.sin(u).divi(u.add(zero)).addi(zero);
  }

  /** (cos u - sinc u) / u, near 0 the series -u / 3 + u^3 / 30 - u^5 / 840 + u^7 / 45360. */
  private INDArray dsinc(INDArray given) {
    INDArray u = within(given, -SINC_FAR, SINC_FAR);
    INDArray far = Transforms.abs(u).gt(SERIES_BELOW).castTo(u.dataType());
    INDArray near = far.rsub(1);
    INDArray safe = u.mul(far).addi(near);
    INDArray quotient = Transforms.cos(safe).subi(sinc(safe)).divi(safe).muli(far);
    INDArray small = u.mul(near);
    INDArray square = small.mul(small);
    INDArray series = square.mul(1 / 45360.0).subi(1 / 840.0).muli(square).addi(1 / 30.0);
    return series.muli(square).subi(1 / 3.0).muli(small).addi(quotient);
  }

  @Override
  public INDArray binary(BinaryOperation operation, INDArray a, INDArray b) {
    return switch (operation) {
      case ADD -> a.add(b);
      case SUBTRACT -> a.sub(b);
      case MULTIPLY -> a.mul(b);
      case DIVIDE -> a.div(b);
      case POWER -> Nd4j.exec(new Pow(a, b))[0];
      case MIN -> Nd4j.exec(new Min(a, b, a.ulike()))[0];
      case MAX -> Nd4j.exec(new Max(a, b, a.ulike()))[0];
    };
  }

  @Override
  public INDArray conditional(
      INDArray then, Comparison comparison, INDArray left, INDArray right, INDArray otherwise) {
    return switch (comparison) {
      case LESS -> select(left.lt(right), then, otherwise);
      case LESS_OR_EQUAL -> select(left.gt(right), otherwise, then);
      case GREATER -> select(left.gt(right), then, otherwise);
      case GREATER_OR_EQUAL -> select(left.lt(right), otherwise, then);
    };
  }

  private static INDArray select(INDArray condition, INDArray then, INDArray otherwise) {
    return Nd4j.exec(
        DynamicCustomOp.builder("select").addInputs(condition, then, otherwise).build())[0];
  }
}

package dev.actzoo.kernels;

import dev.actzoo.activations.formula.LearnedParameter;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Kernels of plain ND4J operations: any floating-point type on any backend, CUDA included. On a GPU
 * formulas of float32 are kernels of their own where these can be had.
 */
final class Nd4jKernels implements Kernels {
  static final Nd4jKernels INSTANCE = new Nd4jKernels(Gpu::formulas);

  private final Supplier<@Nullable FusedFormulas> fused;

  /**
   * The kernels with that way to compute formulas.
   *
   * @param fused gives null where there is none
   */
  Nd4jKernels(Supplier<@Nullable FusedFormulas> fused) {
    this.fused = fused;
  }

  private static final class Gpu {
    static final FusedFormulas FORMULAS = FusedFormulas.ofThisMachine();

    static @Nullable FusedFormulas formulas() {
      return OneDnnKernels.arraysInHostMemory() ? null : FORMULAS;
    }
  }

  @Override
  public String description() {
    String operations = "ND4J operations on " + Nd4j.getBackend().getClass().getSimpleName();
    FusedFormulas formulas = fused.get();
    return formulas == null ? operations : operations + ", " + formulas.description();
  }

  @Override
  public void activate(Pointwise f, INDArray in, INDArray out) {
    FusedFormulas formulas = fused.get();
    if (formulas != null && formulas.forward(f, in, List.of(), out)) {
      return;
    }
    if (f instanceof FormulaPointwise formula) {
      activate(formula, in, List.of(), out);
    } else if (!Nd4jPointwise.stockValue((NativePointwise) f, in, out)) {
      out.assign(Nd4jPointwise.value((NativePointwise) f, in));
    }
  }

  @Override
  public void activateBackward(
      Pointwise f, INDArray kept, INDArray gradientOut, INDArray gradientIn) {
    FusedFormulas formulas = fused.get();
    if (formulas != null && formulas.backward(f, kept, List.of(), gradientOut, gradientIn)) {
      return;
    }
    if (f instanceof FormulaPointwise formula) {
      activateBackward(formula, kept, List.of(), gradientOut, gradientIn, List.of());
    } else if (Layouts.address(gradientIn) != Layouts.address(gradientOut)
        && Nd4jPointwise.stockDerivative((NativePointwise) f, kept, gradientIn)) {
      gradientIn.muli(gradientOut);
    } else {
      gradientOut.muli(Nd4jPointwise.derivative((NativePointwise) f, kept), gradientIn);
    }
  }

  @Override
  public void activate(FormulaPointwise f, INDArray in, List<INDArray> learned, INDArray out) {
    FusedFormulas formulas = fused.get();
    if (formulas != null && formulas.forward(f, in, learned, out)) {
      return;
    }
    out.assign(
        Nd4jFormula.value(
            f.value(), in, f.formula().learned(), learned, f.forward().program().reach()));
  }

  @Override
  public void activateBackward(
      FormulaPointwise f,
      INDArray in,
      List<INDArray> learned,
      INDArray gradientOut,
      INDArray gradientIn,
      List<INDArray> gradientLearned) {
    List<LearnedParameter> declared = f.formula().learned();
    FusedFormulas formulas = fused.get();
    for (int i = 0; i < gradientLearned.size(); i++) {
      INDArray each = gradientOut.ulike();
      if (formulas == null || !formulas.byParameter(f, i, in, learned, gradientOut, each)) {
        each =
            Nd4jFormula.value(f.derivatives().get(i), in, declared, learned, FormulaReach.ALL)
                .muli(gradientOut);
      }
      Nd4jFormula.reduce(each, gradientLearned.get(i));
    }
    if (formulas != null && formulas.backward(f, in, learned, gradientOut, gradientIn)) {
      return;
    }
    INDArray slope =
        Nd4jFormula.value(f.derivative(), in, declared, learned, f.backward().program().reach());
    gradientOut.muli(slope, gradientIn);
  }

  @Override
  public void add(INDArray a, INDArray b, Pointwise then, INDArray out) {
    a.addi(b, out);
    finish(then, out);
  }

  private void finish(Pointwise then, INDArray out) {
    if (then != Pointwise.IDENTITY) {
      activate(then, out, out);
    }
  }

  @Override
  public void multiply(INDArray a, INDArray b, INDArray out) {
    a.muli(b, out);
  }

  @Override
  public void copy(INDArray in, INDArray out) {
    out.assign(in);
  }

  @Override
  public void matmul(
      INDArray a,
      INDArray b,
      double alpha,
      @Nullable INDArray addend,
      Pointwise then,
      INDArray out) {
    long[] shape = out.shape();
    INDArray product = Nd4j.matmul(leading(a, shape).dup('c'), leading(b, shape).dup('c'));
    if (alpha != 1) {
      product.muli(alpha);
    }
    if (addend != null) {
      product.addi(addend.rank() == 1 ? addend.reshape(1, addend.length()) : addend);
    }
    out.assign(product);
    finish(then, out);
  }

  /** Broadcasts the axes before the last two to those of {@code shape}. */
  private static INDArray leading(INDArray array, long[] shape) {
    long[] wanted = shape.clone();
    wanted[shape.length - 1] = array.size(-1);
    wanted[shape.length - 2] = array.size(-2);
    return java.util.Arrays.equals(wanted, array.shape()) ? array : array.broadcast(wanted);
  }

  @Override
  public void columnSums(INDArray in, INDArray out) {
    out.assign(in.sum(0).reshape(out.shape()));
  }

  @Override
  public void convolution(
      ConvolutionShape shape,
      INDArray in,
      INDArray weights,
      @Nullable INDArray bias,
      INDArray out) {
    var operation = DynamicCustomOp.builder("conv2d");
    if (bias == null) {
      operation.addInputs(in, weights);
    } else {
      operation.addInputs(in, weights, bias);
    }
    Nd4j.exec(operation.addOutputs(out).addIntegerArguments(arguments(shape)).build());
  }

  @Override
  public void convolutionBackwardData(
      ConvolutionShape shape, INDArray weights, INDArray gradientOut, INDArray gradientIn) {
    Nd4j.exec(
        DynamicCustomOp.builder("conv2d_bp")
            .addInputs(gradientIn.ulike().assign(0), weights, gradientOut)
            .addOutputs(gradientIn, weights.ulike())
            .addIntegerArguments(arguments(shape))
            .build());
  }

  @Override
  public void convolutionBackwardWeights(
      ConvolutionShape shape,
      INDArray in,
      INDArray gradientOut,
      INDArray gradientWeights,
      @Nullable INDArray gradientBias) {
    INDArray weights = gradientWeights.ulike().assign(0);
    INDArray denseGradient = gradientWeights.ulike();
    Nd4j.exec(
        DynamicCustomOp.builder("conv2d_bp")
            .addInputs(in, weights, gradientOut)
            .addOutputs(in.ulike(), denseGradient)
            .addIntegerArguments(arguments(shape))
            .build());
    gradientWeights.assign(denseGradient);
    if (gradientBias != null) {
      INDArray sum = gradientOut.sum(0, 1, 2);
      gradientBias.assign(sum.reshape(gradientBias.shape()));
    }
  }

  /** libnd4j's conv2d: kernel, stride, padding, dilation, explicit padding, NHWC, OIHW weights. */
  private static int[] arguments(ConvolutionShape s) {
    return new int[] {
      s.kernel(), s.kernel(), s.stride(), s.stride(), s.padding(), s.padding(), 1, 1, 0, 1, 1
    };
  }

  /** A byte for each output. */
  @Override
  public long winnersLength(PoolingShape shape) {
    return Nd4jPooling.winnersLength(shape);
  }

  @Override
  public void maxPool(PoolingShape shape, INDArray in, @Nullable INDArray winners, INDArray out) {
    Nd4jPooling.maximum(shape, in, winners, out);
  }

  @Override
  public void maxPoolBackward(
      PoolingShape shape, INDArray winners, INDArray gradientOut, INDArray gradientIn) {
    Nd4jPooling.maximumBackward(shape, winners, gradientOut, gradientIn);
  }

  @Override
  public void averagePool(PoolingShape shape, INDArray in, INDArray out) {
    Nd4jPooling.average(shape, in, out);
  }

  @Override
  public void averagePoolBackward(PoolingShape shape, INDArray gradientOut, INDArray gradientIn) {
    Nd4jPooling.averageBackward(shape, gradientOut, gradientIn);
  }

  /** A byte for each output. */
  @Override
  public long positiveMaskLength(long rows, long channels) {
    return rows * channels;
  }

  @Override
  public void batchNorm(
      INDArray in,
      INDArray gain,
      INDArray shift,
      INDArray mean,
      INDArray variance,
      double epsilon,
      boolean training,
      @Nullable INDArray positive,
      INDArray out) {
    INDArray rows = rows(in);
    if (training) {
      mean.assign(rows.mean(0).reshape(mean.shape()));
      variance.assign(rows.var(false, 0).reshape(variance.shape()));
    }
    INDArray scale = inverseDeviation(variance, epsilon).muli(gain);
    rows(out).assign(rows.subRowVector(mean).muliRowVector(scale).addiRowVector(shift));
    if (training && positive != null) {
      positive.assign(out.gt(0).reshape(positive.shape()));
      activate(Pointwise.RELU, out, out);
    }
  }

  @Override
  public void moveAverage(INDArray running, INDArray batch, double correction, double share) {
    running.addi(batch.mul(correction).subi(running).muli(share));
  }

  @Override
  public void batchNormBackward(
      INDArray in,
      INDArray gain,
      INDArray mean,
      INDArray variance,
      double epsilon,
      @Nullable INDArray positive,
      INDArray gradientThroughRelu,
      INDArray gradientIn,
      INDArray gradientGain,
      INDArray gradientShift) {
    INDArray rows = rows(in);
    INDArray gradientOut =
        positive == null
            ? rows(gradientThroughRelu)
            : rows(gradientThroughRelu).mul(positive.castTo(in.dataType()).reshape(rows.shape()));
    INDArray inverse = inverseDeviation(variance, epsilon);
    INDArray normalised = rows.subRowVector(mean).muliRowVector(inverse);
    long count = rows.rows();
    INDArray shiftGradient = gradientOut.sum(0).reshape(1, rows.columns());
    INDArray gainGradient = gradientOut.mul(normalised).sum(0).reshape(1, rows.columns());
    normalised.muliRowVector(gainGradient.div(count));
    INDArray result = gradientOut.subRowVector(shiftGradient.div(count)).subi(normalised);
    rows(gradientIn).assign(result.muliRowVector(inverse.muli(gain)));
    gradientGain.assign(gainGradient.reshape(gradientGain.shape()));
    gradientShift.assign(shiftGradient.reshape(gradientShift.shape()));
  }

  @Override
  public void layerNorm(
      INDArray in,
      INDArray gain,
      INDArray shift,
      INDArray mean,
      INDArray variance,
      double epsilon,
      INDArray out) {
    INDArray rows = rows(in);
    mean.assign(rows.mean(1).reshape(mean.shape()));
    variance.assign(rows.var(false, 1).reshape(variance.shape()));
    INDArray normalised = normalisedRows(rows, mean, variance, epsilon);
    rows(out).assign(normalised.muliRowVector(gain).addiRowVector(shift));
  }

  @Override
  public void layerNormBackward(
      INDArray in,
      INDArray gain,
      INDArray mean,
      INDArray variance,
      double epsilon,
      INDArray gradientOut,
      INDArray gradientIn,
      INDArray gradientGain,
      INDArray gradientShift) {
    INDArray normalised = normalisedRows(rows(in), mean, variance, epsilon);
    INDArray gradientRows = rows(gradientOut);
    gradientShift.assign(gradientRows.sum(0).reshape(gradientShift.shape()));
    gradientGain.assign(gradientRows.mul(normalised).sum(0).reshape(gradientGain.shape()));
    INDArray scaled = gradientRows.mulRowVector(gain);
    long count = scaled.rows();
    INDArray projection = scaled.mul(normalised).mean(1).reshape(count, 1);
    INDArray centre = scaled.mean(1).reshape(count, 1);
    scaled.subiColumnVector(centre).subi(normalised.muliColumnVector(projection));
    INDArray inverse = inverseDeviation(variance, epsilon).reshape(count, 1);
    rows(gradientIn).assign(scaled.muliColumnVector(inverse));
  }

  /** A view of a dense array [..., features] as [rows, features]. */
  private static INDArray rows(INDArray dense) {
    return dense.reshape('c', dense.length() / dense.size(-1), dense.size(-1));
  }

  private static INDArray normalisedRows(
      INDArray in, INDArray mean, INDArray variance, double epsilon) {
    INDArray inverse = inverseDeviation(variance, epsilon).reshape(in.rows(), 1);
    return in.subColumnVector(mean.reshape(in.rows(), 1)).muliColumnVector(inverse);
  }

  private static INDArray inverseDeviation(INDArray variance, double epsilon) {
    return Transforms.sqrt(variance.add(epsilon), false).rdivi(1);
  }

  @Override
  public void softmax(INDArray in, INDArray out) {
    INDArray rows = rows(in);
    INDArray exponential = Transforms.exp(rows.subColumnVector(rows.max(true, 1)), false);
    exponential.diviColumnVector(exponential.sum(true, 1));
    out.assign(exponential.reshape('c', out.shape()));
  }

  @Override
  public void softmaxBackward(INDArray out, INDArray gradientOut, INDArray gradientIn) {
    INDArray weighted = gradientOut.mul(out);
    long[] column = out.shape().clone();
    column[column.length - 1] = 1;
    INDArray sum = weighted.sum(out.rank() - 1).reshape(column);
    gradientIn.assign(weighted.subi(out.mul(sum.broadcast(out.shape()))));
  }
}

package dev.actzoo.kernels;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner.ExecutionerType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Kernels of Intel's oneDNN, called on the arrays' own memory: float32 in host memory.
 *
 * <p>A request is a record of the operation's kind and shapes; what oneDNN prepares for it is kept
 * by thread ({@link OneDnn}), so a training step only sets pointers and runs.
 */
final class OneDnnKernels implements Kernels {
  static final OneDnnKernels INSTANCE = new OneDnnKernels();

  private OneDnnKernels() {}

  /** Whether oneDNN loads on this machine and arrays live in host memory. */
  static boolean available() {
    return OneDnn.loaded() && arraysInHostMemory();
  }

  static boolean arraysInHostMemory() {
    return Host.ARRAYS_IN_HOST_MEMORY;
  }

  private static final class Host {
    static final boolean ARRAYS_IN_HOST_MEMORY =
        Nd4j.getExecutioner().type() == ExecutionerType.NATIVE_CPU;
  }

  @Override
  public String description() {
    return OneDnn.description() + ", " + MachineCode.description();
  }

  @Override
  public void activate(Pointwise f, INDArray in, INDArray out) {
    if (f == Pointwise.IDENTITY) {
      copy(in, out);
    } else if (f instanceof FormulaPointwise formula) {
      activate(formula, in, List.of(), out);
    } else {
      NativePointwise function = (NativePointwise) f;
      switch (function.means()) {
        case PRIMITIVE -> OneDnnPointwise.forward(OneDnn.ofThread(), function, in, out);
        case FORMULA -> activate(FormulaPointwise.named(function.catalogueName()), in, out);
        case OPERATIONS -> Nd4jKernels.INSTANCE.activate(f, in, out);
      }
    }
  }

  @Override
  public void activateBackward(
      Pointwise f, INDArray kept, INDArray gradientOut, INDArray gradientIn) {
    if (f == Pointwise.IDENTITY) {
      copy(gradientOut, gradientIn);
    } else if (f instanceof FormulaPointwise formula) {
      activateBackward(formula, kept, List.of(), gradientOut, gradientIn, List.of());
    } else {
      NativePointwise function = (NativePointwise) f;
      switch (function.means()) {
        case PRIMITIVE ->
            OneDnnPointwise.backward(OneDnn.ofThread(), function, kept, gradientOut, gradientIn);
        case FORMULA ->
            activateBackward(
                FormulaPointwise.named(function.catalogueName()), kept, gradientOut, gradientIn);
        case OPERATIONS -> Nd4jKernels.INSTANCE.activateBackward(f, kept, gradientOut, gradientIn);
      }
    }
  }

  @Override
  public void activate(FormulaPointwise f, INDArray in, List<INDArray> learned, INDArray out) {
    profiled("activation forward", () -> FormulaRun.forward(f, in, learned, out));
  }

  @Override
  public void activateBackward(
      FormulaPointwise f,
      INDArray in,
      List<INDArray> learned,
      INDArray gradientOut,
      INDArray gradientIn,
      List<INDArray> gradientLearned) {
    profiled(
        "activation backward data",
        () -> FormulaRun.backward(f, in, learned, gradientOut, gradientIn, gradientLearned));
  }

  private static void profiled(String kind, Runnable work) {
    long start = System.nanoTime();
    work.run();
    KernelProfile.record(kind, System.nanoTime() - start);
  }

  @Override
  public void add(INDArray a, INDArray b, Pointwise then, INDArray out) {
    Optional<CompiledPair> compiled = CompiledPair.sumThen(then);
    if (compiled.isPresent() && CompiledPair.serves(out.length())) {
      profiled("sum or product", () -> compiled.get().run(a, b, out));
    } else if (OneDnnPointwise.fuses(then)) {
      OneDnnElementwise.add(OneDnn.ofThread(), a, b, then, out);
    } else {
      OneDnnElementwise.add(OneDnn.ofThread(), a, b, Pointwise.IDENTITY, out);
      activate(then, out, out);
    }
  }

  @Override
  public void multiply(INDArray a, INDArray b, INDArray out) {
    if (CompiledPair.serves(out.length())) {
      profiled("sum or product", () -> CompiledPair.PRODUCT.run(a, b, out));
    } else {
      OneDnnElementwise.multiply(OneDnn.ofThread(), a, b, out);
    }
  }

  @Override
  public void copy(INDArray in, INDArray out) {
    if (Layouts.describes(in) && Layouts.describes(out)) {
      OneDnnElementwise.copy(OneDnn.ofThread(), in, out);
    } else {
      Nd4jKernels.INSTANCE.copy(in, out);
    }
  }

  @Override
  public void matmul(
      INDArray a,
      INDArray b,
      double alpha,
      @Nullable INDArray addend,
      Pointwise then,
      INDArray out) {
    boolean fused = OneDnnPointwise.fuses(then);
    OneDnnProducts.matmul(
        OneDnn.ofThread(), a, b, (float) alpha, addend, fused ? then : Pointwise.IDENTITY, out);
    if (!fused) {
      activate(then, out, out);
    }
  }

  @Override
  public void columnSums(INDArray in, INDArray out) {
    OneDnnProducts.columnSums(OneDnn.ofThread(), in, out);
  }

  @Override
  public void convolution(
      ConvolutionShape shape,
      INDArray in,
      INDArray weights,
      @Nullable INDArray bias,
      INDArray out) {
    OneDnn context = OneDnn.ofThread();
    if (WinogradConvolution.serves(context, shape)) {
      profiled(
          "convolution forward",
          () -> WinogradConvolution.run(shape, false, in, weights, bias, out));
    } else {
      OneDnnConvolutions.forward(context, shape, in, weights, bias, out);
    }
  }

  @Override
  public void convolutionBackwardData(
      ConvolutionShape shape, INDArray weights, INDArray gradientOut, INDArray gradientIn) {
    OneDnn context = OneDnn.ofThread();
    ConvolutionShape inverse = WinogradConvolution.backward(shape);
    if (WinogradConvolution.serves(context, inverse)) {
      profiled(
          "convolution backward data",
          () -> WinogradConvolution.run(inverse, true, gradientOut, weights, null, gradientIn));
    } else {
      OneDnnConvolutions.backwardData(context, shape, weights, gradientOut, gradientIn);
    }
  }

  @Override
  public void convolutionBackwardWeights(
      ConvolutionShape shape,
      INDArray in,
      INDArray gradientOut,
      INDArray gradientWeights,
      @Nullable INDArray gradientBias) {
    OneDnn context = OneDnn.ofThread();
    if (!WinogradConvolution.serves(context, shape)) {
      OneDnnConvolutions.backwardWeights(
          context, shape, in, gradientOut, gradientWeights, gradientBias);
      return;
    }
    profiled(
        "convolution backward weights",
        () -> WinogradGradient.run(shape, in, gradientOut, gradientWeights));
    if (gradientBias != null) {
      columnSums(gradientOut.reshape(-1, shape.out()), gradientBias);
    }
  }

  @Override
  public long winnersLength(PoolingShape shape) {
    return OneDnnPooling.winnersLength(shape);
  }

  @Override
  public void maxPool(PoolingShape shape, INDArray in, @Nullable INDArray winners, INDArray out) {
    OneDnnPooling.maximum(OneDnn.ofThread(), shape, in, winners, out);
  }

  @Override
  public void maxPoolBackward(
      PoolingShape shape, INDArray winners, INDArray gradientOut, INDArray gradientIn) {
    OneDnnPooling.maximumBackward(OneDnn.ofThread(), shape, winners, gradientOut, gradientIn);
  }

  @Override
  public void averagePool(PoolingShape shape, INDArray in, INDArray out) {
    OneDnnPooling.average(OneDnn.ofThread(), shape, in, out);
  }

  @Override
  public void averagePoolBackward(PoolingShape shape, INDArray gradientOut, INDArray gradientIn) {
    OneDnnPooling.averageBackward(OneDnn.ofThread(), shape, gradientOut, gradientIn);
  }

  @Override
  public long positiveMaskLength(long rows, long channels) {
    return CompiledBatchNorm.serves(channels)
        ? CompiledBatchNorm.positiveMaskLength(rows, channels)
        : OneDnnBatchNorm.positiveMaskLength(rows, channels);
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
    if (!CompiledBatchNorm.serves(in.size(-1))) {
      OneDnnBatchNorm.forward(
          OneDnn.ofThread(),
          (float) epsilon,
          training,
          positive,
          in,
          gain,
          shift,
          mean,
          variance,
          out);
    } else if (training) {
      profiled(
          "batch norm forward",
          () ->
              CompiledBatchNorm.of(in, positive)
                  .train(in, gain, shift, mean, variance, epsilon, positive, out));
    } else {
      profiled(
          "batch norm forward",
          () ->
              CompiledBatchNorm.of(in, null)
                  .apply(in, gain, shift, mean, variance, epsilon, null, out));
    }
  }

  @Override
  public void batchNormBackward(
      INDArray in,
      INDArray gain,
      INDArray mean,
      INDArray variance,
      double epsilon,
      @Nullable INDArray positive,
      INDArray gradientOut,
      INDArray gradientIn,
      INDArray gradientGain,
      INDArray gradientShift) {
    if (CompiledBatchNorm.serves(in.size(-1))) {
      profiled(
          "batch norm backward",
          () ->
              CompiledBatchNorm.of(in, positive)
                  .backward(
                      in,
                      gain,
                      mean,
                      variance,
                      epsilon,
                      positive,
                      gradientOut,
                      gradientIn,
                      gradientGain,
                      gradientShift));
    } else {
      OneDnnBatchNorm.backward(
          OneDnn.ofThread(),
          (float) epsilon,
          positive,
          in,
          gain,
          mean,
          variance,
          gradientOut,
          gradientIn,
          gradientGain,
          gradientShift);
    }
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
    OneDnnNormalisations.layerNorm(
        OneDnn.ofThread(), in, gain, shift, mean, variance, (float) epsilon, out);
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
    OneDnnNormalisations.layerNormBackward(
        OneDnn.ofThread(),
        (float) epsilon,
        in,
        gain,
        mean,
        variance,
        gradientOut,
        gradientIn,
        gradientGain,
        gradientShift);
  }

  @Override
  public void softmax(INDArray in, INDArray out) {
    OneDnnNormalisations.softmax(OneDnn.ofThread(), in, out);
  }

  @Override
  public void softmaxBackward(INDArray out, INDArray gradientOut, INDArray gradientIn) {
    OneDnnNormalisations.softmaxBackward(OneDnn.ofThread(), out, gradientOut, gradientIn);
  }

  @Override
  public void fold(FoldFunction f, int k, INDArray in, INDArray out) {
    switch (f) {
      case SOFTMAX -> softmax(in, out);
      case LOG_SOFTMAX -> OneDnnNormalisations.logSoftmax(OneDnn.ofThread(), in, out);
      default -> Kernels.super.fold(f, k, in, out);
    }
  }

  @Override
  public void foldBackward(
      FoldFunction f, int k, INDArray in, INDArray out, INDArray gradientOut, INDArray gradientIn) {
    switch (f) {
      case SOFTMAX -> softmaxBackward(out, gradientOut, gradientIn);
      case LOG_SOFTMAX ->
          OneDnnNormalisations.logSoftmaxBackward(OneDnn.ofThread(), out, gradientOut, gradientIn);
      default -> Kernels.super.foldBackward(f, k, in, out, gradientOut, gradientIn);
    }
  }
}

package dev.actzoo.kernels;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner.ExecutionerType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Kernels of Intel's oneDNN, called on the arrays' own memory: float32 in host memory.
 *
 * <p>What oneDNN prepares for a {@link Request} is kept by thread ({@link OneDnn}), so a training
 * step only sets pointers and runs; calls make no objects, not even to look things up or to time
 * them, but for learned parameters, radial functions and folds.
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
        case FORMULA -> activate(function.formula(), in, out);
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
        case FORMULA -> activateBackward(function.slope(), kept, gradientOut, gradientIn);
        case OPERATIONS -> Nd4jKernels.INSTANCE.activateBackward(f, kept, gradientOut, gradientIn);
      }
    }
  }

  @Override
  public void activate(FormulaPointwise f, INDArray in, List<INDArray> learned, INDArray out) {
    long start = System.nanoTime();
    FormulaRun.forward(f, in, learned, out);
    KernelProfile.record("activation forward", System.nanoTime() - start);
  }

  @Override
  public void activateBackward(
      FormulaPointwise f,
      INDArray in,
      List<INDArray> learned,
      INDArray gradientOut,
      INDArray gradientIn,
      List<INDArray> gradientLearned) {
    long start = System.nanoTime();
    FormulaRun.backward(f, in, learned, gradientOut, gradientIn, gradientLearned);
    KernelProfile.record("activation backward data", System.nanoTime() - start);
  }

  @Override
  public void add(INDArray a, INDArray b, Pointwise then, INDArray out) {
    CompiledPair compiled = CompiledPair.sumThen(then);
    NativePointwise fused = OneDnnPointwise.fused(then);
    if (compiled != null && CompiledPair.serves(out.length())) {
      run(compiled, a, b, out);
    } else if (fused != null) {
      OneDnnElementwise.add(OneDnn.ofThread(), a, b, fused, out);
    } else {
      OneDnnElementwise.add(OneDnn.ofThread(), a, b, NativePointwise.IDENTITY, out);
      activate(then, out, out);
    }
  }

  private static void run(CompiledPair pair, INDArray a, INDArray b, INDArray out) {
    long start = System.nanoTime();
    pair.run(a, b, out);
    KernelProfile.record("sum or product", System.nanoTime() - start);
  }

  @Override
  public void multiply(INDArray a, INDArray b, INDArray out) {
    if (CompiledPair.serves(out.length())) {
      run(CompiledPair.PRODUCT, a, b, out);
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
    NativePointwise fused = OneDnnPointwise.fused(then);
    NativePointwise first = fused == null ? NativePointwise.IDENTITY : fused;
    OneDnnProducts.matmul(OneDnn.ofThread(), a, b, (float) alpha, addend, first, out);
    if (fused == null) {
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
    WinogradConvolution byTiles =
        WinogradConvolution.isAvailable(context)
            ? WinogradConvolution.forward(shape, bias != null)
            : null;
    if (byTiles == null) {
      OneDnnConvolutions.forward(context, shape, in, weights, bias, out);
      return;
    }
    long start = System.nanoTime();
    byTiles.run(in, weights, bias, out);
    KernelProfile.record("convolution forward", System.nanoTime() - start);
  }

  @Override
  public void convolutionBackwardData(
      ConvolutionShape shape, INDArray weights, INDArray gradientOut, INDArray gradientIn) {
    OneDnn context = OneDnn.ofThread();
    WinogradConvolution byTiles =
        WinogradConvolution.isAvailable(context) ? WinogradConvolution.backwardData(shape) : null;
    if (byTiles == null) {
      OneDnnConvolutions.backwardData(context, shape, weights, gradientOut, gradientIn);
      return;
    }
    long start = System.nanoTime();
    byTiles.run(gradientOut, weights, null, gradientIn);
    KernelProfile.record("convolution backward data", System.nanoTime() - start);
  }

  @Override
  public void convolutionBackwardWeights(
      ConvolutionShape shape,
      INDArray in,
      INDArray gradientOut,
      INDArray gradientWeights,
      @Nullable INDArray gradientBias) {
    OneDnn context = OneDnn.ofThread();
    WinogradGradient byTiles =
        WinogradConvolution.isAvailable(context) ? WinogradGradient.of(shape) : null;
    if (byTiles == null) {
      OneDnnConvolutions.backwardWeights(
          context, shape, in, gradientOut, gradientWeights, gradientBias);
      return;
    }
    long start = System.nanoTime();
    byTiles.run(in, gradientOut, gradientWeights);
    KernelProfile.record("convolution backward weights", System.nanoTime() - start);
    if (gradientBias != null) {
      columnSums(gradientOut, gradientBias);
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
    return CompiledBatchNorm.serves(rows, channels)
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
    if (!CompiledBatchNorm.serves(in.length() / in.size(-1), in.size(-1))) {
      OneDnnBatchNorm.forward(
          OneDnn.ofThread(),
          in,
          gain,
          shift,
          mean,
          variance,
          (float) epsilon,
          training,
          positive,
          out);
      return;
    }
    long start = System.nanoTime();
    INDArray mask = training ? positive : null;
    CompiledBatchNorm compiled = CompiledBatchNorm.of(in, mask);
    if (training) {
      compiled.train(in, gain, shift, mean, variance, epsilon, mask, out);
    } else {
      compiled.apply(in, gain, shift, mean, variance, epsilon, null, out);
    }
    KernelProfile.record("batch norm forward", System.nanoTime() - start);
  }

  @Override
  public void moveAverage(INDArray running, INDArray batch, double correction, double share) {
    MovingAverage.move(running, batch, correction, share);
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
    if (CompiledBatchNorm.serves(in.length() / in.size(-1), in.size(-1))) {
      long start = System.nanoTime();
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
              gradientShift);
      KernelProfile.record("batch norm backward", System.nanoTime() - start);
    } else {
      OneDnnBatchNorm.backward(
          OneDnn.ofThread(),
          in,
          gain,
          mean,
          variance,
          (float) epsilon,
          positive,
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
        in,
        gain,
        mean,
        variance,
        (float) epsilon,
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
    CompiledFold compiled = CompiledFold.of(f, k, in.size(1));
    if (compiled != null) {
      compiled.forward(in, out);
      return;
    }
    switch (f) {
      case SOFTMAX -> {
        OneDnnNormalisations.softmax(OneDnn.ofThread(), in, out);
        InfiniteRows.mend(f, in, out);
      }
      case LOG_SOFTMAX -> {
        OneDnnNormalisations.logSoftmax(OneDnn.ofThread(), in, out);
        InfiniteRows.mend(f, in, out);
      }
      default -> Kernels.super.fold(f, k, in, out);
    }
  }

  @Override
  public void foldBackward(
      FoldFunction f, int k, INDArray in, INDArray out, INDArray gradientOut, INDArray gradientIn) {
    CompiledFold compiled = CompiledFold.of(f, k, in.size(1));
    if (compiled != null) {
      compiled.backward(in, out, gradientOut, gradientIn);
      return;
    }
    OneDnn context = OneDnn.ofThread();
    switch (f) {
      case SOFTMAX -> OneDnnNormalisations.softmaxBackward(context, out, gradientOut, gradientIn);
      case LOG_SOFTMAX ->
          OneDnnNormalisations.logSoftmaxBackward(context, out, gradientOut, gradientIn);
      default -> Kernels.super.foldBackward(f, k, in, out, gradientOut, gradientIn);
    }
  }

  @Override
  public boolean compiles(FoldFunction f, int k, long features) {
    return CompiledFold.of(f, k, features) != null;
  }

  @Override
  public long gateRoomLength(Pointwise f, long rows, long features) {
    return CompiledGate.of(f) == null ? Kernels.super.gateRoomLength(f, rows, features) : 0;
  }

  @Override
  public void gate(
      Pointwise f, INDArray in, @Nullable INDArray room, @Nullable INDArray opened, INDArray out) {
    CompiledGate compiled = CompiledGate.of(f);
    if (compiled == null) {
      Kernels.super.gate(f, in, room, opened, out);
      return;
    }
    compiled.forward(in, opened, out);
  }

  @Override
  public void gateBackward(
      Pointwise f,
      INDArray in,
      @Nullable INDArray room,
      INDArray opened,
      INDArray gradientOut,
      INDArray gradientIn) {
    CompiledGate compiled = CompiledGate.of(f);
    if (compiled == null) {
      Kernels.super.gateBackward(f, in, room, opened, gradientOut, gradientIn);
      return;
    }
    compiled.backward(in, opened, gradientOut, gradientIn);
  }

  @Override
  public void radial(
      RadialFunction f,
      INDArray rowSquares,
      INDArray logWidths,
      INDArray factors,
      INDArray squares,
      INDArray out) {
    CompiledRadial compiled = CompiledRadial.of(f);
    if (compiled == null) {
      Kernels.super.radial(f, rowSquares, logWidths, factors, squares, out);
      return;
    }
    activate(RadialFunction.INVERSE_SQUARED_WIDTH, logWidths, factors);
    compiled.forward(rowSquares, factors, squares, out);
  }

  @Override
  public void radialBackward(
      RadialFunction f,
      INDArray squares,
      INDArray factors,
      INDArray gradientOut,
      INDArray gradientSquares,
      INDArray gradientLogWidths) {
    CompiledRadial compiled = CompiledRadial.of(f);
    if (compiled == null) {
      Kernels.super.radialBackward(
          f, squares, factors, gradientOut, gradientSquares, gradientLogWidths);
      return;
    }
    compiled.backward(squares, factors, gradientOut, gradientSquares, gradientLogWidths);
  }
}

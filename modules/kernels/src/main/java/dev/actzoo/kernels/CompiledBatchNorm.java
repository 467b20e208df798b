package dev.actzoo.kernels;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Batch norm as machine code: the mean and the variance are found in one pass over the input, of
 * differences from the mean of a few rows. Rows are cut into the same shares whatever number of
 * threads takes them.
 */
final class CompiledBatchNorm {
  private static final int SHARES = 16;
  private static final int LANES = X64Assembler.Vectors.AVX512.floats();

  /** Rows of which differences are taken: enough that one far out moves their mean little. */
  private static final int SAMPLES = 16;

  private static final Map<Request, CompiledBatchNorm> KNOWN = new ConcurrentHashMap<>();

  private enum Kind {
    PLAIN,
    MASKED
  }

  private final BatchNormCode code;
  private final int channels;
  private final MachineCode.Entry statistics;
  private final MachineCode.Entry output;
  private final MachineCode.Entry products;
  private final MachineCode.Entry gradient;
  private final ThreadLocal<Numbers> numbers;

  /**
   * @param code goes through lines of one row or of several
   * @param channels of a row
   */
  private CompiledBatchNorm(BatchNormCode code, int channels) {
    this.code = code;
    this.channels = channels;
    BatchNormCode.Functions functions = code.functions();
    MachineCode written = MachineCode.of(functions.code());
    statistics = written.entry(functions.statistics());
    output = written.entry(functions.output());
    products = written.entry(functions.products());
    gradient = written.entry(functions.gradient());
    numbers = ThreadLocal.withInitial(() -> new Numbers(channels));
  }

  /**
   * Whether there is code for so many rows of so many channels here: these make whole vectors, or
   * as many rows as fill a vector do.
   */
  static boolean serves(long rows, long channels) {
    boolean fits = channels % LANES == 0 || (LANES % channels == 0 && rows * channels % LANES == 0);
    return fits && MachineCode.isWide();
  }

  /** The code for those channels, with ReLU if there is room for its mask. */
  static CompiledBatchNorm of(INDArray in, @Nullable INDArray positive) {
    boolean masked = positive != null;
    int channels = Math.toIntExact(in.size(-1));
    Request request = Request.of(masked ? Kind.MASKED : Kind.PLAIN).and(channels);
    CompiledBatchNorm known = KNOWN.get(request);
    return known != null
        ? known
        : KNOWN.computeIfAbsent(
            request.copy(),
            absent ->
                new CompiledBatchNorm(
                    new BatchNormCode(Math.max(channels, LANES), masked), channels));
  }

  static long positiveMaskLength(long rows, long channels) {
    return rows * channels / Byte.SIZE;
  }

  /** {@link Kernels#batchNorm} in training. */
  void train(
      INDArray in,
      INDArray gain,
      INDArray shift,
      INDArray mean,
      INDArray variance,
      double epsilon,
      @Nullable INDArray positive,
      INDArray out) {
    takeStatistics(in, mean, variance);
    apply(in, gain, shift, mean, variance, epsilon, positive, out);
  }

  /** Arrays of a thread, with a number for each channel. */
  private static final class Numbers {
    final HostNumbers memory = new HostNumbers();
    final float[] gain;
    final float[] shift;
    final float[] mean;
    final float[] variance;
    final float[] scale;
    final float[] ofInput;
    final float[] constant;
    final double[][] sums;
    final float[][] factorsOfStatistics;
    final float[][] factorsOfOutput;
    final float[][] factorsOfProducts;
    final float[][] factorsOfGradient;

    Numbers(int channels) {
      gain = new float[channels];
      shift = new float[channels];
      mean = new float[channels];
      variance = new float[channels];
      scale = new float[channels];
      ofInput = new float[channels];
      constant = new float[channels];
      sums = new double[2][channels];
      factorsOfStatistics = new float[][] {shift};
      factorsOfOutput = new float[][] {mean, scale, shift};
      factorsOfProducts = new float[][] {mean};
      factorsOfGradient = new float[][] {mean, scale, ofInput, constant};
    }
  }

  private void takeStatistics(INDArray in, INDArray mean, INDArray variance) {
    Numbers n = numbers.get();
    long rows = in.length() / channels;
    float[] pivot = n.shift;
    takePivot(in, rows, pivot, n.scale);
    sum(statistics, in, null, null, n.factorsOfStatistics, n.sums);
    for (int i = 0; i < pivot.length; i++) {
      double difference = n.sums[0][i] / rows;
      n.mean[i] = (float) (pivot[i] + difference);
      n.variance[i] = (float) Math.max(0, n.sums[1][i] / rows - difference * difference);
    }
    n.memory.write(mean, n.mean);
    n.memory.write(variance, n.variance);
  }

  /** Numbers near the means: those of some rows. */
  private void takePivot(INDArray in, long rows, float[] pivot, float[] values) {
    HostNumbers memory = numbers.get().memory;
    Arrays.fill(pivot, 0);
    for (int i = 0; i < SAMPLES; i++) {
      long row = rows * i / SAMPLES;
      memory.read(Layouts.address(in) + row * channels * Float.BYTES, values, values.length);
      for (int channel = 0; channel < pivot.length; channel++) {
        pivot[channel] += values[channel] / SAMPLES;
      }
    }
  }

  /** {@link Kernels#batchNorm} with statistics that are given. */
  void apply(
      INDArray in,
      INDArray gain,
      INDArray shift,
      INDArray mean,
      INDArray variance,
      double epsilon,
      @Nullable INDArray positive,
      INDArray out) {
    Numbers n = numbers.get();
    n.memory.read(gain, n.gain);
    n.memory.read(shift, n.shift);
    n.memory.read(mean, n.mean);
    n.memory.read(variance, n.variance);
    for (int i = 0; i < n.scale.length; i++) {
      n.scale[i] = (float) (n.gain[i] / Math.sqrt(n.variance[i] + epsilon));
    }
    run(output, in, null, positive, out, n.factorsOfOutput);
  }

  /** {@link Kernels#batchNormBackward}. */
  void backward(
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
    Numbers n = numbers.get();
    long rows = in.length() / channels;
    n.memory.read(gain, n.gain);
    n.memory.read(mean, n.mean);
    n.memory.read(variance, n.variance);
    sum(products, in, gradientOut, positive, n.factorsOfProducts, n.sums);
    for (int i = 0; i < n.scale.length; i++) {
      double inverse = 1 / Math.sqrt(n.variance[i] + epsilon);
      double scale = n.gain[i] * inverse;
      n.shift[i] = (float) n.sums[0][i];
      n.gain[i] = (float) (n.sums[1][i] * inverse);
      n.scale[i] = (float) scale;
      n.ofInput[i] = (float) (-scale * inverse * inverse * n.sums[1][i] / rows);
      n.constant[i] = (float) (-scale * n.sums[0][i] / rows);
    }
    run(gradient, in, gradientOut, positive, gradientIn, n.factorsOfGradient);
    n.memory.write(gradientGain, n.gain);
    n.memory.write(gradientShift, n.shift);
  }

  /** Both sums of a function, by channel. */
  private void sum(
      MachineCode.Entry function,
      INDArray in,
      @Nullable INDArray gradientOut,
      @Nullable INDArray positive,
      float[][] factors,
      double[][] sums) {
    int shares = run(function, in, gradientOut, positive, null, factors);
    ByteBuffer room = SharedWork.ofThread().roomBuffer();
    Arrays.fill(sums[0], 0);
    Arrays.fill(sums[1], 0);
    for (int i = 0; i < code.channels(); i++) {
      int at = code.factorsBytes() + (i / LANES * 2 * LANES + i % LANES) * Double.BYTES;
      for (int share = 0; share < shares; share++, at += code.sumsBytes()) {
        sums[0][i % channels] += room.getDouble(at);
        sums[1][i % channels] += room.getDouble(at + LANES * Double.BYTES);
      }
    }
  }

  /** Runs a function over all lines; in how many shares. */
  private int run(
      MachineCode.Entry function,
      INDArray in,
      @Nullable INDArray gradientOut,
      @Nullable INDArray positive,
      @Nullable INDArray out,
      float[][] factors) {
    long lines = in.length() / code.channels();
    int shares = Math.toIntExact(Math.min(SHARES, lines));
    SharedWork work = SharedWork.ofThread();
    long room = work.room(code.factorsBytes() + (long) shares * code.sumsBytes());
    prepareRoom(work.roomBuffer(), shares, factors);
    long sums = room + code.factorsBytes();
    for (int share = 0; share < shares; share++) {
      long first = lines * share / shares;
      long bytes = first * code.rowBytes();
      work.set(share, BatchNormCode.IN, Layouts.address(in) + bytes);
      work.set(share, BatchNormCode.GRADIENT_OUT, address(gradientOut) + bytes);
      work.set(share, BatchNormCode.OUT, address(out) + bytes);
      work.set(share, BatchNormCode.POSITIVE, address(positive) + first * code.maskBytes());
      work.set(share, BatchNormCode.ROWS, lines * (share + 1) / shares - first);
      work.set(share, BatchNormCode.FACTORS, room);
      work.set(share, BatchNormCode.SUMS, sums + (long) share * code.sumsBytes());
    }
    work.run(function, shares);
    return shares;
  }

  /** The factors, the number one, and sums of zero. */
  private void prepareRoom(ByteBuffer room, int shares, float[][] factors) {
    int at = 0;
    for (float[] array : factors) {
      for (int i = 0; i < code.channels(); i++) {
        room.putFloat(at + i * Float.BYTES, array[i % channels]);
      }
      at += code.rowBytes();
    }
    room.putFloat(code.factorsBytes() - X64Assembler.Vectors.AVX512.bytes, 1);
    int end = code.factorsBytes() + shares * code.sumsBytes();
    for (int sum = code.factorsBytes(); sum < end; sum += Double.BYTES) {
      room.putDouble(sum, 0);
    }
  }

  private static long address(@Nullable INDArray array) {
    return array == null ? 0 : Layouts.address(array);
  }
}

package dev.actzoo.kernels;

import com.sun.jna.Pointer;
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

  private static final Map<BatchNormCode, CompiledBatchNorm> KNOWN = new ConcurrentHashMap<>();

  private final BatchNormCode code;
  private final MachineCode.Entry statistics;
  private final MachineCode.Entry output;
  private final MachineCode.Entry products;
  private final MachineCode.Entry gradient;

  private CompiledBatchNorm(BatchNormCode code) {
    this.code = code;
    BatchNormCode.Functions functions = code.functions();
    MachineCode written = MachineCode.of(functions.code());
    statistics = written.entry(functions.statistics());
    output = written.entry(functions.output());
    products = written.entry(functions.products());
    gradient = written.entry(functions.gradient());
  }

  /** Whether there is code for so many channels here. */
  static boolean serves(long channels) {
    return channels % LANES == 0
        && X64Function.vectors().filter(X64Assembler.Vectors.AVX512::equals).isPresent()
        && OpenMp.available();
  }

  private static CompiledBatchNorm of(INDArray in, @Nullable INDArray positive) {
    BatchNormCode code = new BatchNormCode(Math.toIntExact(in.size(-1)), positive != null);
    return KNOWN.computeIfAbsent(code, CompiledBatchNorm::new);
  }

  static long positiveMaskLength(long rows, long channels) {
    return rows * channels / Byte.SIZE;
  }

  /** {@link Kernels#batchNorm} in training. */
  static void train(
      INDArray in,
      INDArray gain,
      INDArray shift,
      INDArray mean,
      INDArray variance,
      double epsilon,
      @Nullable INDArray positive,
      INDArray out) {
    CompiledBatchNorm norm = of(in, positive);
    norm.takeStatistics(in, mean, variance);
    norm.write(in, gain, shift, mean, variance, epsilon, positive, out);
  }

  /** {@link Kernels#batchNorm} with statistics that are given, without ReLU. */
  static void infer(
      INDArray in,
      INDArray gain,
      INDArray shift,
      INDArray mean,
      INDArray variance,
      double epsilon,
      INDArray out) {
    of(in, null).write(in, gain, shift, mean, variance, epsilon, null, out);
  }

  /** {@link Kernels#batchNormBackward}. */
  static void backward(
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
    of(in, positive)
        .differentiate(
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
  }

  private void takeStatistics(INDArray in, INDArray mean, INDArray variance) {
    long rows = in.length() / code.channels();
    float[] pivot = pivot(in, rows);
    double[][] sums = sum(statistics, in, null, null, pivot);
    float[] means = new float[code.channels()];
    float[] variances = new float[code.channels()];
    for (int i = 0; i < means.length; i++) {
      double difference = sums[0][i] / rows;
      means[i] = (float) (pivot[i] + difference);
      variances[i] = (float) Math.max(0, sums[1][i] / rows - difference * difference);
    }
    put(mean, means);
    put(variance, variances);
  }

  /** Numbers near the means: those of some rows. */
  private float[] pivot(INDArray in, long rows) {
    Pointer memory = new Pointer(Layouts.address(in));
    float[] pivot = new float[code.channels()];
    for (int i = 0; i < SAMPLES; i++) {
      long row = rows * i / SAMPLES;
      float[] values = memory.getFloatArray(row * code.rowBytes(), code.channels());
      for (int channel = 0; channel < pivot.length; channel++) {
        pivot[channel] += values[channel] / SAMPLES;
      }
    }
    return pivot;
  }

  private void write(
      INDArray in,
      INDArray gain,
      INDArray shift,
      INDArray mean,
      INDArray variance,
      double epsilon,
      @Nullable INDArray positive,
      INDArray out) {
    float[] scale = floats(gain);
    float[] variances = floats(variance);
    for (int i = 0; i < scale.length; i++) {
      scale[i] = (float) (scale[i] / Math.sqrt(variances[i] + epsilon));
    }
    run(output, in, null, positive, out, floats(mean), scale, floats(shift));
  }

  private void differentiate(
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
    long rows = in.length() / code.channels();
    float[] means = floats(mean);
    double[][] sums = sum(products, in, gradientOut, positive, means);
    float[] gains = floats(gain);
    float[] variances = floats(variance);
    float[] gradientGains = new float[gains.length];
    float[] gradientShifts = new float[gains.length];
    float[] ofGradient = new float[gains.length];
    float[] ofInput = new float[gains.length];
    float[] constant = new float[gains.length];
    for (int i = 0; i < gains.length; i++) {
      double inverse = 1 / Math.sqrt(variances[i] + epsilon);
      double factor = gains[i] * inverse;
      gradientShifts[i] = (float) sums[0][i];
      gradientGains[i] = (float) (sums[1][i] * inverse);
      ofGradient[i] = (float) factor;
      ofInput[i] = (float) (-factor * inverse * inverse * sums[1][i] / rows);
      constant[i] = (float) (-factor * sums[0][i] / rows);
    }
    run(gradient, in, gradientOut, positive, gradientIn, means, ofGradient, ofInput, constant);
    put(gradientGain, gradientGains);
    put(gradientShift, gradientShifts);
  }

  /** Both sums of a function, by channel. */
  private double[][] sum(
      MachineCode.Entry function,
      INDArray in,
      @Nullable INDArray gradientOut,
      @Nullable INDArray positive,
      float[] factors) {
    int shares = run(function, in, gradientOut, positive, null, factors);
    double[][] sums = new double[2][code.channels()];
    Pointer room = new Pointer(room(shares) + code.factorsBytes());
    for (int share = 0; share < shares; share++) {
      double[] doubles = room.getDoubleArray((long) share * code.sumsBytes(), 2 * code.channels());
      for (int i = 0; i < code.channels(); i++) {
        int at = i / LANES * 2 * LANES + i % LANES;
        sums[0][i] += doubles[at];
        sums[1][i] += doubles[at + LANES];
      }
    }
    return sums;
  }

  private long room(int shares) {
    return SharedWork.ofThread().room(code.factorsBytes() + (long) shares * code.sumsBytes());
  }

  /** Runs a function over all rows; in how many shares. */
  private int run(
      MachineCode.Entry function,
      INDArray in,
      @Nullable INDArray gradientOut,
      @Nullable INDArray positive,
      @Nullable INDArray out,
      float[]... factors) {
    long rows = in.length() / code.channels();
    int shares = Math.toIntExact(Math.min(SHARES, rows));
    long room = room(shares);
    Pointer memory = new Pointer(room);
    for (int i = 0; i < factors.length; i++) {
      memory.write((long) i * code.rowBytes(), factors[i], 0, code.channels());
    }
    memory.setFloat(code.factorsBytes() - X64Assembler.Vectors.AVX512.bytes, 1);
    long sums = room + code.factorsBytes();
    memory.setMemory(code.factorsBytes(), (long) shares * code.sumsBytes(), (byte) 0);
    SharedWork work = SharedWork.ofThread();
    for (int share = 0; share < shares; share++) {
      long first = rows * share / shares;
      long bytes = first * code.rowBytes();
      work.set(share, BatchNormCode.IN, Layouts.address(in) + bytes);
      work.set(share, BatchNormCode.GRADIENT_OUT, address(gradientOut) + bytes);
      work.set(share, BatchNormCode.OUT, address(out) + bytes);
      work.set(share, BatchNormCode.POSITIVE, address(positive) + first * code.maskBytes());
      work.set(share, BatchNormCode.ROWS, rows * (share + 1) / shares - first);
      work.set(share, BatchNormCode.FACTORS, room);
      work.set(share, BatchNormCode.SUMS, sums + (long) share * code.sumsBytes());
    }
    work.run(function, shares);
    return shares;
  }

  private static long address(@Nullable INDArray array) {
    return array == null ? 0 : Layouts.address(array);
  }

  /** The first row of an array. */
  private float[] floats(INDArray array) {
    return new Pointer(Layouts.address(array)).getFloatArray(0, code.channels());
  }

  private void put(INDArray array, float[] values) {
    new Pointer(Layouts.address(array)).write(0, values, 0, values.length);
  }
}

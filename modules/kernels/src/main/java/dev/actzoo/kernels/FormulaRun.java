package dev.actzoo.kernels;

import dev.actzoo.activations.formula.LearnedParameter;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/*
 * Where there is machine code, it goes through the stretches. Otherwise, and where it gives up, a
 * block of the input is copied into a register, the program's steps run over it while it is in the
 * first-level cache, and its result is copied out. Either way memory is read and written once,
 * whatever the formula. Stretches of blocks are shared out among threads. What is summed for the
 * gradients of learned parameters is summed stretch by stretch, so the result does not depend on
 * how many.
 */

/** Runs a formula over dense float32 arrays in host memory: to = value, or to = from * value. */
final class FormulaRun {
  /** Floats of a stretch for which sums are found, at least: what they are depends on it. */
  private static final int SUMMED = 128 * FloatBlock.LENGTH;

  private final FormulaProgram program;
  private final @Nullable X64Function code;
  private final List<LearnedParameter> declared;
  private final float[][] learned;
  private final int ring;
  private final INDArray in;
  private final @Nullable INDArray from;
  private final INDArray to;
  private final int length;
  private final int stretch;
  private final int channels;

  private FormulaRun(
      FormulaProgram program,
      @Nullable X64Function code,
      List<LearnedParameter> declared,
      float[][] learned,
      INDArray in,
      @Nullable INDArray from,
      INDArray to) {
    this.program = program;
    this.code = code;
    this.declared = declared;
    this.learned = learned;
    this.in = in;
    this.from = from;
    this.to = to;
    this.length = Math.toIntExact(in.length());
    this.stretch = stretch(declared, length);
    this.channels = channels(in);
    this.ring = ring(learned, channels);
  }

  private static int stretch(List<LearnedParameter> declared, int length) {
    return SharedWork.stretch(length, declared.isEmpty() ? SharedWork.STRETCH : SUMMED);
  }

  private static int channels(INDArray in) {
    return Math.toIntExact(in.rank() == 0 ? 1 : in.size(-1));
  }

  private static int ring(float[][] learned, int channels) {
    for (float[] values : learned) {
      if (values.length > 1) {
        return channels;
      }
    }
    return 1;
  }

  static void forward(FormulaPointwise f, INDArray in, List<INDArray> learned, INDArray out) {
    run(f.forward(), f.learned(), learned, in, null, out, List.of());
  }

  static void backward(
      FormulaPointwise f,
      INDArray in,
      List<INDArray> learned,
      INDArray gradientOut,
      INDArray gradientIn,
      List<INDArray> gradientLearned) {
    FormulaKernel kernel = gradientLearned.isEmpty() ? f.backward() : f.backwardLearned();
    run(kernel, f.learned(), learned, in, gradientOut, gradientIn, gradientLearned);
  }

  private static void run(
      FormulaKernel kernel,
      List<LearnedParameter> declared,
      List<INDArray> learned,
      INDArray in,
      @Nullable INDArray from,
      INDArray to,
      List<INDArray> gradientLearned) {
    LearnedValues values = LearnedValues.ofThread();
    float[][] read = values.read(declared, learned);
    int ring = ring(read, channels(in));
    X64Function code = kernel.code();
    if (code != null && code.takes(ring)) {
      int length = Math.toIntExact(in.length());
      int stretch = stretch(declared, length);
      run(code, in, from, to, 0, length, stretch, read, ring);
      if (X64Function.isDone(length, stretch)) {
        values.sum(code, SharedWork.stretches(length, stretch), ring, gradientLearned);
        return;
      }
    } else {
      code = null;
    }
    new FormulaRun(kernel.program(), code, declared, read, in, from, to).finish(gradientLearned);
  }

  private static void run(
      X64Function code,
      INDArray in,
      @Nullable INDArray from,
      INDArray to,
      int start,
      int end,
      int stretch,
      float[][] learned,
      int ring) {
    long gradient = from == null ? 0 : Layouts.address(from);
    code.run(
        Layouts.address(in), gradient, Layouts.address(to), start, end, stretch, learned, ring);
  }

  /** Does what machine code has left, and gives what was summed. */
  private void finish(List<INDArray> gradientLearned) {
    int stretches = SharedWork.stretches(length, stretch);
    double[][][] parts = new double[stretches][][];
    int[] begun = new int[stretches];
    for (int i = 0; i < stretches; i++) {
      parts[i] = emptySums(!gradientLearned.isEmpty());
      begun[i] = i * stretch;
      if (code != null) {
        begun[i] += X64Function.done(i);
        code.addSums(i, parts[i], ring);
      }
    }
    int[] left = IntStream.range(0, stretches).filter(i -> begun[i] < end(i)).toArray();
    if (left.length > 0) {
      Rest rest = new Rest();
      Stretches.share(left.length, i -> rest.run(begun[left[i]], end(left[i]), parts[left[i]]));
    }
    LearnedValues totals = LearnedValues.ofThread();
    totals.begin(gradientLearned);
    for (double[][] part : parts) {
      totals.add(part);
    }
    totals.write(gradientLearned);
  }

  private double[][] emptySums(boolean wanted) {
    double[][] sums = new double[wanted ? declared.size() : 0][];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = new double[declared.get(i).perChannel() ? channels : 1];
    }
    return sums;
  }

  private int end(int number) {
    return Math.toIntExact(Math.min(length, (number + 1L) * stretch));
  }

  /** What the program's steps do. */
  private final class Rest {
    private final FloatBuffer input = floats(in);
    private final @Nullable FloatBuffer gradients = from == null ? null : floats(from);
    private final FloatBuffer results = floats(to);

    private static FloatBuffer floats(INDArray array) {
      return HostMemory.of(array).asFloatBuffer();
    }

    /** Goes on where machine code has given up. */
    void run(int start, int end, double[][] sums) {
      int at = start;
      while (at < end) {
        int block = Math.min(FloatBlock.LENGTH, end - at);
        byProgram(at, block, sums);
        at += block;
        if (code != null && at < end) {
          FormulaRun.run(code, in, from, to, at, end, end - at, learned, ring);
          code.addSums(0, sums, ring);
          at += X64Function.done(0);
        }
      }
    }

    private void byProgram(int start, int n, double[][] sums) {
      FormulaProgram.Memory memory = program.memory();
      load(memory, start, n);
      program.run(memory, n);
      float[] result = memory.registers[program.outputs().get(0)];
      if (gradients != null) {
        float[] gradient = memory.gradient;
        gradients.get(start, gradient, 0, n);
        for (int i = 0; i < sums.length; i++) {
          float[] slope = memory.registers[program.outputs().get(i + 1)];
          addProducts(gradient, slope, n, start, sums[i]);
        }
        FloatLoops.multiply(gradient, result, gradient, n);
        result = gradient;
      }
      results.put(start, result, 0, n);
    }

    private void load(FormulaProgram.Memory memory, int start, int n) {
      if (program.x() >= 0) {
        input.get(start, memory.registers[program.x()], 0, n);
      }
      for (int i = 0; i < learned.length; i++) {
        int register = program.learned().get(i);
        if (register >= 0 && learned[i].length == 1) {
          Arrays.fill(memory.registers[register], 0, n, learned[i][0]);
        } else if (register >= 0) {
          float[] spread = memory.registers[register];
          int channel = start % channels;
          for (int k = 0; k < n; k++) {
            spread[k] = learned[i][channel];
            channel = channel + 1 == channels ? 0 : channel + 1;
          }
        }
      }
    }

    private static void addProducts(float[] a, float[] b, int n, int start, double[] sums) {
      int channel = start % sums.length;
      for (int k = 0; k < n; k++) {
        sums[channel] += (double) a[k] * b[k];
        channel = channel + 1 == sums.length ? 0 : channel + 1;
      }
    }
  }
}

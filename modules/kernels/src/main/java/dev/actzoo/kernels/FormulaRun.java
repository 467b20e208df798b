package dev.actzoo.kernels;

import dev.actzoo.activations.formula.LearnedParameter;
import dev.actzoo.kernels.X64Function.Stretch;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.BytePointer;
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

/** Runs formulas over dense float32 arrays in host memory. */
final class FormulaRun {
  /** Stretches, the shares of work given to a thread at a time, are as many floats at least. */
  private static final int LEAST = 128 * FloatBlock.LENGTH;

  private final FormulaProgram program;
  private final @Nullable X64Function code;
  private final List<LearnedParameter> declared;
  private final float[][] learned;
  private final int ring;
  private final Floats in;
  private final int length;
  private final int stretch;
  private final int channels;

  private FormulaRun(
      FormulaKernel kernel, List<LearnedParameter> declared, INDArray in, List<INDArray> learned) {
    this.program = kernel.program();
    this.declared = declared;
    this.in = Floats.of(in);
    this.length = Math.toIntExact(in.length());
    this.stretch = LEAST * Math.max(1, up(length, LEAST * SharedWork.MOST));
    this.channels = Math.toIntExact(in.rank() == 0 ? 1 : in.size(-1));
    this.learned = new float[declared.size()][];
    for (int i = 0; i < declared.size(); i++) {
      this.learned[i] =
          learned.isEmpty()
              ? new float[] {declared.get(i).initial().floatValue()}
              : learned.get(i).toFloatVector();
    }
    boolean byChannel = Arrays.stream(this.learned).anyMatch(each -> each.length > 1);
    this.ring = byChannel ? channels : 1;
    this.code = kernel.code().filter(there -> there.takes(ring)).orElse(null);
  }

  static void forward(FormulaPointwise f, INDArray in, List<INDArray> learned, INDArray out) {
    FormulaRun run = new FormulaRun(f.forward(), f.learned(), in, learned);
    run.all(null, Floats.of(out), new double[run.stretches()][0][]);
  }

  static void backward(
      FormulaPointwise f,
      INDArray in,
      List<INDArray> learned,
      INDArray gradientOut,
      INDArray gradientIn,
      List<INDArray> gradientLearned) {
    boolean sums = !gradientLearned.isEmpty();
    FormulaRun run =
        new FormulaRun(sums ? f.backwardLearned() : f.backward(), f.learned(), in, learned);
    double[][][] parts = new double[run.stretches()][][];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = run.emptySums(sums);
    }
    run.all(Floats.of(gradientOut), Floats.of(gradientIn), parts);
    for (int i = 0; i < gradientLearned.size(); i++) {
      double[] total = new double[parts[0][i].length];
      for (double[][] part : parts) {
        for (int c = 0; c < total.length; c++) {
          total[c] += part[i][c];
        }
      }
      for (int c = 0; c < total.length; c++) {
        gradientLearned.get(i).putScalar(c, total[c]);
      }
    }
  }

  private double[][] emptySums(boolean wanted) {
    double[][] sums = new double[wanted ? declared.size() : 0][];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = new double[declared.get(i).perChannel() ? channels : 1];
    }
    return sums;
  }

  private int stretches() {
    return Math.max(1, up(length, stretch));
  }

  private static int up(int dividend, int divisor) {
    return Math.toIntExact(((long) dividend + divisor - 1) / divisor);
  }

  private int end(int number) {
    return Math.toIntExact(Math.min(length, (number + 1L) * stretch));
  }

  /** Runs the kernel: to = value, or to = from * value. */
  private void all(@Nullable Floats from, Floats to, double[][][] sums) {
    int[] begun = IntStream.range(0, stretches()).map(i -> i * stretch).toArray();
    if (code != null) {
      int[] done = code.run(stretches(begun, from, to), learned, sums, ring);
      Arrays.setAll(begun, i -> begun[i] + done[i]);
    }
    int[] left = IntStream.range(0, begun.length).filter(i -> begun[i] < end(i)).toArray();
    Stretches.share(left.length, i -> rest(begun[left[i]], end(left[i]), from, to, sums[left[i]]));
  }

  private List<Stretch> stretches(int[] begun, @Nullable Floats from, Floats to) {
    return IntStream.range(0, begun.length)
        .mapToObj(i -> stretch(begun[i], end(i), from, to))
        .toList();
  }

  private Stretch stretch(int at, int end, @Nullable Floats from, Floats to) {
    return new Stretch(in.at(at), from == null ? 0 : from.at(at), to.at(at), at, end - at);
  }

  /** Goes on where machine code has given up. */
  private void rest(int start, int end, @Nullable Floats from, Floats to, double[][] sums) {
    int at = start;
    while (at < end) {
      int block = Math.min(FloatBlock.LENGTH, end - at);
      byProgram(at, block, from, to, sums);
      at += block;
      if (code != null && at < end) {
        at +=
            code.run(List.of(stretch(at, end, from, to)), learned, new double[][][] {sums}, ring)[
                0];
      }
    }
  }

  private void byProgram(int start, int n, @Nullable Floats from, Floats to, double[][] sums) {
    FormulaProgram.Memory memory = program.memory();
    load(memory, start, n);
    program.run(memory, n);
    float[] result = memory.registers[program.outputs().get(0)];
    if (from != null) {
      float[] gradient = memory.gradient;
      from.buffer().get(start, gradient, 0, n);
      for (int i = 0; i < sums.length; i++) {
        float[] slope = memory.registers[program.outputs().get(i + 1)];
        addProducts(gradient, slope, n, start, sums[i]);
      }
      FloatLoops.multiply(gradient, result, gradient, n);
      result = gradient;
    }
    to.buffer().put(start, result, 0, n);
  }

  private void load(FormulaProgram.Memory memory, int start, int n) {
    if (program.x() >= 0) {
      in.buffer().get(start, memory.registers[program.x()], 0, n);
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

  /** An array's memory. */
  private record Floats(FloatBuffer buffer, long address) {
    static Floats of(INDArray array) {
      BytePointer bytes =
          new BytePointer(array.data().addressPointer()).capacity(Float.BYTES * array.length());
      return new Floats(
          bytes.asByteBuffer().order(ByteOrder.nativeOrder()).asFloatBuffer(), bytes.address());
    }

    long at(int index) {
      return address + (long) index * Float.BYTES;
    }
  }
}

package dev.actzoo.kernels;

import dev.actzoo.activations.formula.LearnedParameter;
import dev.actzoo.kernels.X64Function.Stretch;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/*
 * Where there is machine code, it goes through a stretch. Otherwise, and where it gives up, a block
 * of the input is copied into a register, the program's steps run over it while it is in the
 * first-level cache, and its result is copied out. Either way memory is read and written once,
 * whatever the formula. Stretches of blocks are shared out among threads. What is summed for the
 * gradients of learned parameters is summed stretch by stretch, so the result does not depend on
 * how many.
 */

/** Runs formulas over dense float32 arrays in host memory. */
final class FormulaRun {
  /** Floats of a stretch, the share of work given to a thread at a time. */
  private static final int STRETCH = 128 * FloatBlock.LENGTH;

  private final FormulaProgram program;
  private final @Nullable X64Function code;
  private final List<LearnedParameter> declared;
  private final float[][] learned;
  private final int ring;
  private final Floats in;
  private final int length;
  private final int channels;

  private FormulaRun(
      FormulaKernel kernel, List<LearnedParameter> declared, INDArray in, List<INDArray> learned) {
    this.program = kernel.program();
    this.declared = declared;
    this.in = Floats.of(in);
    this.length = Math.toIntExact(in.length());
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
    Floats to = Floats.of(out);
    run.stretches(stretch -> run.over(stretch, null, to, new double[0][]));
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
    Floats from = Floats.of(gradientOut);
    Floats to = Floats.of(gradientIn);
    double[][][] parts = new double[run.stretchCount()][][];
    run.stretches(
        stretch -> {
          parts[stretch] = run.emptySums(sums);
          run.over(stretch, from, to, parts[stretch]);
        });
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

  private int stretchCount() {
    return Math.max(1, (length + STRETCH - 1) / STRETCH);
  }

  private void stretches(IntConsumer work) {
    Stretches.share(stretchCount(), work);
  }

  /** Runs the kernel over a stretch: to = value, or to = from * value. */
  private void over(int stretch, @Nullable Floats from, Floats to, double[][] sums) {
    int at = stretch * STRETCH;
    int end = Math.min(length, at + STRETCH);
    while (at < end) {
      if (code != null) {
        at += byCode(code, at, end - at, from, to, sums);
      }
      int rest = Math.min(FloatBlock.LENGTH, end - at);
      if (rest > 0) {
        byProgram(at, rest, from, to, sums);
      }
      at += rest;
    }
  }

  private int byCode(
      X64Function code, int start, int n, @Nullable Floats from, Floats to, double[][] sums) {
    long gradient = from == null ? 0 : from.at(start);
    return code.run(
        new Stretch(in.at(start), gradient, to.at(start), start, n), learned, sums, ring);
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

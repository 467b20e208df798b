package dev.actzoo.kernels;

import dev.actzoo.activations.formula.LearnedParameter;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/*
 * A block of the input is copied into a register, the program's steps run over it while it is in
 * the first-level cache, and its result is copied out: memory is read and written once, whatever
 * the formula. Stretches of blocks are shared out among threads. What is summed for the gradients
 * of learned parameters is summed stretch by stretch, so the result does not depend on how many.
 */

/** Runs the programs of formulas over dense float32 arrays in host memory. */
final class FormulaRun {
  /** Floats of a stretch, the share of work given to a thread at a time. */
  private static final int STRETCH = 64 * FloatBlock.LENGTH;

  private final FormulaProgram program;
  private final List<LearnedParameter> declared;
  private final float[][] learned;
  private final FloatBuffer in;
  private final int length;
  private final int channels;

  private FormulaRun(
      FormulaProgram program,
      List<LearnedParameter> declared,
      INDArray in,
      List<INDArray> learned) {
    this.program = program;
    this.declared = declared;
    this.in = buffer(in);
    this.length = Math.toIntExact(in.length());
    this.channels = Math.toIntExact(in.rank() == 0 ? 1 : in.size(-1));
    this.learned = new float[declared.size()][];
    for (int i = 0; i < declared.size(); i++) {
      this.learned[i] =
          learned.isEmpty()
              ? new float[] {declared.get(i).initial().floatValue()}
              : learned.get(i).toFloatVector();
    }
  }

  static void forward(FormulaPointwise f, INDArray in, List<INDArray> learned, INDArray out) {
    FormulaRun run = new FormulaRun(f.forward(), f.learned(), in, learned);
    FloatBuffer to = buffer(out);
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
    FloatBuffer from = buffer(gradientOut);
    FloatBuffer to = buffer(gradientIn);
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

  /** Runs the program over a stretch: to = value, or to = from * value. */
  private void over(int stretch, @Nullable FloatBuffer from, FloatBuffer to, double[][] sums) {
    FormulaProgram.Memory memory = program.memory();
    float[] gradient = memory.gradient;
    for (int i = 0; i < learned.length; i++) {
      int register = program.learned().get(i);
      if (register >= 0 && learned[i].length == 1) {
        Arrays.fill(memory.registers[register], learned[i][0]);
      }
    }
    int end = Math.min(length, (stretch + 1) * STRETCH);
    for (int start = stretch * STRETCH; start < end; start += FloatBlock.LENGTH) {
      int n = Math.min(FloatBlock.LENGTH, end - start);
      load(memory, start, n);
      program.run(memory, n);
      float[] result = memory.registers[program.outputs().get(0)];
      if (from != null) {
        from.get(start, gradient, 0, n);
        for (int i = 0; i < sums.length; i++) {
          float[] slope = memory.registers[program.outputs().get(i + 1)];
          addProducts(gradient, slope, n, start, sums[i]);
        }
        FloatLoops.multiply(gradient, result, gradient, n);
        result = gradient;
      }
      to.put(start, result, 0, n);
    }
  }

  private void load(FormulaProgram.Memory memory, int start, int n) {
    if (program.x() >= 0) {
      in.get(start, memory.registers[program.x()], 0, n);
    }
    for (int i = 0; i < learned.length; i++) {
      int register = program.learned().get(i);
      if (register >= 0 && learned[i].length > 1) {
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

  private static FloatBuffer buffer(INDArray array) {
    return new BytePointer(array.data().addressPointer())
        .capacity(Float.BYTES * array.length())
        .asByteBuffer()
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }
}

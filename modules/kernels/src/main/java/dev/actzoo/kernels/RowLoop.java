package dev.actzoo.kernels;

import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A loop in plain Java over the rows of arrays, in double precision: for functions that no library
 * has. Arrays in host memory are read and written where they lie, others by way of a copy. A body
 * keeps nothing from row to row.
 */
final class RowLoop {
  /** Numbers of a stretch of rows, the share of work given to a thread at a time. */
  private static final long ELEMENTS = 1 << 15;

  private RowLoop() {}

  /** What is done with a row of each array. */
  @FunctionalInterface
  interface Body {
    /**
     * @param in a row of each input
     * @param out a row of each output, to be filled
     */
    void run(double[][] in, double[][] out);
  }

  /**
   * Runs over dense arrays [rows, any], all of as many rows; an output may be an input. Rows are
   * shared out among threads.
   */
  static void run(List<INDArray> inputs, List<INDArray> outputs, Body body) {
    run(inputs, outputs, body, Stretches::share);
  }

  static void run(List<INDArray> inputs, List<INDArray> outputs, Body body, Stretches stretches) {
    Rows[] from = inputs.stream().map(array -> Rows.of(array, true)).toArray(Rows[]::new);
    Rows[] to = outputs.stream().map(array -> Rows.of(array, false)).toArray(Rows[]::new);
    int rows = Math.toIntExact(outputs.get(0).size(0));
    long width = Stream.of(inputs, outputs).flatMap(List::stream).mapToLong(a -> a.size(1)).sum();
    int widest =
        Stream.of(inputs, outputs)
            .flatMap(List::stream)
            .mapToInt(a -> Math.toIntExact(a.size(1)))
            .max()
            .orElseThrow();
    int stretch = (int) Math.max(1, ELEMENTS / Math.max(1, width));
    stretches.run(
        (rows + stretch - 1) / stretch,
        which -> {
          double[][] in = buffers(inputs);
          double[][] out = buffers(outputs);
          float[] row32 = new float[widest];
          int end = (int) Math.min(rows, (which + 1L) * stretch);
          for (int row = which * stretch; row < end; row++) {
            for (int i = 0; i < in.length; i++) {
              from[i].read(row, in[i], row32);
            }
            body.run(in, out);
            for (int i = 0; i < out.length; i++) {
              to[i].write(row, out[i], row32);
            }
          }
        });
    Stream.of(to).forEach(Rows::finish);
  }

  private static double[][] buffers(List<INDArray> arrays) {
    return arrays.stream()
        .map(array -> new double[Math.toIntExact(array.size(1))])
        .toArray(double[][]::new);
  }

  /** Access to the rows of an array, by way of room for one in float if it is one of floats. */
  private sealed interface Rows {
    void read(int row, double[] into, float[] room);

    void write(int row, double[] from, float[] room);

    /** After the last row. */
    default void finish() {}

    static Rows of(INDArray array, boolean read) {
      if (!OneDnnKernels.arraysInHostMemory()) {
        return new Copied(
            array, read ? array.dup('c').data().asDouble() : new double[length(array)]);
      }
      int columns = Math.toIntExact(array.size(1));
      if (array.dataType() == DataType.FLOAT) {
        return new Floats(HostMemory.of(array).asFloatBuffer(), columns);
      }
      DoubleBuffer values = array.data().asNioDouble().slice();
      return new Doubles(values.slice(0, length(array)));
    }

    private static int length(INDArray array) {
      return Math.toIntExact(array.length());
    }
  }

  private record Floats(FloatBuffer values, int columns) implements Rows {
    @Override
    public void read(int index, double[] into, float[] room) {
      values.get(index * columns, room, 0, columns);
      for (int i = 0; i < into.length; i++) {
        into[i] = room[i];
      }
    }

    @Override
    public void write(int index, double[] from, float[] room) {
      for (int i = 0; i < from.length; i++) {
        room[i] = (float) from[i];
      }
      values.put(index * columns, room, 0, columns);
    }
  }

  private record Doubles(DoubleBuffer values) implements Rows {
    @Override
    public void read(int index, double[] into, float[] room) {
      values.get(index * into.length, into);
    }

    @Override
    public void write(int index, double[] from, float[] room) {
      values.put(index * from.length, from);
    }
  }

  /** A copy in host memory of an array on a device. */
  private record Copied(INDArray array, double[] values) implements Rows {
    @Override
    public void read(int index, double[] into, float[] room) {
      System.arraycopy(values, index * into.length, into, 0, into.length);
    }

    @Override
    public void write(int index, double[] from, float[] room) {
      System.arraycopy(from, 0, values, index * from.length, from.length);
    }

    @Override
    public void finish() {
      array.assign(Nd4j.create(values, array.shape(), DataType.DOUBLE));
    }
  }
}

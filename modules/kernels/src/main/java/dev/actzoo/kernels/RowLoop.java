package dev.actzoo.kernels;

import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A loop in plain Java over the rows of arrays, in double precision: for functions that no library
 * has. Arrays in host memory are read and written where they lie, others by way of a copy. What it
 * needs is a thread's own, so that a call makes no objects.
 */
final class RowLoop implements IntConsumer {
  /** Numbers of a stretch of rows, the share of work given to a thread at a time. */
  private static final long ELEMENTS = 1 << 15;

  /** Numbers of an array that are read or written at a time, if a row has no more. */
  private static final int BLOCK = 1 << 12;

  private static final int INPUTS = 3;

  private static final ThreadLocal<RowLoop> OF_THREAD = ThreadLocal.withInitial(RowLoop::new);
  private static final ThreadLocal<Room> ROOMS = ThreadLocal.withInitial(Room::new);
  private static final Body NOTHING = (number, a, b, c, out) -> {};

  private final RowArray[] inputs = new RowArray[INPUTS];
  private final RowArray output = new RowArray();
  private Body body = NOTHING;
  private double number;
  private int rows;
  private int stretch;
  private int block;

  private RowLoop() {
    for (int i = 0; i < INPUTS; i++) {
      inputs[i] = new RowArray();
    }
  }

  /** What is done with a row of each array. A body keeps nothing from row to row. */
  @FunctionalInterface
  interface Body {
    /**
     * @param number the same for all rows
     * @param a a row of the first input, which may be overwritten
     * @param b one of the second; of no numbers if there is none
     * @param c one of the third, likewise
     * @param out a row of the output, to be filled
     */
    void run(double number, double[] a, double[] b, double[] c, double[] out);
  }

  /**
   * Runs over dense arrays [rows, any], all of as many rows or of one that serves all; the output
   * may be an input. Rows are shared out among threads.
   */
  static void run(
      Body body,
      double number,
      @Nullable INDArray a,
      @Nullable INDArray b,
      @Nullable INDArray c,
      INDArray out) {
    run(body, number, a, b, c, out, Stretches::share);
  }

  static void run(
      Body body,
      double number,
      @Nullable INDArray a,
      @Nullable INDArray b,
      @Nullable INDArray c,
      INDArray out,
      Stretches stretches) {
    RowLoop loop = OF_THREAD.get();
    loop.inputs[0].set(a, true);
    loop.inputs[1].set(b, true);
    loop.inputs[2].set(c, true);
    loop.output.set(out, false);
    loop.body = body;
    loop.number = number;
    loop.rows = Math.toIntExact(out.size(0));
    loop.run(stretches);
    loop.output.finish();
    for (RowArray input : loop.inputs) {
      input.release();
    }
  }

  private void run(Stretches stretches) {
    int widest = output.columns();
    long width = widest;
    for (RowArray input : inputs) {
      width += input.columns();
      widest = Math.max(widest, input.columns());
    }
    stretch = (int) Math.max(1, ELEMENTS / Math.max(1, width));
    block = Math.max(1, BLOCK / Math.max(1, widest));
    stretches.run((rows + stretch - 1) / stretch, this);
  }

  /** Does the stretch of that number. */
  @Override
  public void accept(int which) {
    Room room = ROOMS.get();
    int end = (int) Math.min(rows, (which + 1L) * stretch);
    for (int first = which * stretch; first < end; first += block) {
      room.run(this, first, Math.min(block, end - first));
    }
  }

  /** What a thread needs to go through rows. */
  private static final class Room {
    private final RowBlock[] inputs = new RowBlock[INPUTS];
    private final RowBlock output = new RowBlock();

    private Room() {
      for (int i = 0; i < INPUTS; i++) {
        inputs[i] = new RowBlock();
      }
    }

    /** Goes through a block of rows. */
    private void run(RowLoop loop, int first, int count) {
      for (int i = 0; i < INPUTS; i++) {
        inputs[i].read(loop.inputs[i], first, count);
      }
      output.begin(loop.output, count);
      for (int row = 0; row < count; row++) {
        loop.body.run(
            loop.number, inputs[0].row(row), inputs[1].row(row), inputs[2].row(row), output.row());
        output.put(row);
      }
      output.write(loop.output, first, count);
    }
  }
}

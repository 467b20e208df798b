package dev.actzoo.kernels;

import dev.actzoo.kernels.RowCompiler.Compiled;
import dev.actzoo.kernels.X64Assembler.Vectors;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A loop over rows of float32 arrays as machine code of this process. Any number of threads may run
 * it; each sets the {@link Arguments} it has, and lets others take shares of the rows.
 */
final class RowFunction {
  private static final int ARRAYS = RowCode.MOST_INPUTS + RowCode.MOST_OUTPUTS;
  private static final int LANES = Vectors.AVX512.floats();
  private static final ThreadLocal<Arguments> ARGUMENTS = ThreadLocal.withInitial(Arguments::new);

  private final MachineCode code;
  private final Compiled compiled;
  private final String kind;

  private RowFunction(MachineCode code, Compiled compiled, String kind) {
    this.code = code;
    this.compiled = compiled;
    this.kind = kind;
  }

  /** Whether there can be any here. */
  static boolean areAvailable() {
    return MachineCode.isWide();
  }

  /** A function that the profile counts as an activation's forward pass. */
  static RowFunction forward(RowCode code) {
    return of(code, "activation forward");
  }

  /** One that it counts as an activation's backward pass. */
  static RowFunction backward(RowCode code) {
    return of(code, "activation backward data");
  }

  private static RowFunction of(RowCode code, String kind) {
    Compiled compiled = RowCompiler.compile(code);
    return new RowFunction(MachineCode.of(compiled.code()), compiled, kind);
  }

  /** What a thread gives a function to work on, all of as many rows. */
  static final class Arguments {
    private final long[] addresses = new long[ARRAYS];
    private final long[] strides = new long[ARRAYS];

    private Arguments() {}

    /** The next inputs and outputs are those of another call. */
    static Arguments ofThread() {
      return ARGUMENTS.get();
    }

    /**
     * Sets an input.
     *
     * @param array dense [..., any], or one row for all
     * @param column where in each row to begin
     */
    Arguments input(int number, INDArray array, long column) {
      return set(number, array, column);
    }

    Arguments input(int number, INDArray array) {
      return set(number, array, 0);
    }

    /** Sets an output, which may be an input but for values that are written as they were read. */
    Arguments output(int number, INDArray array, long column) {
      return set(RowCode.MOST_INPUTS + number, array, column);
    }

    Arguments output(int number, INDArray array) {
      return output(number, array, 0);
    }

    private Arguments set(int array, INDArray rows, long column) {
      addresses[array] = Layouts.address(rows) + column * Float.BYTES;
      long width = rows.size(-1);
      strides[array] = rows.length() == width ? 0 : width * Float.BYTES;
      return this;
    }
  }

  /**
   * Goes through what this thread's arguments name.
   *
   * @param columns numbers of a row that is gone through, or pairs of one of pairs
   */
  void run(Arguments arguments, long rows, long columns) {
    long start = System.nanoTime();
    int share = SharedWork.stretch(Math.toIntExact(rows), rowsOfShare(columns));
    int shares = SharedWork.stretches(Math.toIntExact(rows), share);
    int bytes = compiled.argumentBytes();
    SharedWork work = SharedWork.ofThread();
    long room = work.room((long) bytes * shares);
    ByteBuffer memory = work.roomBuffer();
    for (int i = 0; i < shares; i++) {
      int at = i * bytes;
      long first = (long) i * share;
      for (int array = 0; array < ARRAYS; array++) {
        long stride = arguments.strides[array];
        int word = array * Long.BYTES;
        memory.putLong(
            at + RowCompiler.ADDRESSES + word, arguments.addresses[array] + first * stride);
        memory.putLong(at + RowCompiler.STRIDES + word, stride);
      }
      memory.putLong(at + RowCompiler.BYTES, columns / LANES * LANES * Float.BYTES);
      memory.putLong(at + RowCompiler.ROWS, Math.min(share, rows - first));
      memory.putLong(at + RowCompiler.CONSTANTS, code.address(compiled.constants()));
      memory.putLong(at + RowCompiler.MASKS, masks((int) (columns % LANES)));
    }
    SharedCalls.call(code.address(0), room, bytes, shares);
    Reference.reachabilityFence(code);
    KernelProfile.record(kind, System.nanoTime() - start);
  }

  private static int rowsOfShare(long columns) {
    return (int) Math.max(1, SharedWork.STRETCH / columns);
  }

  /** Of so many numbers left, and of as many pairs. */
  private static long masks(int left) {
    long pairs = (1L << 2 * left) - 1;
    return (1L << left) - 1 | pairs << LANES;
  }
}

package dev.actzoo.kernels;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import dev.actzoo.kernels.X64Assembler.Vectors;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What functions of a convolution work on: the arguments of each of their shares, and room for what
 * is made on the way, which grows. Of one thread, which may let others take shares.
 *
 * <p>The words at the start are where the next share lies, where the last one ends, and the place
 * in the table that shares may take blocks from together.
 */
final class WinogradWork {
  static final int NEXT_SHARE = 0;
  static final int SHARES_END = 8;
  static final int SHARE_BYTES = 256;

  private static final int COMMON_PLACE = 16;
  private static final ThreadLocal<WinogradWork> OF_THREAD =
      ThreadLocal.withInitial(WinogradWork::new);

  private final int most = Kernels.threads();
  private final Memory words = new Memory((most + 1L) * SHARE_BYTES);
  private final ByteBuffer buffer =
      words.getByteBuffer(0, words.size()).order(ByteOrder.nativeOrder());
  private Memory room = new Memory(Vectors.AVX512.bytes);

  private WinogradWork() {}

  static WinogradWork ofThread() {
    return OF_THREAD.get();
  }

  /** Sets an argument of a share. */
  void set(int share, int argument, long value) {
    buffer.putLong((share + 1) * SHARE_BYTES + argument, value);
  }

  void setAll(int argument, long value) {
    for (int share = 0; share < most; share++) {
      set(share, argument, value);
    }
  }

  /** How many shares there are of weights: a thread's is some of their input channels. */
  int threads(WinogradWeights weights) {
    return Math.min(most, weights.in());
  }

  /** Room that the shares of weights need besides. */
  long kernelsBytes(WinogradWeights weights) {
    return (long) threads(weights) * weights.kernelsBytes();
  }

  /**
   * Shares weights out.
   *
   * @param given the address of the weights, or of their gradient
   * @param transformed that of the matrices they are in at the points
   * @param kernels that of {@link #kernelsBytes}
   */
  void weights(WinogradWeights weights, long given, long transformed, long kernels) {
    int shares = threads(weights);
    for (int share = 0; share < shares; share++) {
      int first = weights.in() * share / shares;
      int end = weights.in() * (share + 1) / shares;
      set(share, WinogradFunction.WEIGHTS, given + first * weights.rowBytes());
      set(
          share,
          WinogradFunction.TRANSFORMED_WEIGHTS,
          transformed + first * weights.matrixRowBytes());
      set(share, WinogradFunction.ROWS, end - first);
      set(share, WinogradFunction.KERNELS, kernels + (long) share * weights.kernelsBytes());
    }
  }

  /** Lets a share take blocks from a place in the table that is its own. */
  void ownPlace(int share, long entry) {
    set(share, WinogradFunction.OWN_PLACE, entry);
    set(
        share,
        WinogradFunction.PLACE,
        Pointer.nativeValue(words) + (share + 1L) * SHARE_BYTES + WinogradFunction.OWN_PLACE);
  }

  /** Lets a share take blocks from the place that is common to all. */
  void commonPlace(int share, long entry) {
    buffer.putLong(COMMON_PLACE, entry);
    set(share, WinogradFunction.PLACE, Pointer.nativeValue(words) + COMMON_PLACE);
  }

  /** The address of so much memory, on a vector's boundary. */
  long room(long bytes) {
    if (room.size() < bytes) {
      room = new Memory(bytes + Vectors.AVX512.bytes).align(Vectors.AVX512.bytes);
      room.clear();
    }
    return Pointer.nativeValue(room);
  }

  /** Runs a function that takes shares until none is left, on as many threads as there are. */
  void run(MachineCode.Entry function, int shares) {
    buffer.putLong(NEXT_SHARE, SHARE_BYTES);
    buffer.putLong(SHARES_END, (shares + 1L) * SHARE_BYTES);
    function.run(words, shares);
  }
}

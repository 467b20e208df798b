package dev.actzoo.kernels;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import dev.actzoo.kernels.X64Assembler.Vectors;
import dev.actzoo.kernels.X64Operand.Base;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What functions of machine code work on: the arguments of each of their shares, and room for what
 * is made on the way, which grows. Of one thread, which may let others take shares.
 *
 * <p>The words at the start are where the next share lies, where the last one ends, and one that
 * all have in common.
 */
final class SharedWork {
  /** How many shares there may be. */
  static final int MOST = Math.max(64, Kernels.threads());

  /** Floats of a stretch of an array, at least; as many are gone through in some microseconds. */
  static final int STRETCH = 1 << 15;

  private static final int NEXT_SHARE = 0;
  private static final int SHARES_END = 8;
  private static final int SHARE_BYTES = 256;

  private static final int COMMON = 16;
  private static final ThreadLocal<SharedWork> OF_THREAD = ThreadLocal.withInitial(SharedWork::new);

  private final Memory words = new Memory((MOST + 1L) * SHARE_BYTES);
  private final ByteBuffer buffer = view(words);
  private Memory room = new Memory(Vectors.AVX512.bytes);
  private ByteBuffer roomBuffer = view(room);

  private SharedWork() {}

  /** Writes the function that takes shares and calls another for each; gives its beginning. */
  static int function(X64Assembler assembler, int function) {
    int start = assembler.position();
    assembler.push(Base.RBX);
    assembler.move(Base.RBX, Base.RDI);
    int loop = assembler.position();
    assembler.set(Base.RAX, SHARE_BYTES);
    assembler.exchangeAdd(Base.RAX, X64Operand.at(Base.RBX, NEXT_SHARE));
    int over = assembler.jumpUnlessBelow(Base.RAX, X64Operand.at(Base.RBX, SHARES_END));
    assembler.move(Base.RDI, Base.RBX);
    assembler.add(Base.RDI, Base.RAX);
    assembler.call(function);
    assembler.jump(loop);
    assembler.patch(over);
    assembler.pop(Base.RBX);
    assembler.end();
    return start;
  }

  /**
   * Floats of a stretch of an array: a multiple of the least, so many that there are few enough.
   */
  static int stretch(int length, int least) {
    return least * ((stretches(length, least) - 1) / MOST + 1);
  }

  /** How many stretches of that size an array has; one if it is empty. */
  static int stretches(int length, int stretch) {
    return length == 0 ? 1 : (length - 1) / stretch + 1;
  }

  static SharedWork ofThread() {
    return OF_THREAD.get();
  }

  /** Sets an argument of a share. */
  void set(int share, int argument, long value) {
    buffer.putLong((share + 1) * SHARE_BYTES + argument, value);
  }

  long get(int share, int argument) {
    return buffer.getLong((share + 1) * SHARE_BYTES + argument);
  }

  void setAll(int argument, long value) {
    for (int share = 0; share < MOST; share++) {
      set(share, argument, value);
    }
  }

  /** The address of an argument of a share. */
  long address(int share, int argument) {
    return Pointer.nativeValue(words) + (share + 1L) * SHARE_BYTES + argument;
  }

  /** Sets the word that is common to all shares, and gives its address. */
  long common(long value) {
    buffer.putLong(COMMON, value);
    return Pointer.nativeValue(words) + COMMON;
  }

  /** The address of so much memory, on a vector's boundary. */
  long room(long bytes) {
    if (room.size() < bytes) {
      room = new Memory(bytes + Vectors.AVX512.bytes).align(Vectors.AVX512.bytes);
      room.clear();
      roomBuffer = view(room);
    }
    return Pointer.nativeValue(room);
  }

  /** The same memory, to be read and written. */
  ByteBuffer roomBuffer() {
    return roomBuffer;
  }

  private static ByteBuffer view(Memory memory) {
    return memory.getByteBuffer(0, memory.size()).order(ByteOrder.nativeOrder());
  }

  /** Runs a function that takes shares until none is left, on as many threads as there are. */
  void run(MachineCode.Entry function, int shares) {
    buffer.putLong(NEXT_SHARE, SHARE_BYTES);
    buffer.putLong(SHARES_END, (shares + 1L) * SHARE_BYTES);
    function.run(words, Math.min(shares, Kernels.threads()));
  }
}

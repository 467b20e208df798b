package dev.actzoo.kernels;

import dev.actzoo.kernels.X64Assembler.Vectors;
import dev.actzoo.kernels.X64Compiler.Compiled;
import java.lang.ref.Reference;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.List;

/** A loop over floats as machine code of this process. Any number of threads may run it. */
final class X64Function {
  /** More blocks would not stay in the second-level cache. */
  private static final int MOST_BLOCKS = 2048;

  private final MachineCode code;
  private final Compiled compiled;
  private final Vectors vectors;

  private X64Function(MachineCode code, Compiled compiled, Vectors vectors) {
    this.code = code;
    this.compiled = compiled;
    this.vectors = vectors;
  }

  /**
   * That code, in executable memory until nothing refers to it.
   *
   * @throws IllegalStateException if there is no such memory
   */
  static X64Function of(VectorLowering.Lowered lowered, int learned, Vectors vectors) {
    Compiled compiled = X64Compiler.compile(lowered.code(), lowered.result(), learned, vectors);
    return new X64Function(MachineCode.of(compiled.code()), compiled, vectors);
  }

  /** Whether parameters learned for each of so many channels fit the ring. */
  boolean takes(int channels) {
    return blocks(channels) <= MOST_BLOCKS;
  }

  /**
   * An even number, for two vectors are gone through at a time, that ends with the last channel.
   */
  private int blocks(int channels) {
    BigInteger width = BigInteger.valueOf(vectors.floats());
    int blocks = channels / BigInteger.valueOf(channels).gcd(width).intValue();
    return blocks % 2 == 0 ? blocks : 2 * blocks;
  }

  /**
   * A part of arrays.
   *
   * @param in the address of its input
   * @param gradient the address of its gradient with respect to the output, if that is read
   * @param out the address of its results
   * @param first the number of its first float in the arrays, a multiple of a vector's
   * @param floats how many there are; as many as make whole vectors are gone through
   */
  record Stretch(long in, long gradient, long out, int first, int floats) {}

  /**
   * Goes through stretches, which threads share.
   *
   * @param stretches at most {@link SharedWork#MOST}
   * @param learned the parameters, one number for a layer or one for each channel
   * @param sums of each stretch: what is summed for the parameters is added here, in their shape
   * @param channels how many there are; 1 if no parameter is of channels
   * @return how many floats of each are done: fewer where the code gives up at a vector
   */
  int[] run(List<Stretch> stretches, float[][] learned, double[][][] sums, int channels) {
    int blocks = blocks(channels);
    int ringBytes = blocks * compiled.block();
    int bytes = up(compiled.argumentBytes() + ringBytes);
    SharedWork work = SharedWork.ofThread();
    long room = work.room((long) bytes * stretches.size());
    ByteBuffer memory = work.roomBuffer();
    for (int i = 0; i < stretches.size(); i++) {
      int at = i * bytes;
      put(memory, at, room + at, stretches.get(i), ringBytes);
      putLearned(memory, at, learned, blocks);
    }
    long[] done = SharedCalls.call(code.address(0), room, bytes, stretches.size());
    Reference.reachabilityFence(code);
    int[] floats = new int[done.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = Math.toIntExact(done[i] / Float.BYTES);
      takeSums(memory, i * bytes, sums[i], blocks);
    }
    return floats;
  }

  /** Whole vectors. */
  private int up(int bytes) {
    return (bytes + vectors.bytes - 1) / vectors.bytes * vectors.bytes;
  }

  private void put(ByteBuffer memory, int at, long address, Stretch stretch, int ringBytes) {
    long ring = address + compiled.argumentBytes();
    long first = (long) stretch.first() / vectors.floats() * compiled.block();
    long whole = (long) stretch.floats() / vectors.floats() * vectors.bytes;
    memory.putLong(at + X64Compiler.INPUT, stretch.in());
    memory.putLong(at + X64Compiler.GRADIENT, stretch.gradient());
    memory.putLong(at + X64Compiler.OUTPUT, stretch.out());
    memory.putLong(at + X64Compiler.BYTES, whole);
    memory.putLong(at + X64Compiler.CONSTANTS, code.address(compiled.constants()));
    memory.putLong(at + X64Compiler.RING, ring + (ringBytes == 0 ? 0 : first % ringBytes));
    memory.putLong(at + X64Compiler.RING_START, ring);
    memory.putLong(at + X64Compiler.RING_END, ring + ringBytes);
  }

  /** Where in the arguments a parameter's vectors of a block lie. */
  private int at(int block, int parameter) {
    return compiled.argumentBytes()
        + block * compiled.block()
        + X64Compiler.learned(parameter, vectors);
  }

  /** The parameters' vectors, and sums of zero behind each. */
  private void putLearned(ByteBuffer memory, int start, float[][] learned, int blocks) {
    int lanes = vectors.floats();
    for (int i = 0; i < learned.length; i++) {
      for (int block = 0; block < blocks; block++) {
        int at = start + at(block, i);
        for (int lane = 0; lane < lanes; lane++) {
          float value = learned[i][(block * lanes + lane) % learned[i].length];
          memory.putFloat(at + lane * Float.BYTES, value);
          memory.putDouble(at + vectors.bytes + lane * Double.BYTES, 0);
        }
      }
    }
  }

  private void takeSums(ByteBuffer memory, int start, double[][] sums, int blocks) {
    int lanes = vectors.floats();
    for (int i = 0; i < sums.length; i++) {
      for (int block = 0; block < blocks; block++) {
        int at = start + at(block, i) + vectors.bytes;
        for (int lane = 0; lane < lanes; lane++) {
          double sum = memory.getDouble(at + lane * Double.BYTES);
          sums[i][(block * lanes + lane) % sums[i].length] += sum;
        }
      }
    }
  }
}

package dev.actzoo.kernels;

import dev.actzoo.kernels.X64Assembler.Vectors;
import dev.actzoo.kernels.X64Compiler.Compiled;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;

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
    int common = Math.min(vectors.floats(), Integer.lowestOneBit(channels));
    int blocks = channels / common;
    return blocks % 2 == 0 ? blocks : 2 * blocks;
  }

  /**
   * Goes through arrays, in stretches that threads share. What became of each stretch can be asked
   * until this thread runs other code.
   *
   * @param in the address of the input
   * @param gradient the address of the gradient with respect to the output, if that is read
   * @param out the address of the results
   * @param start the number of the first float to go through, a multiple of a vector's
   * @param end where to stop; as many floats of each stretch as make whole vectors are gone through
   * @param stretch floats of a stretch, a multiple of a vector's, that makes at most {@link
   *     SharedWork#MOST} of them
   * @param learned the parameters, one number for a layer or one for each channel
   * @param channels how many there are; 1 if no parameter is of channels
   */
  void run(
      long in,
      long gradient,
      long out,
      int start,
      int end,
      int stretch,
      float[][] learned,
      int channels) {
    int blocks = blocks(channels);
    int ringBytes = blocks * compiled.block();
    int bytes = argumentBytes(blocks);
    int stretches = SharedWork.stretches(end - start, stretch);
    SharedWork work = SharedWork.ofThread();
    long room = work.room((long) bytes * stretches);
    ByteBuffer memory = work.roomBuffer();
    for (int i = 0; i < stretches; i++) {
      int at = i * bytes;
      int first = start + i * stretch;
      long before = (long) first * Float.BYTES;
      memory.putLong(at + X64Compiler.INPUT, in + before);
      memory.putLong(at + X64Compiler.GRADIENT, gradient + before);
      memory.putLong(at + X64Compiler.OUTPUT, out + before);
      memory.putLong(at + X64Compiler.BYTES, wholeVectors(Math.min(stretch, end - first)));
      putRing(memory, at, room + at, first, ringBytes);
      putLearned(memory, at, learned, blocks);
    }
    SharedCalls.call(code.address(0), room, bytes, stretches);
    Reference.reachabilityFence(code);
  }

  /** How many floats of a stretch are done: fewer where the code gave up at a vector. */
  static int done(int stretch) {
    return Math.toIntExact(SharedCalls.result(stretch) / Float.BYTES);
  }

  /** Whether arrays of that length are done, in stretches of that size. */
  static boolean isDone(int length, int stretch) {
    for (int i = 0; i < SharedWork.stretches(length, stretch); i++) {
      if (done(i) < Math.min(stretch, length - i * stretch)) {
        return false;
      }
    }
    return true;
  }

  /** Adds what was summed for the parameters in a stretch, in their shape. */
  void addSums(int stretch, double[][] sums, int channels) {
    ByteBuffer memory = SharedWork.ofThread().roomBuffer();
    int blocks = blocks(channels);
    int lanes = vectors.floats();
    int start = stretch * argumentBytes(blocks);
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

  private int argumentBytes(int blocks) {
    int bytes = compiled.argumentBytes() + blocks * compiled.block();
    return (bytes + vectors.bytes - 1) / vectors.bytes * vectors.bytes;
  }

  private long wholeVectors(int floats) {
    return (long) floats / vectors.floats() * vectors.bytes;
  }

  private void putRing(ByteBuffer memory, int at, long address, int first, int ringBytes) {
    long ring = address + compiled.argumentBytes();
    long blocksBefore = (long) first / vectors.floats() * compiled.block();
    memory.putLong(at + X64Compiler.CONSTANTS, code.address(compiled.constants()));
    memory.putLong(at + X64Compiler.RING, ring + (ringBytes == 0 ? 0 : blocksBefore % ringBytes));
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
}

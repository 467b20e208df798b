package dev.actzoo.kernels;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import dev.actzoo.kernels.X64Assembler.Vectors;
import dev.actzoo.kernels.X64Compiler.Compiled;
import java.lang.ref.Reference;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.bytedeco.dnnl.global.dnnl;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A loop over floats as machine code of this process. Any number of threads may run it. */
final class X64Function {
  private static final Logger LOG = LoggerFactory.getLogger(X64Function.class);

  /** More blocks would not stay in the second-level cache. */
  private static final int MOST_BLOCKS = 2048;

  private final MachineCode code;
  private final Compiled compiled;
  private final Vectors vectors;
  private final ThreadLocal<@Nullable Memory> arguments = new ThreadLocal<>();

  private X64Function(MachineCode code, Compiled compiled, Vectors vectors) {
    this.code = code;
    this.compiled = compiled;
    this.vectors = vectors;
  }

  /** The vectors that this processor and system run code for; asked once. */
  private static final class Available {
    static final @Nullable Vectors VECTORS = find();

    private static @Nullable Vectors find() {
      if (!MachineCode.possible()) {
        return null;
      }
      int isa = dnnl.dnnl_get_effective_cpu_isa();
      Vectors vectors =
          has(isa, dnnl.dnnl_cpu_isa_avx512_core)
              ? Vectors.AVX512
              : has(isa, dnnl.dnnl_cpu_isa_avx2) ? Vectors.AVX2 : null;
      if (vectors == null) {
        return null;
      }
      VectorCode copy = new VectorCode();
      try {
        of(new VectorLowering.Lowered(copy, copy.input()), 0, vectors);
        return vectors;
      } catch (IllegalStateException | LinkageError failure) {
        LOG.warn("formulas run as loops of the virtual machine: {}", failure.getMessage());
        return null;
      }
    }

    private static boolean has(int isa, int part) {
      return (isa & part) == part;
    }
  }

  /** The vectors that there is code for here; none where it cannot be run. */
  static Optional<Vectors> vectors() {
    return Optional.ofNullable(Available.VECTORS);
  }

  /** Such as "formulas as AVX2 code". */
  static String description() {
    return vectors()
        .map(
            there ->
                there == Vectors.AVX512
                    ? "convolutions, batch norm and formulas as AVX-512 code"
                    : "formulas as AVX2 code")
        .orElse("formulas as Java loops");
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
    long ringBytes = (long) blocks * compiled.block();
    long bytes = compiled.argumentBytes() + ringBytes;
    Memory memory = memory(bytes * stretches.size());
    long[] arguments = new long[stretches.size()];
    for (int i = 0; i < arguments.length; i++) {
      Pointer own = memory.share(i * bytes, bytes);
      arguments[i] = Pointer.nativeValue(own);
      put(own, stretches.get(i), ringBytes);
      putLearned(own, learned, blocks);
    }
    long[] done = SharedCalls.call(code.address(0), arguments);
    Reference.reachabilityFence(code);
    int[] floats = new int[arguments.length];
    for (int i = 0; i < arguments.length; i++) {
      floats[i] = Math.toIntExact(done[i] / Float.BYTES);
      takeSums(memory.share(i * bytes, bytes), sums[i], blocks);
    }
    return floats;
  }

  private void put(Pointer memory, Stretch stretch, long ringBytes) {
    long ring = Pointer.nativeValue(memory) + compiled.argumentBytes();
    long first = (long) stretch.first() / vectors.floats() * compiled.block();
    memory.setLong(X64Compiler.INPUT, stretch.in());
    memory.setLong(X64Compiler.GRADIENT, stretch.gradient());
    memory.setLong(X64Compiler.OUTPUT, stretch.out());
    memory.setLong(X64Compiler.BYTES, (long) stretch.floats() / vectors.floats() * vectors.bytes);
    memory.setLong(X64Compiler.CONSTANTS, code.address(compiled.constants()));
    memory.setLong(X64Compiler.RING, ring + (ringBytes == 0 ? 0 : first % ringBytes));
    memory.setLong(X64Compiler.RING_START, ring);
    memory.setLong(X64Compiler.RING_END, ring + ringBytes);
  }

  /** This thread's, which grows. */
  private Memory memory(long bytes) {
    Memory memory = arguments.get();
    if (memory == null || memory.size() < bytes) {
      memory = new Memory(bytes + vectors.bytes).align(vectors.bytes);
      arguments.set(memory);
    }
    return memory;
  }

  /** Where in the arguments a parameter's vectors of a block lie. */
  private long at(int block, int parameter) {
    return compiled.argumentBytes()
        + (long) block * compiled.block()
        + X64Compiler.learned(parameter, vectors);
  }

  private void putLearned(Pointer memory, float[][] learned, int blocks) {
    float[] lanes = new float[vectors.floats()];
    for (int i = 0; i < learned.length; i++) {
      for (int block = 0; block < blocks; block++) {
        for (int lane = 0; lane < lanes.length; lane++) {
          lanes[lane] = learned[i][(block * lanes.length + lane) % learned[i].length];
        }
        memory.write(at(block, i), lanes, 0, lanes.length);
        memory.setMemory(at(block, i) + vectors.bytes, 2L * vectors.bytes, (byte) 0);
      }
    }
  }

  private void takeSums(Pointer memory, double[][] sums, int blocks) {
    double[] lanes = new double[vectors.floats()];
    for (int i = 0; i < sums.length; i++) {
      for (int block = 0; block < blocks; block++) {
        memory.read(at(block, i) + vectors.bytes, lanes, 0, lanes.length);
        for (int lane = 0; lane < lanes.length; lane++) {
          sums[i][(block * lanes.length + lane) % sums[i].length] += lanes[lane];
        }
      }
    }
  }
}

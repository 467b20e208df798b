package dev.actzoo.kernels;

import com.sun.jna.Function;
import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import dev.actzoo.kernels.X64Assembler.Vectors;
import dev.actzoo.kernels.X64Compiler.Compiled;
import java.lang.ref.Cleaner;
import java.util.Optional;
import org.bytedeco.dnnl.global.dnnl;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A loop over floats as machine code of this process. Any number of threads may run it. */
final class X64Function {
  private static final Logger LOG = LoggerFactory.getLogger(X64Function.class);
  private static final Cleaner CLEANER = Cleaner.create();
  private static final int READ_WRITE = 3;
  private static final int READ_EXECUTE = 5;
  private static final int PRIVATE_ANONYMOUS = 0x22;

  private final Function function;
  private final Pointer constants;
  private final Vectors vectors;
  private final int learned;
  private final ThreadLocal<Memory> arguments;

  private X64Function(Pointer code, Compiled compiled, Vectors vectors, int learned) {
    this.function = Function.getFunction(code);
    this.constants = code.share(compiled.constants());
    this.vectors = vectors;
    this.learned = learned;
    long bytes = compiled.argumentBytes() + (long) vectors.bytes;
    this.arguments = ThreadLocal.withInitial(() -> (Memory) new Memory(bytes).align(vectors.bytes));
  }

  /** The part of the C library that is used. */
  private interface C extends Library {
    C LIBRARY = Native.load("c", C.class);

    Pointer mmap(@Nullable Pointer at, long length, int protection, int flags, int file, long from);

    int mprotect(Pointer at, long length, int protection);

    int munmap(Pointer at, long length);
  }

  /** The vectors that this processor and system run code for; asked once. */
  private static final class Available {
    static final @Nullable Vectors VECTORS = find();

    private static @Nullable Vectors find() {
      if (!Platform.isLinux() || !Platform.isIntel() || !Platform.is64Bit()) {
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

  /** Such as "formulas as AVX-512 code". */
  static String description() {
    return vectors()
        .map(there -> "formulas as " + (there == Vectors.AVX512 ? "AVX-512" : "AVX2") + " code")
        .orElse("formulas as Java loops");
  }

  /**
   * That code, in executable memory until nothing refers to it.
   *
   * @throws IllegalStateException if there is no such memory
   */
  static X64Function of(VectorLowering.Lowered lowered, int learned, Vectors vectors) {
    Compiled compiled = X64Compiler.compile(lowered.code(), lowered.result(), learned, vectors);
    int length = compiled.code().length;
    Pointer memory = C.LIBRARY.mmap(null, length, READ_WRITE, PRIVATE_ANONYMOUS, -1, 0);
    if (Pointer.nativeValue(memory) == -1) {
      throw new IllegalStateException("no memory for code of " + length + " bytes");
    }
    memory.write(0, compiled.code(), 0, length);
    X64Function function = new X64Function(memory, compiled, vectors, learned);
    CLEANER.register(function, () -> C.LIBRARY.munmap(memory, length));
    if (C.LIBRARY.mprotect(memory, length, READ_EXECUTE) != 0) {
      throw new IllegalStateException("this system lets no process make code of its own");
    }
    return function;
  }

  /**
   * Goes through as many of those floats as make whole vectors.
   *
   * @param in the address of the input
   * @param gradient the address of the gradient with respect to the output, if that is read
   * @param out the address of the results
   * @param parameters the learned parameters
   * @param sums what is summed for each learned parameter is added here
   * @return how many are done: fewer where the code gives up at a vector
   */
  int run(long in, long gradient, long out, int floats, float[] parameters, double[] sums) {
    if (floats < vectors.floats()) {
      return 0;
    }
    Memory memory = arguments.get();
    memory.setLong(X64Compiler.INPUT, in);
    memory.setLong(X64Compiler.GRADIENT, gradient);
    memory.setLong(X64Compiler.OUTPUT, out);
    memory.setLong(X64Compiler.BYTES, (long) floats / vectors.floats() * vectors.bytes);
    memory.setLong(X64Compiler.CONSTANTS, Pointer.nativeValue(constants));
    for (int i = 0; i < learned; i++) {
      long vector = X64Compiler.learned(i, vectors);
      for (int k = 0; k < vectors.bytes; k += Float.BYTES) {
        memory.setFloat(vector + k, parameters[i]);
      }
      memory.setMemory(vector + vectors.bytes, 2L * vectors.bytes, (byte) 0);
    }
    long done = function.invokeLong(new Object[] {memory}) / Float.BYTES;
    for (int i = 0; i < sums.length; i++) {
      long first = X64Compiler.learned(i, vectors) + vectors.bytes;
      for (int k = 0; k < 2 * vectors.bytes; k += Double.BYTES) {
        sums[i] += memory.getDouble(first + k);
      }
    }
    return Math.toIntExact(done);
  }
}

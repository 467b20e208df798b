package dev.actzoo.kernels;

import com.sun.jna.Function;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import dev.actzoo.kernels.X64Assembler.Vectors;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.util.Optional;
import org.bytedeco.dnnl.global.dnnl;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Machine code of this process, in executable memory until nothing refers to it. Its functions take
 * one pointer and may be run by any number of threads.
 */
final class MachineCode {
  private static final Logger LOG = LoggerFactory.getLogger(MachineCode.class);
  private static final Cleaner CLEANER = Cleaner.create();
  private static final int READ_WRITE = 3;
  private static final int READ_EXECUTE = 5;
  private static final int PRIVATE_ANONYMOUS = 0x22;

  private final Pointer memory;

  private MachineCode(Pointer memory) {
    this.memory = memory;
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
    static final Optional<Vectors> VECTORS = Optional.ofNullable(find());

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
      X64Assembler nothing = new X64Assembler(vectors);
      nothing.end();
      try {
        of(nothing.code());
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
    return Available.VECTORS;
  }

  /** Whether it can have AVX-512 instructions and be run by oneDNN's threads. */
  static boolean isWide() {
    return Available.VECTORS.orElse(null) == Vectors.AVX512 && OpenMp.available();
  }

  /** Such as "formulas as AVX2 code". */
  static String description() {
    if (isWide()) {
      return "convolutions, batch norm and formulas as AVX-512 code";
    }
    return vectors()
        .map(there -> "formulas as " + (there == Vectors.AVX512 ? "AVX-512" : "AVX2") + " code")
        .orElse("formulas as Java loops");
  }

  /**
   * That code, written to memory of its own.
   *
   * @throws IllegalStateException if there is no such memory
   */
  static MachineCode of(byte[] code) {
    int length = code.length;
    Pointer memory = C.LIBRARY.mmap(null, length, READ_WRITE, PRIVATE_ANONYMOUS, -1, 0);
    if (Pointer.nativeValue(memory) == -1) {
      throw new IllegalStateException("no memory for code of " + length + " bytes");
    }
    memory.write(0, code, 0, length);
    MachineCode written = new MachineCode(memory);
    CLEANER.register(written, () -> C.LIBRARY.munmap(memory, length));
    if (C.LIBRARY.mprotect(memory, length, READ_EXECUTE) != 0) {
      throw new IllegalStateException("this system lets no process make code of its own");
    }
    return written;
  }

  /** Where something of the code lies. */
  long address(int offset) {
    return Pointer.nativeValue(memory) + offset;
  }

  /** A function of the code, to be run on what a pointer points to. */
  final class Entry {
    private final long function;

    private Entry(int offset) {
      this.function = address(offset);
    }

    /** Has up to so many threads, of which this is one, run the function on the same. */
    void run(Pointer arguments, int threads) {
      try {
        if (OpenMp.available()) {
          OpenMp.run(function, Pointer.nativeValue(arguments), threads);
        } else {
          Function.getFunction(new Pointer(function)).invokeVoid(new Object[] {arguments});
        }
      } finally {
        Reference.reachabilityFence(MachineCode.this); // lest its memory is freed while it runs
      }
    }
  }

  /** The function that begins there. */
  Entry entry(int offset) {
    return new Entry(offset);
  }
}

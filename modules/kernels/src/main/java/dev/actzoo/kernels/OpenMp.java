package dev.actzoo.kernels;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.Loader;

/**
 * The threads of GNU's OpenMP library that oneDNN works with. Each thread that calls it has a team
 * of its own, whose members wait for the next work without sleeping, as long as the library is told
 * to; a second pool beside it would find the processors taken.
 */
final class OpenMp {
  private static final boolean AVAILABLE = find();

  private OpenMp() {}

  private static boolean find() {
    try {
      Native.register(Library.class, NativeLibrary.getInstance(Loader.load(dnnl.class)));
      return true;
    } catch (UnsatisfiedLinkError absent) {
      return false;
    }
  }

  /** The library's function, by its own name; it is called without an object made for it. */
  private static final class Library {
    private Library() {}

    static native void GOMP_parallel(long function, long arguments, int threads, int flags);
  }

  static boolean available() {
    return AVAILABLE;
  }

  /** Has up to so many threads, of which this is one, run the function at an address on another. */
  static void run(long function, long arguments, int threads) {
    Library.GOMP_parallel(function, arguments, threads, 0);
  }
}

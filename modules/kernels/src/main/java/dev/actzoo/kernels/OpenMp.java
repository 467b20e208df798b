package dev.actzoo.kernels;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.Loader;
import org.jspecify.annotations.Nullable;

/**
 * The threads of GNU's OpenMP library that oneDNN works with. Each thread that calls it has a team
 * of its own, whose members wait for the next work without sleeping, as long as the library is told
 * to; a second pool beside it would find the processors taken.
 */
final class OpenMp {
  private static final @Nullable Function PARALLEL = find();

  private OpenMp() {}

  private static @Nullable Function find() {
    try {
      return NativeLibrary.getInstance(Loader.load(dnnl.class)).getFunction("GOMP_parallel");
    } catch (UnsatisfiedLinkError absent) {
      return null;
    }
  }

  static boolean available() {
    return PARALLEL != null;
  }

  /**
   * Has up to so many threads, of which this is one, run a function on what a pointer points to.
   */
  static void run(Pointer function, Pointer arguments, int threads) {
    if (PARALLEL == null) {
      throw new IllegalStateException("oneDNN works without GNU's OpenMP here");
    }
    PARALLEL.invokeVoid(new Object[] {function, arguments, threads, 0});
  }
}

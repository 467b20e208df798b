package dev.actzoo.kernels;

import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * NVIDIA's driver, as far as it loads machine code and launches what is in it.
 *
 * @param api the library
 */
record CudaModules(Api api) {
  private static final int THREADS = 256;
  private static final int MOST_BLOCKS = 8192;
  private static final int CAPABILITY_MAJOR = 75;
  private static final int CAPABILITY_MINOR = 76;

  /** The part of the driver's API that is used; every function returns 0 for success. */
  interface Api extends Library {
    int cuCtxGetCurrent(PointerByReference context);

    int cuCtxSetCurrent(Pointer context);

    int cuDevicePrimaryCtxRetain(PointerByReference context, int device);

    int cuDeviceGetAttribute(IntByReference value, int attribute, int device);

    int cuModuleLoadData(PointerByReference module, byte[] code);

    int cuModuleGetFunction(PointerByReference function, Pointer module, String name);

    int cuLaunchKernel(
        Pointer function,
        int gridX,
        int gridY,
        int gridZ,
        int blockX,
        int blockY,
        int blockZ,
        int sharedBytes,
        @Nullable Pointer stream,
        Pointer arguments,
        @Nullable Pointer extra);
  }

  /**
   * The driver of this machine.
   *
   * @throws UnsatisfiedLinkError if there is none
   */
  static CudaModules ofThisMachine() {
    return new CudaModules(
        Native.load(Platform.isWindows() ? "nvcuda" : "libcuda.so.1", Api.class));
  }

  /** The compute capability of the first GPU this process sees, major version and minor. */
  int[] capability() {
    IntByReference major = new IntByReference();
    IntByReference minor = new IntByReference();
    require(api.cuDeviceGetAttribute(major, CAPABILITY_MAJOR, 0));
    require(api.cuDeviceGetAttribute(minor, CAPABILITY_MINOR, 0));
    return new int[] {major.getValue(), minor.getValue()};
  }

  /** Makes the context that ND4J computes in the one of the calling thread, if it has none yet. */
  void enter() {
    PointerByReference context = new PointerByReference();
    require(api.cuCtxGetCurrent(context));
    if (context.getValue() == null) {
      require(api.cuDevicePrimaryCtxRetain(context, 0));
      require(api.cuCtxSetCurrent(context.getValue()));
    }
  }

  /** Loads machine code into the calling thread's context. */
  Pointer load(byte[] code) {
    PointerByReference module = new PointerByReference();
    require(api.cuModuleLoadData(module, code));
    return module.getValue();
  }

  /** A kernel of a module. */
  Pointer function(Pointer module, String name) {
    PointerByReference function = new PointerByReference();
    require(api.cuModuleGetFunction(function, module, name));
    return function.getValue();
  }

  /**
   * Launches a kernel for n elements.
   *
   * @param arguments addresses and whole numbers, eight bytes each
   */
  void launch(Pointer function, @Nullable Pointer stream, List<Long> arguments, long n) {
    try (Memory values = new Memory((long) Long.BYTES * arguments.size());
        Memory places = new Memory((long) Native.POINTER_SIZE * arguments.size())) {
      for (int i = 0; i < arguments.size(); i++) {
        values.setLong((long) Long.BYTES * i, arguments.get(i));
        places.setPointer((long) Native.POINTER_SIZE * i, values.share((long) Long.BYTES * i));
      }
      int blocks = (int) Math.min(MOST_BLOCKS, (n + THREADS - 1) / THREADS);
      require(api.cuLaunchKernel(function, blocks, 1, 1, THREADS, 1, 1, 0, stream, places, null));
    }
  }

  private static void require(int code) {
    if (code != 0) {
      throw new IllegalStateException("CUDA error " + code);
    }
  }
}

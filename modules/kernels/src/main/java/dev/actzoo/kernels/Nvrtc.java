package dev.actzoo.kernels;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.bytedeco.javacpp.Loader;

/**
 * NVIDIA's run-time compiler of CUDA C. It needs neither a GPU nor a driver.
 *
 * @param api the library
 */
record Nvrtc(Api api) {
  private static final String FOLDER = "/org/bytedeco/cuda/" + Loader.getPlatform() + "/";

  /**
   * The compute capabilities that machine code is made for: code for one runs on the later minor
   * versions of its major one, and those of embedded devices (5.3, 6.2, 7.2, 8.7) are left out as
   * it does not run on others.
   */
  private static final int[] TARGETS = {37, 50, 52, 60, 61, 70, 75, 80, 86};

  /** The part of the library that is used; every function returns 0 for success. */
  interface Api extends Library {
    int nvrtcVersion(IntByReference major, IntByReference minor);

    int nvrtcCreateProgram(
        PointerByReference program,
        String source,
        String name,
        int headers,
        Pointer headerTexts,
        Pointer headerNames);

    int nvrtcCompileProgram(Pointer program, int options, String[] texts);

    int nvrtcGetCUBINSize(Pointer program, LongByReference size);

    int nvrtcGetCUBIN(Pointer program, byte[] code);

    int nvrtcGetProgramLogSize(Pointer program, LongByReference size);

    int nvrtcGetProgramLog(Pointer program, byte[] text);

    int nvrtcDestroyProgram(PointerByReference program);

    String nvrtcGetErrorString(int code);
  }

  /**
   * The compiler among the CUDA libraries of this build.
   *
   * @throws IOException if there are none
   * @throws UnsatisfiedLinkError if it does not load
   */
  static Nvrtc ofThisBuild() throws IOException {
    boolean windows = Platform.isWindows();
    // The compiler opens this one by name, and finds it where it has been loaded before.
    NativeLibrary.getInstance(
        file(windows ? "nvrtc-builtins64_116.dll" : "libnvrtc-builtins.so.11.6"));
    return new Nvrtc(
        Native.load(file(windows ? "nvrtc64_112_0.dll" : "libnvrtc.so.11.2"), Api.class));
  }

  private static String file(String name) throws IOException {
    File file = Loader.cacheResource(Nvrtc.class, FOLDER + name);
    if (file == null) {
      throw new IOException("this build has no " + name);
    }
    return file.getPath();
  }

  /** Such as 11.6. */
  String version() {
    IntByReference major = new IntByReference();
    IntByReference minor = new IntByReference();
    require(api.nvrtcVersion(major, minor));
    return major.getValue() + "." + minor.getValue();
  }

  /**
   * Machine code for GPUs of a compute capability, such as 8 and 9. Machine code, since a driver
   * older than this compiler could not translate its intermediate form.
   *
   * @throws IllegalStateException if the compiler finds fault with the source or has no such target
   */
  byte[] compile(String source, int major, int minor) {
    PointerByReference program = new PointerByReference();
    require(api.nvrtcCreateProgram(program, source, "formula.cu", 0, null, null));
    try {
      String[] options = {"--gpu-architecture=sm_" + target(major, minor), "--std=c++14"};
      int code = api.nvrtcCompileProgram(program.getValue(), options.length, options);
      if (code != 0) {
        throw new IllegalStateException(api.nvrtcGetErrorString(code) + ": " + log(program));
      }
      LongByReference size = new LongByReference();
      require(api.nvrtcGetCUBINSize(program.getValue(), size));
      byte[] machineCode = new byte[Math.toIntExact(size.getValue())];
      require(api.nvrtcGetCUBIN(program.getValue(), machineCode));
      return machineCode;
    } finally {
      api.nvrtcDestroyProgram(program);
    }
  }

  /** The greatest target of that major version that is not later. */
  static int target(int major, int minor) {
    int best = 0;
    for (int target : TARGETS) {
      if (target / 10 == major && target % 10 <= minor) {
        best = target;
      }
    }
    if (best == 0) {
      throw new IllegalStateException("no code for compute capability " + major + "." + minor);
    }
    return best;
  }

  private String log(PointerByReference program) {
    LongByReference size = new LongByReference();
    require(api.nvrtcGetProgramLogSize(program.getValue(), size));
    byte[] text = new byte[Math.toIntExact(size.getValue())];
    require(api.nvrtcGetProgramLog(program.getValue(), text));
    return new String(text, StandardCharsets.UTF_8).replaceAll("[\\s\\x00]+", " ").strip();
  }

  private void require(int code) {
    if (code != 0) {
      throw new IllegalStateException("NVRTC: " + api.nvrtcGetErrorString(code));
    }
  }
}

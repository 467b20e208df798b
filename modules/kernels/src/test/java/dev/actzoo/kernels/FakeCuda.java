package dev.actzoo.kernels;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * NVIDIA's compiler and driver, whose "machine code" is the source and whose GPU is the CPU: a
 * launch reads the kernel's text and runs it over the memory that its arguments point to.
 */
final class FakeCuda implements FusedFormulas.Source {
  /** What the compiler finds fault with; null if nothing. */
  @Nullable String objection;

  /** What a launch answers; 0 for success. */
  int launchCode;

  final List<String> launches = new ArrayList<>();
  int loads;

  private final List<String> sources = new ArrayList<>();
  private final Map<Long, CudaEmulation.Kernel> functions = new HashMap<>();
  private final List<CudaEmulation> modules = new ArrayList<>();

  @Override
  public FusedFormulas.Libraries load() {
    loads++;
    return new FusedFormulas.Libraries(new Nvrtc(compiler()), new CudaModules(new Driver()));
  }

  Nvrtc.Api compiler() {
    return new Compiler();
  }

  private final class Compiler implements Nvrtc.Api {
    @Override
    public int nvrtcVersion(IntByReference major, IntByReference minor) {
      major.setValue(11);
      minor.setValue(6);
      return 0;
    }

    @Override
    public int nvrtcCreateProgram(
        PointerByReference program,
        String source,
        String name,
        int headers,
        Pointer headerTexts,
        Pointer headerNames) {
      sources.add(source);
      program.setValue(new Pointer(sources.size()));
      return 0;
    }

    @Override
    public int nvrtcCompileProgram(Pointer program, int options, String[] texts) {
      return objection == null ? 0 : 6;
    }

    private byte[] bytes(Pointer program) {
      String source = sources.get((int) Pointer.nativeValue(program) - 1);
      return source.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public int nvrtcGetCUBINSize(Pointer program, LongByReference size) {
      size.setValue(bytes(program).length);
      return 0;
    }

    @Override
    public int nvrtcGetCUBIN(Pointer program, byte[] code) {
      System.arraycopy(bytes(program), 0, code, 0, code.length);
      return 0;
    }

    @Override
    public int nvrtcGetProgramLogSize(Pointer program, LongByReference size) {
      size.setValue(String.valueOf(objection).length() + 1L);
      return 0;
    }

    @Override
    public int nvrtcGetProgramLog(Pointer program, byte[] text) {
      byte[] bytes = String.valueOf(objection).getBytes(StandardCharsets.UTF_8);
      System.arraycopy(bytes, 0, text, 0, bytes.length);
      return 0;
    }

    @Override
    public int nvrtcDestroyProgram(PointerByReference program) {
      program.setValue(null);
      return 0;
    }

    @Override
    public String nvrtcGetErrorString(int code) {
      return code == 6 ? "NVRTC_ERROR_COMPILATION" : "NVRTC_ERROR_" + code;
    }
  }

  private final class Driver implements CudaModules.Api {
    private @Nullable Pointer current;

    @Override
    public int cuCtxGetCurrent(PointerByReference context) {
      context.setValue(current);
      return 0;
    }

    @Override
    public int cuCtxSetCurrent(Pointer context) {
      current = context;
      return 0;
    }

    @Override
    public int cuDevicePrimaryCtxRetain(PointerByReference context, int device) {
      context.setValue(new Pointer(7));
      return 0;
    }

    @Override
    public int cuDeviceGetAttribute(IntByReference value, int attribute, int device) {
      value.setValue(attribute == 75 ? 8 : 6);
      return 0;
    }

    @Override
    public int cuModuleLoadData(PointerByReference module, byte[] code) {
      if (current == null) {
        return 201; // no context
      }
      modules.add(new CudaEmulation(new String(code, StandardCharsets.UTF_8)));
      module.setValue(new Pointer(modules.size()));
      return 0;
    }

    @Override
    public int cuModuleGetFunction(PointerByReference function, Pointer module, String name) {
      long id = functions.size() + 1L;
      functions.put(id, modules.get((int) Pointer.nativeValue(module) - 1).kernel(name));
      function.setValue(new Pointer(id));
      launches.add("found " + name);
      return 0;
    }

    @Override
    public int cuLaunchKernel(
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
        @Nullable Pointer extra) {
      if (launchCode != 0) {
        return launchCode;
      }
      launches.add(gridX + " x " + blockX);
      CudaEmulation.Kernel kernel = functions.get(Pointer.nativeValue(function));
      Map<String, Long> values = new HashMap<>();
      for (int i = 0; i < kernel.parameters().size(); i++) {
        values.put(kernel.parameters().get(i), arguments.getPointer(8L * i).getLong(0));
      }
      int n = values.get("n").intValue();
      Map<String, Object> names = new HashMap<>();
      values.forEach(
          (name, value) ->
              names.put(
                  name,
                  name.matches("n|m\\d+")
                      ? (Object) value.doubleValue()
                      : floats(name, values, n)));
      float[] out = new float[n];
      kernel.run(names, out);
      new Pointer(values.get("out")).write(0, out, 0, n);
      return 0;
    }

    private float[] floats(String name, Map<String, Long> values, int n) {
      int length = name.startsWith("p") ? values.get("m" + name.substring(1)).intValue() : n;
      return new Pointer(values.get(name)).getFloatArray(0, length);
    }
  }
}

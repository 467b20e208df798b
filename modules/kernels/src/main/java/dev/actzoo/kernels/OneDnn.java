package dev.actzoo.kernels;

import java.util.HashMap;
import java.util.Map;
import org.bytedeco.dnnl.dnnl_version_t;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.Loader;
import org.jspecify.annotations.Nullable;

/**
 * One thread's access to the oneDNN library: an in-order stream on the CPU engine, and the
 * operations that thread has prepared, by what was asked for. Nothing here is shared between
 * threads but the engine, so no lock is taken on the way to a kernel.
 */
final class OneDnn {
  private static final boolean LOADED = load();
  private static final ThreadLocal<OneDnn> OF_THREAD = ThreadLocal.withInitial(OneDnn::new);

  private final stream stream = new stream(engine());
  private final Map<Request, Operation> operations = new HashMap<>();

  private Precision precision = Precision.FLOAT32;

  private OneDnn() {}

  /** Whether the library is on the class path for this platform and loads. */
  static boolean loaded() {
    return LOADED;
  }

  static OneDnn ofThread() {
    return OF_THREAD.get();
  }

  /** The CPU engine, shared by all threads. */
  static engine engine() {
    return Shared.ENGINE;
  }

  /** What convolutions and products of this thread multiply in. */
  Precision precision() {
    return precision;
  }

  void multiplyIn(Precision wanted) {
    this.precision = wanted;
  }

  /** Whether the processor has instructions for bfloat16 that the library uses. */
  static boolean hasBfloat16() {
    return has(dnnl.dnnl_cpu_isa_avx512_core_bf16);
  }

  private static boolean has(int isa) {
    return (dnnl.dnnl_get_effective_cpu_isa() & isa) == isa;
  }

  stream stream() {
    return stream;
  }

  /** The operation that is kept under that request; null if none is. */
  @Nullable Operation known(Request request) {
    return operations.get(request);
  }

  /** Keeps an operation under a request that stays as it is. */
  Operation keep(Request request, Operation operation) {
    operations.put(request, operation);
    return operation;
  }

  static String description() {
    dnnl_version_t version = dnnl.dnnl_version();
    return "oneDNN %d.%d.%d (%s)"
        .formatted(version.major(), version.minor(), version.patch(), codePath());
  }

  private static String codePath() {
    if (has(dnnl.dnnl_cpu_isa_avx512_core_amx)) {
      return "AVX-512 and AMX";
    }
    if (hasBfloat16()) {
      return "AVX-512 with bfloat16";
    }
    if (has(dnnl.dnnl_cpu_isa_avx512_core)) {
      return "AVX-512";
    }
    if (has(dnnl.dnnl_cpu_isa_avx2)) {
      return "AVX2";
    }
    return has(dnnl.dnnl_cpu_isa_sse41) ? "SSE4.1" : "reference";
  }

  private static boolean load() {
    try {
      Loader.load(dnnl.class);
      return true;
    } catch (UnsatisfiedLinkError | NoClassDefFoundError absent) {
      return false;
    }
  }

  private static final class Shared {
    static final engine ENGINE = new engine(engine.kind.cpu, 0);
  }
}

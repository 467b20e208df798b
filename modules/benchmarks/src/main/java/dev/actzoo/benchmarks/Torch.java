package dev.actzoo.benchmarks;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** PyTorch under DJL, from libraries on the class path alone: nothing is downloaded. */
final class Torch {
  private static final String NATIVES = "native/lib/pytorch.properties";
  private static @Nullable String absence;

  private Torch() {}

  /** Settings that must stand before the engine loads. */
  static void prepare(Path cache, int threads) {
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
    System.setProperty("DJL_CACHE_DIR", cache.resolve("djl").toString());
    System.setProperty("ai.djl.default_engine", "PyTorch");
    System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(threads));
    System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
  }

  /** A manager of arrays. */
  static NDManager manager() {
    return engine().newBaseManager();
  }

  /** Name, version and threads, for notes. */
  static String description() {
    return "PyTorch %s under DJL, %d threads"
        .formatted(engine().getVersion(), JniUtils.getNumThreads());
  }

  /** An array of that shape, roughly normal. */
  static NDArray normal(NDManager manager, long... shape) {
    Shape wanted = new Shape(shape);
    return manager.create(Arrays32.normal(Math.toIntExact(wanted.size())), wanted);
  }

  /** Requires that a class path holds PyTorch's own libraries. */
  static void requireLibraries(ClassLoader classes) {
    if (classes.getResource(NATIVES) == null) {
      throw new AbsentPeerException(
          "PyTorch's libraries are not on the class path (Maven profile pytorch)");
    }
  }

  private static synchronized Engine engine() {
    requireLibraries(Torch.class.getClassLoader());
    if (absence != null) {
      throw new AbsentPeerException(absence);
    }
    try {
      return Engine.getEngine("PyTorch");
    } catch (RuntimeException | LinkageError e) {
      absence = "PyTorch does not load under DJL: " + e.getMessage();
      throw new AbsentPeerException(absence);
    }
  }
}

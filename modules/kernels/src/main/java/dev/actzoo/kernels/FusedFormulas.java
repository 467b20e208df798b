package dev.actzoo.kernels;

import com.sun.jna.Pointer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.concurrency.AffinityManager;
import org.nd4j.linalg.api.concurrency.AffinityManager.Location;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/*
 * A formula is printed as CUDA C, compiled at its first use by NVIDIA's run-time compiler, loaded
 * by the driver into the context that ND4J computes in, and launched on ND4J's stream, so it runs
 * after what was asked for before and before what is asked for later. Before a launch, arrays of
 * which the host has the newer copy are copied to the device; after it, the device's copy of the
 * output is declared the newer one: what ND4J does around operations of its own.
 *
 * Whatever fails is told once, and from then on ND4J's operations compute all formulas.
 */

/** Kernels of float32 formulas on a GPU, each one pass over memory, whatever the formula. */
final class FusedFormulas {
  private static final Logger LOG = LoggerFactory.getLogger(FusedFormulas.class);

  /** Compiler and driver. */
  record Libraries(Nvrtc compiler, CudaModules driver) {}

  /** Where the libraries come from. */
  interface Source {
    Libraries load() throws IOException;
  }

  private final Source source;
  private final Map<Pointwise, Pointer> modules = new ConcurrentHashMap<>();
  private final Map<String, Pointer> functions = new ConcurrentHashMap<>();
  private @Nullable Libraries libraries;
  private @Nullable String failure;

  FusedFormulas(Source source) {
    this.source = source;
  }

  /** Those of this machine's GPU. */
  static FusedFormulas ofThisMachine() {
    return new FusedFormulas(() -> new Libraries(Nvrtc.ofThisBuild(), CudaModules.ofThisMachine()));
  }

  /** What computes formulas, for provenance. */
  String description() {
    try {
      Libraries found = libraries();
      return found == null ? "formulas composed of them" : fused(found);
    } catch (IOException | RuntimeException | LinkageError e) {
      giveUp(e);
      return "formulas composed of them";
    }
  }

  private static String fused(Libraries libraries) {
    return "formulas fused by NVRTC " + libraries.compiler().version();
  }

  /** out = f(in); false, and nothing done, if it cannot be computed here. */
  boolean forward(Pointwise f, INDArray in, List<INDArray> learned, INDArray out) {
    return run(f, CudaSource.FORWARD, in, learned, null, out);
  }

  /** gradientIn = gradientOut * f'; false, and nothing done, if it cannot be computed here. */
  boolean backward(
      Pointwise f,
      INDArray kept,
      List<INDArray> learned,
      INDArray gradientOut,
      INDArray gradientIn) {
    return run(f, CudaSource.BACKWARD, kept, learned, gradientOut, gradientIn);
  }

  /**
   * out = gradientOut * the derivative by that learned parameter, element by element; false, and
   * nothing done, if it cannot be computed here.
   */
  boolean byParameter(
      FormulaPointwise f,
      int parameter,
      INDArray in,
      List<INDArray> learned,
      INDArray gradientOut,
      INDArray out) {
    return run(f, CudaSource.byParameter(parameter), in, learned, gradientOut, out);
  }

  private boolean run(
      Pointwise f,
      String kernel,
      INDArray in,
      List<INDArray> learned,
      @Nullable INDArray gradient,
      INDArray out) {
    if (!isFormula(f) || in.dataType() != DataType.FLOAT) {
      return false;
    }
    try {
      Libraries found = libraries();
      if (found == null) {
        return false;
      }
      found.driver().enter();
      Pointer function = function(found, f, kernel);
      AffinityManager manager = Nd4j.getAffinityManager();
      List<Long> arguments = new ArrayList<>(List.of(onDevice(in, manager)));
      for (INDArray numbers : learned.isEmpty() ? initial(f) : learned) {
        arguments.add(onDevice(numbers, manager));
        arguments.add(numbers.length());
      }
      if (gradient != null) {
        arguments.add(onDevice(gradient, manager));
      }
      arguments.add(onDevice(out, manager));
      arguments.add(in.length());
      found.driver().launch(function, stream(), arguments, in.length());
      manager.tagLocation(out, Location.DEVICE);
      return true;
    } catch (IOException | RuntimeException | LinkageError e) {
      giveUp(e);
      return false;
    }
  }

  private static boolean isFormula(Pointwise f) {
    return !(f instanceof NativePointwise function) || function.isFormula();
  }

  /** Null if they were given up. */
  private synchronized @Nullable Libraries libraries() throws IOException {
    if (libraries == null && failure == null) {
      libraries = source.load();
    }
    return failure == null ? libraries : null;
  }

  private synchronized void giveUp(Throwable reason) {
    if (failure == null) {
      failure = String.valueOf(reason.getMessage()).lines().findFirst().orElse("");
      LOG.warn("formulas run as several operations of ND4J, not as one kernel each: {}", failure);
    }
  }

  private Pointer function(Libraries libraries, Pointwise f, String kernel) {
    Pointer module = modules.get(f);
    if (module == null) {
      module = load(libraries, f);
    }
    Pointer loaded = module;
    return functions.computeIfAbsent(
        Pointer.nativeValue(loaded) + kernel,
        absent -> libraries.driver().function(loaded, kernel));
  }

  private synchronized Pointer load(Libraries libraries, Pointwise f) {
    return modules.computeIfAbsent(
        f,
        absent -> {
          int[] capability = libraries.driver().capability();
          byte[] code = libraries.compiler().compile(source(f), capability[0], capability[1]);
          return libraries.driver().load(code);
        });
  }

  /** The CUDA C of a function's kernels. */
  static String source(Pointwise f) {
    if (f instanceof NativePointwise function) {
      return CudaSource.of(
          function.formula().forward().program(), function.slope().backward().program(), List.of());
    }
    FormulaPointwise formula = (FormulaPointwise) f;
    return CudaSource.of(
        formula.forward().program(),
        formula.backward().program(),
        formula.derivatives().stream()
            .map(each -> FormulaCompiler.compile(List.of(each), formula.learned()))
            .toList());
  }

  private static List<INDArray> initial(Pointwise f) {
    return f instanceof FormulaPointwise formula
        ? formula.learned().stream()
            .map(parameter -> Nd4j.createFromArray(parameter.initial().floatValue()))
            .toList()
        : List.of();
  }

  /** The address on the device, where the newest copy is then. */
  private static long onDevice(INDArray array, AffinityManager manager) {
    if (manager.getActiveLocation(array) == Location.HOST) {
      manager.ensureLocation(array, Location.DEVICE);
    }
    return array.data().platformAddress();
  }

  /** The calling thread's stream of ND4J, to which its native library gives a pointer. */
  private static @Nullable Pointer stream() {
    NativeOps operations = NativeOpsHolder.getInstance().getDeviceNativeOps();
    org.bytedeco.javacpp.Pointer place =
        operations.lcExecutionStream(operations.defaultLaunchContext());
    if (place == null || place.isNull()) {
      return null;
    }
    org.bytedeco.javacpp.Pointer stream = new PointerPointer<>(place).get(0);
    return stream == null ? null : new Pointer(stream.address());
  }
}

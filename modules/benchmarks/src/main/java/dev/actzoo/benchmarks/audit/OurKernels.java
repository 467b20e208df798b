package dev.actzoo.benchmarks.audit;

import dev.actzoo.activations.Ridge;
import dev.actzoo.benchmarks.audit.AuditedKernel.NumberType;
import dev.actzoo.kernels.FormulaPointwise;
import dev.actzoo.kernels.Kernels;
import dev.actzoo.kernels.NativePointwise;
import dev.actzoo.kernels.Pointwise;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Our own kernels of an elementwise function, and the double reference they are tested against. */
final class OurKernels {
  private OurKernels() {}

  static List<AuditedKernel> of(Ridge ridge) {
    Kernels fast = Kernels.of(DataType.FLOAT);
    Kernels anywhere = Kernels.of(DataType.DOUBLE);
    Pointwise named = Pointwise.named(ridge.name());
    FormulaPointwise formula = FormulaPointwise.named(ridge.name());
    List<AuditedKernel> kernels = new ArrayList<>();
    if (fast != anywhere) {
      if (named instanceof NativePointwise function && function.isPrimitive()) {
        kernels.add(kernel("oneDNN", NumberType.FLOAT32, fast, named));
      }
      kernels.add(kernel("compiled formula", NumberType.FLOAT32, fast, formula));
    }
    kernels.add(kernel("our ND4J", NumberType.FLOAT32, anywhere, named));
    kernels.add(kernel("our ND4J", NumberType.FLOAT64, anywhere, named));
    kernels.add(reference(ridge));
    return kernels;
  }

  private static AuditedKernel kernel(
      String name, NumberType number, Kernels kernels, Pointwise f) {
    UnaryOperator<INDArray> value =
        x -> {
          INDArray out = x.ulike();
          kernels.activate(f, x, out);
          return out;
        };
    UnaryOperator<INDArray> slope =
        x -> {
          INDArray kept = f.backwardNeeds() == Pointwise.Needs.OUTPUT ? value.apply(x) : x;
          INDArray back = x.ulike();
          kernels.activateBackward(f, kept, Nd4j.onesLike(x), back);
          return back;
        };
    return AuditedKernel.overArrays(name, number, value, slope);
  }

  private static AuditedKernel reference(Ridge ridge) {
    return new AuditedKernel(
        "reference in double",
        NumberType.FLOAT64,
        x -> {
          double[] out = new double[x.length];
          for (int i = 0; i < x.length; i++) {
            out[i] = ridge.value(x[i]);
          }
          return out;
        },
        x -> {
          double[] out = new double[x.length];
          for (int i = 0; i < x.length; i++) {
            out[i] = ridge.derivative(x[i]);
          }
          return out;
        });
  }
}

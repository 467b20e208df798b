package dev.actzoo.benchmarks.audit;

import dev.actzoo.activations.Fold;
import dev.actzoo.activations.Ridge;
import dev.actzoo.benchmarks.audit.AuditedKernel.NumberType;
import dev.actzoo.kernels.FoldFunction;
import dev.actzoo.kernels.Kernels;
import dev.actzoo.kernels.NativePointwise;
import dev.actzoo.kernels.Pointwise;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Our own kernels of a fold, and the double reference they are tested against. */
final class OurFolds {
  /** Features of a vector, which are a multiple of it in all audits. */
  private static final int FEWEST = 2;

  private OurFolds() {}

  static List<FoldKernel> of(Fold fold) {
    Kernels fast = Kernels.of(DataType.FLOAT);
    Kernels anywhere = Kernels.of(DataType.DOUBLE);
    Ridge gate = fold.gate();
    List<FoldKernel> kernels = new ArrayList<>();
    if (gate != null) {
      Pointwise opening = Pointwise.named(gate.name());
      if (fast != anywhere) {
        boolean primitive = opening instanceof NativePointwise f && f.isPrimitive();
        boolean inOnePass = fast.gateRoomLength(opening, 1, 1) == 0;
        String name = primitive && !inOnePass ? "oneDNN" : "compiled formula";
        kernels.add(gated(name, NumberType.FLOAT32, fast, opening));
      }
      kernels.add(gated("our ND4J", NumberType.FLOAT32, anywhere, opening));
      kernels.add(gated("our ND4J", NumberType.FLOAT64, anywhere, opening));
    } else {
      if (fast.compiles(FoldFunction.named(fold.name()), size(fold), FEWEST)) {
        kernels.add(folding("machine code", NumberType.FLOAT32, fast, fold));
      } else if (fast != anywhere && fold.name().equals("log-softmax")) {
        kernels.add(folding("oneDNN", NumberType.FLOAT32, fast, fold));
      }
      kernels.add(folding("row loop", NumberType.FLOAT32, anywhere, fold));
      kernels.add(folding("row loop", NumberType.FLOAT64, anywhere, fold));
      if (fold.name().equals("softmax")) {
        if (fast != anywhere) {
          kernels.add(attention("oneDNN", NumberType.FLOAT32, fast));
        }
        kernels.add(attention("our ND4J", NumberType.FLOAT32, anywhere));
        kernels.add(attention("our ND4J", NumberType.FLOAT64, anywhere));
      }
    }
    kernels.add(reference(fold));
    return kernels;
  }

  private static int size(Fold fold) {
    return fold.parameters().isEmpty() ? 1 : (int) fold.parameters().get(0).value();
  }

  private static FoldKernel folding(String name, NumberType number, Kernels kernels, Fold fold) {
    FoldFunction f = FoldFunction.named(fold.name());
    int k = size(fold);
    UnaryOperator<INDArray> value =
        x -> {
          INDArray out = Nd4j.create(x.dataType(), x.size(0), f.outputs(x.size(1), k));
          kernels.fold(f, k, x, out);
          return out;
        };
    return new FoldKernel(
        name,
        number,
        value,
        (x, gradient) -> {
          INDArray back = x.ulike();
          kernels.foldBackward(f, k, x, value.apply(x), gradient, back);
          return back;
        });
  }

  /** The softmax of attention weights. */
  private static FoldKernel attention(String name, NumberType number, Kernels kernels) {
    UnaryOperator<INDArray> value =
        x -> {
          INDArray out = x.ulike();
          kernels.softmax(x, out);
          return out;
        };
    return new FoldKernel(
        name,
        number,
        value,
        (x, gradient) -> {
          INDArray back = x.ulike();
          kernels.softmaxBackward(value.apply(x), gradient, back);
          return back;
        });
  }

  private static FoldKernel gated(String name, NumberType number, Kernels kernels, Pointwise gate) {
    return new FoldKernel(
        name,
        number,
        x -> opened(kernels, gate, x).out(),
        (x, gradient) -> {
          Opened there = opened(kernels, gate, x);
          INDArray back = x.ulike();
          kernels.gateBackward(gate, x, there.room(), there.open(), gradient, back);
          return back;
        });
  }

  /** What a gate's forward pass writes. */
  private record Opened(@Nullable INDArray room, INDArray open, INDArray out) {}

  private static Opened opened(Kernels kernels, Pointwise gate, INDArray x) {
    long half = x.size(1) / 2;
    long length = kernels.gateRoomLength(gate, x.size(0), half);
    INDArray room = length == 0 ? null : Nd4j.create(x.dataType(), length);
    INDArray open = Nd4j.create(x.dataType(), x.size(0), half);
    INDArray out = open.ulike();
    kernels.gate(gate, x, room, open, out);
    return new Opened(room, open, out);
  }

  private static FoldKernel reference(Fold fold) {
    return new FoldKernel(
        "reference in double",
        NumberType.FLOAT64,
        x -> rows(x, i -> fold.value(row(x, i))),
        (x, gradient) -> rows(x, i -> fold.pullback(row(x, i), row(gradient, i))));
  }

  private static double[] row(INDArray rows, int i) {
    return rows.getRow(i).toDoubleVector();
  }

  private static INDArray rows(INDArray x, IntFunction<double[]> of) {
    double[][] all = new double[x.rows()][];
    for (int i = 0; i < all.length; i++) {
      all[i] = of.apply(i);
    }
    return Nd4j.createFromArray(all);
  }
}

package dev.actzoo.benchmarks.audit;

import dev.actzoo.activations.Fold;
import dev.actzoo.activations.Ridge;
import dev.actzoo.benchmarks.audit.AuditedKernel.NumberType;
import dev.actzoo.kernels.FoldFunction;
import dev.actzoo.kernels.FormulaPointwise;
import dev.actzoo.kernels.Kernels;
import dev.actzoo.kernels.Pointwise;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Our own kernels of a fold, and the double reference they are tested against. */
final class OurFolds {
  /** What oneDNN has an algorithm for. */
  private static final Set<String> NATIVE = Set.of("softmax", "log-softmax");

  private OurFolds() {}

  static List<FoldKernel> of(Fold fold) {
    Kernels fast = Kernels.of(DataType.FLOAT);
    Kernels anywhere = Kernels.of(DataType.DOUBLE);
    Ridge gate = fold.gate();
    List<FoldKernel> kernels = new ArrayList<>();
    if (gate != null) {
      Pointwise opening = Pointwise.named(gate.name());
      if (fast != anywhere) {
        String name = opening instanceof FormulaPointwise ? "compiled formula" : "oneDNN";
        kernels.add(gated(name, NumberType.FLOAT32, fast, opening));
      }
      kernels.add(gated("our ND4J", NumberType.FLOAT32, anywhere, opening));
      kernels.add(gated("our ND4J", NumberType.FLOAT64, anywhere, opening));
    } else {
      if (fast != anywhere && NATIVE.contains(fold.name())) {
        kernels.add(folding("oneDNN", NumberType.FLOAT32, fast, fold));
      }
      kernels.add(folding("row loop", NumberType.FLOAT32, anywhere, fold));
      kernels.add(folding("row loop", NumberType.FLOAT64, anywhere, fold));
      if (fold.name().equals("softmax")) {
        kernels.add(attention(NumberType.FLOAT32, anywhere));
        kernels.add(attention(NumberType.FLOAT64, anywhere));
      }
    }
    kernels.add(reference(fold));
    return kernels;
  }

  private static FoldKernel folding(String name, NumberType number, Kernels kernels, Fold fold) {
    FoldFunction f = FoldFunction.named(fold.name());
    int k = fold.parameters().isEmpty() ? 1 : (int) fold.parameters().get(0).value();
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
  private static FoldKernel attention(NumberType number, Kernels kernels) {
    UnaryOperator<INDArray> value =
        x -> {
          INDArray out = x.ulike();
          kernels.softmax(x, out);
          return out;
        };
    return new FoldKernel(
        "our ND4J",
        number,
        value,
        (x, gradient) -> {
          INDArray back = x.ulike();
          kernels.softmaxBackward(value.apply(x), gradient, back);
          return back;
        });
  }

  /** The operations that the layer of gated units does. */
  private static FoldKernel gated(String name, NumberType number, Kernels kernels, Pointwise gate) {
    BinaryOperator<INDArray> product =
        (a, b) -> {
          INDArray out = a.ulike();
          kernels.multiply(a, b, out);
          return out;
        };
    UnaryOperator<INDArray> opened =
        closed -> {
          INDArray out = closed.ulike();
          kernels.activate(gate, closed, out);
          return out;
        };
    return new FoldKernel(
        name,
        number,
        x -> product.apply(opened.apply(half(x, 0)), half(x, 1)),
        (x, gradient) -> {
          INDArray closed = half(x, 0);
          INDArray open = opened.apply(closed);
          INDArray back = product.apply(gradient, half(x, 1));
          boolean readsOutput = gate.backwardNeeds() == Pointwise.Needs.OUTPUT;
          kernels.activateBackward(gate, readsOutput ? open : closed, back, back);
          return Nd4j.concat(1, back, product.apply(gradient, open));
        });
  }

  private static INDArray half(INDArray rows, int which) {
    long size = rows.size(1) / 2;
    return rows.get(NDArrayIndex.all(), NDArrayIndex.interval(which * size, (which + 1) * size))
        .dup('c');
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

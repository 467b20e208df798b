package dev.actzoo.kernels;

import static dev.actzoo.kernels.Operation.Argument.input;
import static dev.actzoo.kernels.Operation.Argument.output;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_ATTR_MULTIPLE_POST_OP_BASE;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_0;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_1;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;

import java.nio.LongBuffer;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.matmul;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive_attr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Matrix products as oneDNN primitives. */
final class OneDnnProducts {
  private OneDnnProducts() {}

  /** A product by the shapes and strides of its arrays; a buffer compares by content. */
  private record Product(LongBuffer geometry, float alpha, Pointwise then, Precision precision) {}

  private record ColumnSums(long rows, long columns) {}

  /** The product of a row of ones with the array. */
  static void columnSums(OneDnn context, INDArray in, INDArray out) {
    ColumnSums request = new ColumnSums(in.rows(), in.columns());
    context.operation(request, () -> prepareColumnSums(context, request)).run(in, out);
  }

  private static Operation prepareColumnSums(OneDnn context, ColumnSums request) {
    memory.desc ones = Layouts.dense(1, request.rows());
    memory.desc in = Layouts.dense(request.rows(), request.columns());
    memory.desc out = Layouts.dense(1, request.columns());
    var description =
        new matmul.primitive_desc(OneDnn.engine(), ones, in, out, Operation.attributes(), false);
    return new Operation(
        context,
        new matmul(description),
        description.scratchpad_desc(),
        input(DNNL_ARG_WEIGHTS, in),
        output(DNNL_ARG_DST, out),
        Operation.Argument.ones(DNNL_ARG_SRC_0, ones));
  }

  static void matmul(
      OneDnn context,
      INDArray a,
      INDArray b,
      float alpha,
      @Nullable INDArray addend,
      Pointwise then,
      INDArray out) {
    Operation operation =
        context.operation(
            new Product(geometry(a, b, addend, out), alpha, then, precision(context, out)),
            () -> prepareMatmul(context, a, b, alpha, addend, then, out));
    if (addend == null) {
      operation.run(a, b, out);
    } else {
      operation.run(a, b, out, addend);
    }
  }

  /** Products of many small matrices stay float32: rounding them first would take longer. */
  private static Precision precision(OneDnn context, INDArray out) {
    return out.rank() == 2 ? context.precision() : Precision.FLOAT32;
  }

  private static LongBuffer geometry(@Nullable INDArray... arrays) {
    int rank = arrays[arrays.length - 1].rank();
    LongBuffer geometry = LongBuffer.allocate(arrays.length * 2 * rank);
    for (INDArray array : arrays) {
      if (array != null) {
        geometry.put(array.shape()).put(array.stride());
      }
    }
    return geometry.flip();
  }

  private static Operation prepareMatmul(
      OneDnn context,
      INDArray a,
      INDArray b,
      float alpha,
      @Nullable INDArray addend,
      Pointwise then,
      INDArray out) {
    primitive_attr attributes = Operation.attributes();
    post_ops afterwards = new post_ops();
    if (alpha != 1) {
      afterwards.append_eltwise(dnnl.dnnl_eltwise_linear, alpha, 0);
    }
    int position = afterwards.len();
    if (addend != null) {
      afterwards.append_binary(dnnl.dnnl_binary_add, Layouts.of(addend));
    }
    OneDnnPointwise.append(then, afterwards);
    attributes.set_post_ops(afterwards);
    memory.desc left = Layouts.of(a);
    memory.desc right = Layouts.of(b);
    memory.desc result = Layouts.of(out);
    Precision precision = precision(context, out);
    boolean asTheyLie = precision == Precision.FLOAT32;
    var description =
        new matmul.primitive_desc(
            OneDnn.engine(),
            asTheyLie ? left : Layouts.dense(precision, a.shape()),
            asTheyLie ? right : Layouts.free(precision, b.shape()),
            result,
            attributes,
            false);
    Operation.Argument[] arguments = {
      input(DNNL_ARG_SRC_0, left, description.src_desc()),
      input(DNNL_ARG_WEIGHTS, right, description.weights_desc()),
      output(DNNL_ARG_DST, result)
    };
    if (addend != null) {
      arguments =
          new Operation.Argument[] {
            arguments[0],
            arguments[1],
            arguments[2],
            input(
                (DNNL_ARG_ATTR_MULTIPLE_POST_OP_BASE * (position + 1)) | DNNL_ARG_SRC_1,
                Layouts.of(addend))
          };
    }
    return new Operation(
        context, new matmul(description), description.scratchpad_desc(), arguments);
  }
}

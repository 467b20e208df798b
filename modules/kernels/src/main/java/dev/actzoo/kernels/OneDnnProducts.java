package dev.actzoo.kernels;

import static dev.actzoo.kernels.Operation.Argument.input;
import static dev.actzoo.kernels.Operation.Argument.output;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_ATTR_MULTIPLE_POST_OP_BASE;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_0;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_1;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;

import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.matmul;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive_attr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Matrix products as oneDNN primitives. */
final class OneDnnProducts {
  private OneDnnProducts() {}

  private enum Kind {
    PRODUCT,
    PRODUCT_AND_SUM,
    COLUMN_SUMS
  }

  /** The product of a row of ones with the array [..., columns] as rows. */
  static void columnSums(OneDnn context, INDArray in, INDArray out) {
    long columns = in.size(-1);
    long rows = in.length() / columns;
    Request request = Request.of(Kind.COLUMN_SUMS).and(rows).and(columns);
    Operation operation = context.known(request);
    if (operation == null) {
      operation = context.keep(request.copy(), prepareColumnSums(context, rows, columns));
    }
    operation.on(in).on(out).run();
  }

  private static Operation prepareColumnSums(OneDnn context, long rows, long columns) {
    memory.desc ones = Layouts.dense(1, rows);
    memory.desc in = Layouts.dense(rows, columns);
    memory.desc out = Layouts.dense(1, columns);
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
      NativePointwise then,
      INDArray out) {
    if (isMisread(a) || isMisread(b) || isMisread(out)) {
      try (INDArray left = dense(a);
          INDArray right = dense(b);
          INDArray product = Nd4j.createUninitializedDetached(out.dataType(), out.shape())) {
        matmul(context, left, right, alpha, addend, then, product);
        out.assign(product);
      }
      return;
    }
    Request request =
        Request.of(addend == null ? Kind.PRODUCT : Kind.PRODUCT_AND_SUM)
            .and(a)
            .and(b)
            .and(out)
            .and(alpha)
            .and(then)
            .and(precision(context, out));
    if (addend != null) {
      request.and(addend);
    }
    Operation operation = context.known(request);
    if (operation == null) {
      operation =
          context.keep(request.copy(), prepareMatmul(context, a, b, alpha, addend, then, out));
    }
    operation.on(a).on(b).on(out);
    if (addend != null) {
      operation.on(addend);
    }
    operation.run();
  }

  /**
   * Whether oneDNN 3.11 would read an array of matrices [a, b, c, d] by other strides than it is
   * told: it takes a slice of something larger, such as the queries of packed attention, for a
   * dense array of another order of axes if the first stride happens to be that order's. Packed
   * queries, keys and values have it where there are three times as many sequences as a sequence
   * has tokens.
   */
  private static boolean isMisread(INDArray array) {
    if (array.rank() != 4) {
      return false;
    }
    long first = array.stride(0);
    return first == array.size(0) * array.size(1) * array.size(array.stride(3) == 1 ? 3 : 2)
        && first != array.size(1) * array.size(2) * array.size(3);
  }

  /** A copy of its own memory, in C order. */
  private static INDArray dense(INDArray array) {
    return Nd4j.createUninitializedDetached(array.dataType(), array.shape()).assign(array);
  }

  /** Products of many small matrices stay float32: rounding them first would take longer. */
  private static Precision precision(OneDnn context, INDArray out) {
    return out.rank() == 2 ? context.precision() : Precision.FLOAT32;
  }

  /** Whether one number is added to each column. */
  private static boolean isBias(INDArray addend) {
    return addend.length() == addend.size(-1);
  }

  private static Operation prepareMatmul(
      OneDnn context,
      INDArray a,
      INDArray b,
      float alpha,
      @Nullable INDArray addend,
      NativePointwise then,
      INDArray out) {
    primitive_attr attributes = Operation.attributes();
    post_ops afterwards = new post_ops();
    if (alpha != 1) {
      afterwards.append_eltwise(dnnl.dnnl_eltwise_linear, alpha, 0);
    }
    int position = afterwards.len();
    boolean biased = addend != null && alpha == 1 && isBias(addend);
    if (addend != null && !biased) {
      afterwards.append_binary(dnnl.dnnl_binary_add, Layouts.of(addend));
    }
    OneDnnPointwise.append(then, afterwards);
    attributes.set_post_ops(afterwards);
    memory.desc left = Layouts.of(a);
    memory.desc right = Layouts.of(b);
    memory.desc result = Layouts.of(out);
    Precision precision = precision(context, out);
    boolean asTheyLie = precision == Precision.FLOAT32;
    memory.desc multiplied = asTheyLie ? left : Layouts.dense(precision, a.shape());
    memory.desc by = asTheyLie ? right : Layouts.free(precision, b.shape());
    var description =
        biased
            ? new matmul.primitive_desc(
                OneDnn.engine(), multiplied, by, Layouts.of(addend), result, attributes, false)
            : new matmul.primitive_desc(OneDnn.engine(), multiplied, by, result, attributes, false);
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
                biased
                    ? DNNL_ARG_BIAS
                    : (DNNL_ARG_ATTR_MULTIPLE_POST_OP_BASE * (position + 1)) | DNNL_ARG_SRC_1,
                Layouts.of(addend))
          };
    }
    return new Operation(
        context, new matmul(description), description.scratchpad_desc(), arguments);
  }
}

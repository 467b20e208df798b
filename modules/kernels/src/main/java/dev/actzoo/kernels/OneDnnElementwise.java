package dev.actzoo.kernels;

import static dev.actzoo.kernels.Operation.Argument.input;
import static dev.actzoo.kernels.Operation.Argument.output;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_FROM;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_0;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_1;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_TO;

import org.bytedeco.dnnl.binary;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.reorder;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Sums and products element by element, and copies, as oneDNN primitives. */
final class OneDnnElementwise {
  private OneDnnElementwise() {}

  private enum Kind {
    SUM,
    PRODUCT,
    COPY
  }

  /**
   * out = then(a + b).
   *
   * @param then a primitive
   */
  static void add(OneDnn context, INDArray a, INDArray b, NativePointwise then, INDArray out) {
    Request request = Request.of(Kind.SUM).and(out.length()).and(then);
    Operation operation = context.known(request);
    if (operation == null) {
      operation =
          context.keep(request.copy(), prepare(context, dnnl.dnnl_binary_add, out.length(), then));
    }
    operation.on(a).on(b).on(out).run();
  }

  static void multiply(OneDnn context, INDArray a, INDArray b, INDArray out) {
    Request request = Request.of(Kind.PRODUCT).and(out.length());
    Operation operation = context.known(request);
    if (operation == null) {
      operation =
          context.keep(
              request.copy(),
              prepare(context, dnnl.dnnl_binary_mul, out.length(), NativePointwise.IDENTITY));
    }
    operation.on(a).on(b).on(out).run();
  }

  private static Operation prepare(
      OneDnn context, int algorithm, long length, NativePointwise afterwards) {
    memory.desc layout = Layouts.dense(length);
    primitive_attr attributes = Operation.attributes();
    post_ops then = new post_ops();
    OneDnnPointwise.append(afterwards, then);
    attributes.set_post_ops(then);
    var description =
        new binary.primitive_desc(
            OneDnn.engine(), algorithm, layout, layout, layout, attributes, false);
    return new Operation(
        context,
        new binary(description),
        description.scratchpad_desc(),
        input(DNNL_ARG_SRC_0, layout),
        input(DNNL_ARG_SRC_1, layout),
        output(DNNL_ARG_DST, layout));
  }

  static void copy(OneDnn context, INDArray in, INDArray out) {
    Request request = Request.of(Kind.COPY).and(in).and(out);
    Operation operation = context.known(request);
    if (operation == null) {
      operation = context.keep(request.copy(), prepareCopy(context, in, out));
    }
    operation.on(in).on(out).run();
  }

  private static Operation prepareCopy(OneDnn context, INDArray in, INDArray out) {
    memory.desc from = Layouts.of(in);
    memory.desc to = Layouts.of(out);
    var description =
        new reorder.primitive_desc(
            OneDnn.engine(), from, OneDnn.engine(), to, Operation.attributes(), false);
    return new Operation(
        context,
        new reorder(description),
        description.scratchpad_desc(),
        input(DNNL_ARG_FROM, from),
        output(DNNL_ARG_TO, to));
  }
}

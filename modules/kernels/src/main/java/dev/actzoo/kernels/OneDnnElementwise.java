package dev.actzoo.kernels;

import static dev.actzoo.kernels.Operation.Argument.input;
import static dev.actzoo.kernels.Operation.Argument.output;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_FROM;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_0;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_1;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_TO;

import java.nio.LongBuffer;
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

  private record Binary(int algorithm, long length, Pointwise then) {}

  /** A copy by shape and strides; a buffer compares by content. */
  private record Copy(LongBuffer geometry) {}

  static void add(OneDnn context, INDArray a, INDArray b, Pointwise then, INDArray out) {
    run(context, new Binary(dnnl.dnnl_binary_add, out.length(), then), a, b, out);
  }

  static void multiply(OneDnn context, INDArray a, INDArray b, INDArray out) {
    Binary request = new Binary(dnnl.dnnl_binary_mul, out.length(), Pointwise.IDENTITY);
    run(context, request, a, b, out);
  }

  private static void run(OneDnn context, Binary request, INDArray... arrays) {
    context.operation(request, () -> prepare(context, request)).run(arrays);
  }

  private static Operation prepare(OneDnn context, Binary request) {
    memory.desc layout = Layouts.dense(request.length());
    primitive_attr attributes = Operation.attributes();
    post_ops then = new post_ops();
    OneDnnPointwise.append(request.then(), then);
    attributes.set_post_ops(then);
    var description =
        new binary.primitive_desc(
            OneDnn.engine(), request.algorithm(), layout, layout, layout, attributes, false);
    return new Operation(
        context,
        new binary(description),
        description.scratchpad_desc(),
        input(DNNL_ARG_SRC_0, layout),
        input(DNNL_ARG_SRC_1, layout),
        output(DNNL_ARG_DST, layout));
  }

  static void copy(OneDnn context, INDArray in, INDArray out) {
    LongBuffer geometry = LongBuffer.allocate(3 * in.rank());
    geometry.put(in.shape()).put(in.stride()).put(out.stride()).flip();
    context.operation(new Copy(geometry), () -> prepareCopy(context, in, out)).run(in, out);
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

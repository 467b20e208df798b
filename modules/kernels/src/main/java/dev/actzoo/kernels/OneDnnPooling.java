package dev.actzoo.kernels;

import static dev.actzoo.kernels.Operation.Argument.input;
import static dev.actzoo.kernels.Operation.Argument.output;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WORKSPACE;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.pooling_backward;
import org.bytedeco.dnnl.pooling_forward;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Pooling as oneDNN primitives; the workspace of maximum pooling, where training needs it, holds
 * the position of each maximum in its window.
 */
final class OneDnnPooling {
  private static final Map<PoolingShape, Long> WINNERS_LENGTHS = new ConcurrentHashMap<>();
  private static final long[] NO_DILATION = {0, 0};

  private OneDnnPooling() {}

  private enum Kind {
    MAXIMUM,
    MAXIMUM_WITH_WINNERS,
    MAXIMUM_BACKWARD,
    AVERAGE,
    AVERAGE_BACKWARD
  }

  private record Forward(PoolingShape shape, boolean maximum, boolean training) {
    pooling_forward.primitive_desc describe() {
      return new pooling_forward.primitive_desc(
          OneDnn.engine(),
          training ? dnnl.dnnl_forward_training : dnnl.dnnl_forward_inference,
          algorithm(),
          images(shape),
          result(shape),
          strides(shape),
          window(shape),
          NO_DILATION,
          padding(shape),
          padding(shape),
          Operation.attributes(),
          false);
    }

    int algorithm() {
      return maximum ? dnnl.dnnl_pooling_max : dnnl.dnnl_pooling_avg_exclude_padding;
    }
  }

  static long winnersLength(PoolingShape shape) {
    return WINNERS_LENGTHS.computeIfAbsent(
        shape, it -> new Forward(it, true, true).describe().workspace_desc().get_size());
  }

  static void maximum(
      OneDnn context, PoolingShape shape, INDArray in, @Nullable INDArray winners, INDArray out) {
    boolean training = winners != null;
    Request request = Request.of(training ? Kind.MAXIMUM_WITH_WINNERS : Kind.MAXIMUM).and(shape);
    Operation operation = context.known(request);
    if (operation == null) {
      Forward forward = new Forward(shape, true, training);
      operation = context.keep(request.copy(), prepareForward(context, forward));
    }
    operation.on(in).on(out);
    if (winners != null) {
      operation.on(winners);
    }
    operation.run();
  }

  static void average(OneDnn context, PoolingShape shape, INDArray in, INDArray out) {
    Request request = Request.of(Kind.AVERAGE).and(shape);
    Operation operation = context.known(request);
    if (operation == null) {
      Forward forward = new Forward(shape, false, true);
      operation = context.keep(request.copy(), prepareForward(context, forward));
    }
    operation.on(in).on(out).run();
  }

  private static Operation prepareForward(OneDnn context, Forward request) {
    var description = request.describe();
    var in = input(DNNL_ARG_SRC, images(request.shape()));
    var out = output(DNNL_ARG_DST, result(request.shape()));
    var primitive = new pooling_forward(description);
    memory.desc scratchpad = description.scratchpad_desc();
    return request.maximum() && request.training()
        ? new Operation(
            context,
            primitive,
            scratchpad,
            in,
            out,
            output(DNNL_ARG_WORKSPACE, description.workspace_desc()))
        : new Operation(context, primitive, scratchpad, in, out);
  }

  static void maximumBackward(
      OneDnn context,
      PoolingShape shape,
      INDArray winners,
      INDArray gradientOut,
      INDArray gradientIn) {
    backward(context, Kind.MAXIMUM_BACKWARD, shape)
        .on(gradientOut)
        .on(gradientIn)
        .on(winners)
        .run();
  }

  static void averageBackward(
      OneDnn context, PoolingShape shape, INDArray gradientOut, INDArray gradientIn) {
    backward(context, Kind.AVERAGE_BACKWARD, shape).on(gradientOut).on(gradientIn).run();
  }

  private static Operation backward(OneDnn context, Kind kind, PoolingShape shape) {
    Request request = Request.of(kind).and(shape);
    Operation operation = context.known(request);
    if (operation == null) {
      Forward forward = new Forward(shape, kind == Kind.MAXIMUM_BACKWARD, true);
      operation = context.keep(request.copy(), prepareBackward(context, forward));
    }
    return operation;
  }

  private static Operation prepareBackward(OneDnn context, Forward forward) {
    PoolingShape shape = forward.shape();
    var description =
        new pooling_backward.primitive_desc(
            OneDnn.engine(),
            forward.algorithm(),
            images(shape),
            result(shape),
            strides(shape),
            window(shape),
            NO_DILATION,
            padding(shape),
            padding(shape),
            forward.describe(),
            Operation.attributes(),
            false);
    var gradientOut = input(DNNL_ARG_DIFF_DST, result(shape));
    var gradientIn = output(DNNL_ARG_DIFF_SRC, images(shape));
    var primitive = new pooling_backward(description);
    memory.desc scratchpad = description.scratchpad_desc();
    return forward.maximum()
        ? new Operation(
            context,
            primitive,
            scratchpad,
            gradientOut,
            gradientIn,
            input(DNNL_ARG_WORKSPACE, description.workspace_desc()))
        : new Operation(context, primitive, scratchpad, gradientOut, gradientIn);
  }

  private static memory.desc images(PoolingShape s) {
    return Layouts.channelsLast(s.batch(), s.channels(), s.height(), s.width());
  }

  private static memory.desc result(PoolingShape s) {
    return Layouts.channelsLast(s.batch(), s.channels(), s.outputHeight(), s.outputWidth());
  }

  private static long[] window(PoolingShape s) {
    return new long[] {s.window(), s.window()};
  }

  private static long[] strides(PoolingShape s) {
    return new long[] {s.stride(), s.stride()};
  }

  private static long[] padding(PoolingShape s) {
    return new long[] {s.padding(), s.padding()};
  }
}

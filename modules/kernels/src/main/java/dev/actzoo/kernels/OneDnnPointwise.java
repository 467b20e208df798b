package dev.actzoo.kernels;

import static dev.actzoo.kernels.Operation.Argument.input;
import static dev.actzoo.kernels.Operation.Argument.output;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;

import org.bytedeco.dnnl.eltwise_backward;
import org.bytedeco.dnnl.eltwise_forward;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.post_ops;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The elementwise functions as oneDNN's eltwise primitives. */
final class OneDnnPointwise {
  private OneDnnPointwise() {}

  private enum Kind {
    FORWARD,
    BACKWARD
  }

  /**
   * A oneDNN eltwise algorithm with its two parameters, and the algorithm of its backward pass
   * where that reads the output instead of the input.
   */
  private record Algorithm(int forward, int backward, float alpha, float beta) {
    Algorithm(int both, double alpha, double beta) {
      this(both, both, (float) alpha, (float) beta);
    }
  }

  /**
   * The function as one that another primitive can run on its results; null if it cannot, or would
   * not give what the function does by itself.
   */
  static @Nullable NativePointwise fused(Pointwise f) {
    return f instanceof NativePointwise function && function.isPrimitive() ? function : null;
  }

  /** Adds the function to what a primitive does to its results before it writes them. */
  static void append(NativePointwise f, post_ops then) {
    if (f == NativePointwise.IDENTITY) {
      return;
    }
    Algorithm algorithm = algorithm(f);
    then.append_eltwise(algorithm.forward(), algorithm.alpha(), algorithm.beta());
  }

  private static Algorithm algorithm(NativePointwise f) {
    return switch (f) {
      case GELU -> new Algorithm(dnnl.dnnl_eltwise_gelu_erf, 0, 0);
      case GELU_TANH -> new Algorithm(dnnl.dnnl_eltwise_gelu_tanh, 0, 0);
      case GELU_SIGMOID ->
          new Algorithm(dnnl.dnnl_eltwise_swish, NativePointwise.GELU_SIGMOID_SLOPE, 0);
      case SILU -> new Algorithm(dnnl.dnnl_eltwise_swish, 1, 0);
      case MISH -> new Algorithm(dnnl.dnnl_eltwise_mish, 0, 0);
      case TANH ->
          new Algorithm(dnnl.dnnl_eltwise_tanh, dnnl.dnnl_eltwise_tanh_use_dst_for_bwd, 0, 0);
      case SIGMOID ->
          new Algorithm(
              dnnl.dnnl_eltwise_logistic, dnnl.dnnl_eltwise_logistic_use_dst_for_bwd, 0, 0);
      case IDENTITY -> throw new IllegalArgumentException("the identity is a copy");
      case RELU, LEAKY_RELU, RELU6, ELU, SELU, SOFTPLUS, HARD_SWISH, DL4J_GELU, DL4J_GELU_PRECISE ->
          throw new IllegalArgumentException(f + " is not run by oneDNN");
    };
  }

  static void forward(OneDnn context, NativePointwise f, INDArray in, INDArray out) {
    Request request = Request.of(Kind.FORWARD).and(f).and(in.length());
    Operation operation = context.known(request);
    if (operation == null) {
      operation = context.keep(request.copy(), prepareForward(context, f, in.length()));
    }
    operation.on(in).on(out).run();
  }

  static void backward(
      OneDnn context, NativePointwise f, INDArray kept, INDArray gradientOut, INDArray gradientIn) {
    Request request = Request.of(Kind.BACKWARD).and(f).and(kept.length());
    Operation operation = context.known(request);
    if (operation == null) {
      operation = context.keep(request.copy(), prepareBackward(context, f, kept.length()));
    }
    operation.on(kept).on(gradientOut).on(gradientIn).run();
  }

  private static Operation prepareForward(OneDnn context, NativePointwise f, long length) {
    memory.desc layout = Layouts.dense(length);
    var description = describeForward(f, layout);
    return new Operation(
        context,
        new eltwise_forward(description),
        description.scratchpad_desc(),
        input(DNNL_ARG_SRC, layout),
        output(DNNL_ARG_DST, layout));
  }

  private static eltwise_forward.primitive_desc describeForward(
      NativePointwise f, memory.desc layout) {
    Algorithm algorithm = algorithm(f);
    return new eltwise_forward.primitive_desc(
        OneDnn.engine(),
        dnnl.dnnl_forward_training,
        algorithm.forward(),
        layout,
        layout,
        algorithm.alpha(),
        algorithm.beta(),
        Operation.attributes(),
        false);
  }

  private static Operation prepareBackward(OneDnn context, NativePointwise f, long length) {
    memory.desc layout = Layouts.dense(length);
    Algorithm algorithm = algorithm(f);
    var description =
        new eltwise_backward.primitive_desc(
            OneDnn.engine(),
            algorithm.backward(),
            layout,
            layout,
            layout,
            algorithm.alpha(),
            algorithm.beta(),
            describeForward(f, layout),
            Operation.attributes(),
            false);
    boolean fromOutput = f.backwardNeeds() == Pointwise.Needs.OUTPUT;
    return new Operation(
        context,
        new eltwise_backward(description),
        description.scratchpad_desc(),
        input(fromOutput ? DNNL_ARG_DST : DNNL_ARG_SRC, layout),
        input(DNNL_ARG_DIFF_DST, layout),
        output(DNNL_ARG_DIFF_SRC, layout));
  }
}

package dev.actzoo.kernels;

import static dev.actzoo.kernels.Operation.Argument.input;
import static dev.actzoo.kernels.Operation.Argument.output;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SCALE;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SHIFT;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_MEAN;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SCALE;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SHIFT;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_VARIANCE;

import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.layer_normalization_backward;
import org.bytedeco.dnnl.layer_normalization_forward;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.softmax_backward;
import org.bytedeco.dnnl.softmax_forward;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Layer norm and softmax as oneDNN primitives. */
final class OneDnnNormalisations {
  private static final int AFFINE =
      dnnl.normalization_flags.use_scale.value | dnnl.normalization_flags.use_shift.value;

  private OneDnnNormalisations() {}

  private enum Kind {
    LAYER_NORM,
    LAYER_NORM_BACKWARD,
    SOFTMAX,
    SOFTMAX_BACKWARD
  }

  private record LayerNorm(long rows, long features, float epsilon) {
    static LayerNorm of(INDArray in, float epsilon) {
      return new LayerNorm(in.length() / in.size(-1), in.size(-1), epsilon);
    }
  }

  private record Softmax(long rows, long columns, int algorithm) {
    static Softmax of(INDArray in, int algorithm) {
      return new Softmax(in.length() / in.size(-1), in.size(-1), algorithm);
    }
  }

  static void layerNorm(
      OneDnn context,
      INDArray in,
      INDArray gain,
      INDArray shift,
      INDArray mean,
      INDArray variance,
      float epsilon,
      INDArray out) {
    Request request = Request.of(Kind.LAYER_NORM).and(in.length()).and(in.size(-1)).and(epsilon);
    Operation operation = context.known(request);
    if (operation == null) {
      operation =
          context.keep(request.copy(), prepareLayerNorm(context, LayerNorm.of(in, epsilon)));
    }
    operation.on(in).on(gain).on(shift).on(mean).on(variance).on(out).run();
  }

  private static layer_normalization_forward.primitive_desc describe(LayerNorm request) {
    memory.desc data = Layouts.dense(request.rows(), request.features());
    return new layer_normalization_forward.primitive_desc(
        OneDnn.engine(),
        dnnl.dnnl_forward_training,
        data,
        data,
        Layouts.dense(request.rows()),
        request.epsilon(),
        AFFINE,
        Operation.attributes(),
        false);
  }

  private static Operation prepareLayerNorm(OneDnn context, LayerNorm request) {
    var description = describe(request);
    memory.desc data = Layouts.dense(request.rows(), request.features());
    memory.desc features = Layouts.dense(request.features());
    memory.desc rows = Layouts.dense(request.rows());
    return new Operation(
        context,
        new layer_normalization_forward(description),
        description.scratchpad_desc(),
        input(DNNL_ARG_SRC, data),
        input(DNNL_ARG_SCALE, features),
        input(DNNL_ARG_SHIFT, features),
        output(DNNL_ARG_MEAN, rows),
        output(DNNL_ARG_VARIANCE, rows),
        output(DNNL_ARG_DST, data));
  }

  static void layerNormBackward(
      OneDnn context,
      INDArray in,
      INDArray gain,
      INDArray mean,
      INDArray variance,
      float epsilon,
      INDArray gradientOut,
      INDArray gradientIn,
      INDArray gradientGain,
      INDArray gradientShift) {
    Request request =
        Request.of(Kind.LAYER_NORM_BACKWARD).and(in.length()).and(in.size(-1)).and(epsilon);
    Operation operation = context.known(request);
    if (operation == null) {
      LayerNorm forward = LayerNorm.of(in, epsilon);
      operation = context.keep(request.copy(), prepareLayerNormBackward(context, forward));
    }
    operation.on(in).on(gain).on(mean).on(variance).on(gradientOut).on(gradientIn);
    operation.on(gradientGain).on(gradientShift).run();
  }

  private static Operation prepareLayerNormBackward(OneDnn context, LayerNorm request) {
    memory.desc data = Layouts.dense(request.rows(), request.features());
    memory.desc features = Layouts.dense(request.features());
    memory.desc rows = Layouts.dense(request.rows());
    var description =
        new layer_normalization_backward.primitive_desc(
            OneDnn.engine(),
            dnnl.dnnl_backward,
            data,
            data,
            data,
            rows,
            request.epsilon(),
            AFFINE,
            describe(request),
            Operation.attributes(),
            false);
    return new Operation(
        context,
        new layer_normalization_backward(description),
        description.scratchpad_desc(),
        input(DNNL_ARG_SRC, data),
        input(DNNL_ARG_SCALE, features),
        input(DNNL_ARG_MEAN, rows),
        input(DNNL_ARG_VARIANCE, rows),
        input(DNNL_ARG_DIFF_DST, data),
        output(DNNL_ARG_DIFF_SRC, data),
        output(DNNL_ARG_DIFF_SCALE, features),
        output(DNNL_ARG_DIFF_SHIFT, features));
  }

  static void softmax(OneDnn context, INDArray in, INDArray out) {
    softmax(context, dnnl.dnnl_softmax_accurate, in, out);
  }

  static void logSoftmax(OneDnn context, INDArray in, INDArray out) {
    softmax(context, dnnl.dnnl_softmax_log, in, out);
  }

  private static void softmax(OneDnn context, int algorithm, INDArray in, INDArray out) {
    Request request = Request.of(Kind.SOFTMAX).and(in.length()).and(in.size(-1)).and(algorithm);
    Operation operation = context.known(request);
    if (operation == null) {
      operation = context.keep(request.copy(), prepareSoftmax(context, Softmax.of(in, algorithm)));
    }
    operation.on(in).on(out).run();
  }

  private static softmax_forward.primitive_desc describe(Softmax request) {
    memory.desc data = Layouts.dense(request.rows(), request.columns());
    return new softmax_forward.primitive_desc(
        OneDnn.engine(),
        dnnl.dnnl_forward_training,
        request.algorithm(),
        data,
        data,
        1,
        Operation.attributes(),
        false);
  }

  private static Operation prepareSoftmax(OneDnn context, Softmax request) {
    var description = describe(request);
    memory.desc data = Layouts.dense(request.rows(), request.columns());
    return new Operation(
        context,
        new softmax_forward(description),
        description.scratchpad_desc(),
        input(DNNL_ARG_SRC, data),
        output(DNNL_ARG_DST, data));
  }

  static void softmaxBackward(
      OneDnn context, INDArray out, INDArray gradientOut, INDArray gradientIn) {
    softmaxBackward(context, dnnl.dnnl_softmax_accurate, out, gradientOut, gradientIn);
  }

  static void logSoftmaxBackward(
      OneDnn context, INDArray out, INDArray gradientOut, INDArray gradientIn) {
    softmaxBackward(context, dnnl.dnnl_softmax_log, out, gradientOut, gradientIn);
  }

  private static void softmaxBackward(
      OneDnn context, int algorithm, INDArray out, INDArray gradientOut, INDArray gradientIn) {
    Request request =
        Request.of(Kind.SOFTMAX_BACKWARD).and(out.length()).and(out.size(-1)).and(algorithm);
    Operation operation = context.known(request);
    if (operation == null) {
      Softmax forward = Softmax.of(out, algorithm);
      operation = context.keep(request.copy(), prepareSoftmaxBackward(context, forward));
    }
    operation.on(out).on(gradientOut).on(gradientIn).run();
  }

  private static Operation prepareSoftmaxBackward(OneDnn context, Softmax request) {
    memory.desc data = Layouts.dense(request.rows(), request.columns());
    var description =
        new softmax_backward.primitive_desc(
            OneDnn.engine(),
            request.algorithm(),
            data,
            data,
            data,
            1,
            describe(request),
            Operation.attributes(),
            false);
    return new Operation(
        context,
        new softmax_backward(description),
        description.scratchpad_desc(),
        input(DNNL_ARG_DST, data),
        input(DNNL_ARG_DIFF_DST, data),
        output(DNNL_ARG_DIFF_SRC, data));
  }
}

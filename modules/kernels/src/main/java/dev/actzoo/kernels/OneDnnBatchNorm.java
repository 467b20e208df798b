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
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WORKSPACE;

import dev.actzoo.kernels.Operation.Argument;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.dnnl.batch_normalization_backward;
import org.bytedeco.dnnl.batch_normalization_forward;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Batch norm as oneDNN primitives, in training with ReLU in the same pass where that is asked for:
 * the primitive's workspace then is the mask of positive outputs.
 */
final class OneDnnBatchNorm {
  private static final int AFFINE =
      dnnl.normalization_flags.use_scale.value | dnnl.normalization_flags.use_shift.value;

  private static final Map<Forward, Long> MASK_LENGTHS = new ConcurrentHashMap<>();

  private OneDnnBatchNorm() {}

  private enum Kind {
    FORWARD,
    BACKWARD
  }

  private record Forward(long rows, long channels, float epsilon, boolean training, boolean relu) {
    static Forward of(INDArray in, float epsilon, boolean training, boolean relu) {
      long channels = in.size(-1);
      return new Forward(in.length() / channels, channels, epsilon, training, relu);
    }

    int flags() {
      return AFFINE
          | (training ? 0 : dnnl.normalization_flags.use_global_stats.value)
          | (relu ? dnnl.normalization_flags.fuse_norm_relu.value : 0);
    }

    batch_normalization_forward.primitive_desc describe() {
      memory.desc data = rowsOfChannels(rows, channels);
      return new batch_normalization_forward.primitive_desc(
          OneDnn.engine(),
          training ? dnnl.dnnl_forward_training : dnnl.dnnl_forward_inference,
          data,
          data,
          epsilon,
          flags(),
          Operation.attributes(),
          false);
    }
  }

  /** Rows lie along the height axis of one image. */
  private static memory.desc rowsOfChannels(long rows, long channels) {
    return Layouts.channelsLast(1, channels, rows, 1);
  }

  static long positiveMaskLength(long rows, long channels) {
    return MASK_LENGTHS.computeIfAbsent(
        new Forward(rows, channels, 1, true, true),
        request -> request.describe().workspace_desc().get_size());
  }

  private static Request request(Kind kind, INDArray in, float epsilon) {
    return Request.of(kind).and(in.length()).and(in.size(-1)).and(epsilon);
  }

  /** {@link Kernels#batchNorm}. */
  static void forward(
      OneDnn context,
      INDArray in,
      INDArray gain,
      INDArray shift,
      INDArray mean,
      INDArray variance,
      float epsilon,
      boolean training,
      @Nullable INDArray positive,
      INDArray out) {
    boolean relu = training && positive != null;
    Request request = request(Kind.FORWARD, in, epsilon).and(training).and(relu);
    Operation operation = context.known(request);
    if (operation == null) {
      Forward forward = Forward.of(in, epsilon, training, relu);
      operation = context.keep(request.copy(), prepareForward(context, forward));
    }
    operation.on(in).on(gain).on(shift).on(mean).on(variance).on(out);
    if (training && positive != null) {
      operation.on(positive);
    }
    operation.run();
    if (relu) {
      NotANumberChannels.mend(variance, gain, shift, out);
    }
  }

  private static Operation prepareForward(OneDnn context, Forward request) {
    var description = request.describe();
    memory.desc data = rowsOfChannels(request.rows(), request.channels());
    memory.desc channels = Layouts.dense(request.channels());
    List<Argument> arguments =
        new ArrayList<>(
            List.of(
                input(DNNL_ARG_SRC, data),
                input(DNNL_ARG_SCALE, channels),
                input(DNNL_ARG_SHIFT, channels),
                output(DNNL_ARG_MEAN, channels),
                output(DNNL_ARG_VARIANCE, channels),
                output(DNNL_ARG_DST, data)));
    if (request.relu()) {
      arguments.add(output(DNNL_ARG_WORKSPACE, description.workspace_desc()));
    }
    return new Operation(
        context,
        new batch_normalization_forward(description),
        description.scratchpad_desc(),
        arguments.toArray(Argument[]::new));
  }

  /** {@link Kernels#batchNormBackward}. */
  static void backward(
      OneDnn context,
      INDArray in,
      INDArray gain,
      INDArray mean,
      INDArray variance,
      float epsilon,
      @Nullable INDArray positive,
      INDArray gradientOut,
      INDArray gradientIn,
      INDArray gradientGain,
      INDArray gradientShift) {
    boolean relu = positive != null;
    Request request = request(Kind.BACKWARD, in, epsilon).and(relu);
    Operation operation = context.known(request);
    if (operation == null) {
      Forward forward = Forward.of(in, epsilon, true, relu);
      operation = context.keep(request.copy(), prepareBackward(context, forward));
    }
    operation.on(in).on(gain).on(mean).on(variance).on(gradientOut).on(gradientIn);
    operation.on(gradientGain).on(gradientShift);
    if (positive != null) {
      operation.on(positive);
    }
    operation.run();
  }

  private static Operation prepareBackward(OneDnn context, Forward forward) {
    memory.desc data = rowsOfChannels(forward.rows(), forward.channels());
    memory.desc channels = Layouts.dense(forward.channels());
    var description =
        new batch_normalization_backward.primitive_desc(
            OneDnn.engine(),
            dnnl.dnnl_backward,
            data,
            data,
            data,
            forward.epsilon(),
            forward.flags(),
            forward.describe(),
            Operation.attributes(),
            false);
    List<Argument> arguments =
        new ArrayList<>(
            List.of(
                input(DNNL_ARG_SRC, data),
                input(DNNL_ARG_SCALE, channels),
                input(DNNL_ARG_MEAN, channels),
                input(DNNL_ARG_VARIANCE, channels),
                input(DNNL_ARG_DIFF_DST, data),
                output(DNNL_ARG_DIFF_SRC, data),
                output(DNNL_ARG_DIFF_SCALE, channels),
                output(DNNL_ARG_DIFF_SHIFT, channels)));
    if (forward.relu()) {
      arguments.add(input(DNNL_ARG_WORKSPACE, description.workspace_desc()));
    }
    return new Operation(
        context,
        new batch_normalization_backward(description),
        description.scratchpad_desc(),
        arguments.toArray(Argument[]::new));
  }
}

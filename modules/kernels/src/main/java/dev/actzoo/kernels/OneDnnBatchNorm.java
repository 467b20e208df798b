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

  private record Backward(Forward forward) {}

  /** Rows lie along the height axis of one image. */
  private static memory.desc rowsOfChannels(long rows, long channels) {
    return Layouts.channelsLast(1, channels, rows, 1);
  }

  static long positiveMaskLength(long rows, long channels) {
    return MASK_LENGTHS.computeIfAbsent(
        new Forward(rows, channels, 1, true, true),
        request -> request.describe().workspace_desc().get_size());
  }

  static void forward(
      OneDnn context,
      float epsilon,
      boolean training,
      @Nullable INDArray positive,
      INDArray... arrays) {
    boolean relu = training && positive != null;
    Forward request = Forward.of(arrays[0], epsilon, training, relu);
    context
        .operation(request, () -> prepareForward(context, request))
        .run(relu ? with(arrays, positive) : arrays);
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

  static void backward(
      OneDnn context, float epsilon, @Nullable INDArray positive, INDArray... arrays) {
    boolean relu = positive != null;
    Backward request = new Backward(Forward.of(arrays[0], epsilon, true, relu));
    context
        .operation(request, () -> prepareBackward(context, request.forward()))
        .run(relu ? with(arrays, positive) : arrays);
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

  private static INDArray[] with(INDArray[] arrays, INDArray last) {
    INDArray[] all = java.util.Arrays.copyOf(arrays, arrays.length + 1);
    all[arrays.length] = last;
    return all;
  }
}

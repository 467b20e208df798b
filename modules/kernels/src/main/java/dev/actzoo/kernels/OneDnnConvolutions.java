package dev.actzoo.kernels;

import static dev.actzoo.kernels.Operation.Argument.input;
import static dev.actzoo.kernels.Operation.Argument.output;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;

import dev.actzoo.kernels.Operation.Argument;
import org.bytedeco.dnnl.convolution_backward_data;
import org.bytedeco.dnnl.convolution_backward_weights;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Convolutions as oneDNN primitives. Images stay channels-last; the weights' layout is left to the
 * primitive, which reorders them in and out of its own small buffer.
 */
final class OneDnnConvolutions {
  private OneDnnConvolutions() {}

  private enum Kind {
    FORWARD,
    BACKWARD_DATA,
    BACKWARD_WEIGHTS
  }

  static void forward(
      OneDnn context,
      ConvolutionShape shape,
      INDArray in,
      INDArray weights,
      @Nullable INDArray bias,
      INDArray out) {
    boolean biased = bias != null;
    Request request = Request.of(Kind.FORWARD).and(shape).and(biased).and(context.precision());
    Operation operation = context.known(request);
    if (operation == null) {
      operation = context.keep(request.copy(), prepareForward(context, shape, biased));
    }
    operation.on(in).on(weights).on(out);
    if (bias != null) {
      operation.on(bias);
    }
    operation.run();
  }

  static void backwardData(
      OneDnn context,
      ConvolutionShape shape,
      INDArray weights,
      INDArray gradientOut,
      INDArray gradientIn) {
    Request request = Request.of(Kind.BACKWARD_DATA).and(shape).and(context.precision());
    Operation operation = context.known(request);
    if (operation == null) {
      operation = context.keep(request.copy(), prepareBackwardData(context, shape));
    }
    operation.on(weights).on(gradientOut).on(gradientIn).run();
  }

  static void backwardWeights(
      OneDnn context,
      ConvolutionShape shape,
      INDArray in,
      INDArray gradientOut,
      INDArray gradientWeights,
      @Nullable INDArray gradientBias) {
    boolean biased = gradientBias != null;
    Request request =
        Request.of(Kind.BACKWARD_WEIGHTS).and(shape).and(biased).and(context.precision());
    Operation operation = context.known(request);
    if (operation == null) {
      operation = context.keep(request.copy(), prepareBackwardWeights(context, shape, biased));
    }
    operation.on(in).on(gradientOut).on(gradientWeights);
    if (gradientBias != null) {
      operation.on(gradientBias);
    }
    operation.run();
  }

  private static Operation prepareForward(OneDnn context, ConvolutionShape shape, boolean biased) {
    Precision precision = context.precision();
    var description = describeForward(shape, biased, precision);
    Argument[] arguments = {
      input(DNNL_ARG_SRC, images(shape), images(shape, precision)),
      Argument.weights(DNNL_ARG_WEIGHTS, weights(shape), description.weights_desc()),
      output(DNNL_ARG_DST, result(shape))
    };
    return new Operation(
        context,
        new convolution_forward(description),
        description.scratchpad_desc(),
        biased ? with(arguments, input(DNNL_ARG_BIAS, Layouts.dense(shape.out()))) : arguments);
  }

  private static convolution_forward.primitive_desc describeForward(
      ConvolutionShape shape, boolean biased, Precision precision) {
    return biased
        ? new convolution_forward.primitive_desc(
            OneDnn.engine(),
            dnnl.dnnl_forward_training,
            dnnl.dnnl_convolution_direct,
            images(shape, precision),
            freeWeights(shape, precision),
            Layouts.dense(shape.out()),
            result(shape),
            strides(shape),
            padding(shape),
            padding(shape),
            Operation.attributes(),
            false)
        : new convolution_forward.primitive_desc(
            OneDnn.engine(),
            dnnl.dnnl_forward_training,
            dnnl.dnnl_convolution_direct,
            images(shape, precision),
            freeWeights(shape, precision),
            result(shape),
            strides(shape),
            padding(shape),
            padding(shape),
            Operation.attributes(),
            false);
  }

  private static Operation prepareBackwardData(OneDnn context, ConvolutionShape shape) {
    Precision precision = context.precision();
    var description =
        new convolution_backward_data.primitive_desc(
            OneDnn.engine(),
            dnnl.dnnl_convolution_direct,
            images(shape),
            freeWeights(shape, precision),
            result(shape, precision),
            strides(shape),
            padding(shape),
            padding(shape),
            describeForward(shape, false, precision),
            Operation.attributes(),
            false);
    return new Operation(
        context,
        new convolution_backward_data(description),
        description.scratchpad_desc(),
        Argument.weights(DNNL_ARG_WEIGHTS, weights(shape), description.weights_desc()),
        input(DNNL_ARG_DIFF_DST, result(shape), result(shape, precision)),
        output(DNNL_ARG_DIFF_SRC, images(shape)));
  }

  private static Operation prepareBackwardWeights(
      OneDnn context, ConvolutionShape shape, boolean biased) {
    Precision precision = context.precision();
    var description =
        biased
            ? new convolution_backward_weights.primitive_desc(
                OneDnn.engine(),
                dnnl.dnnl_convolution_direct,
                images(shape, precision),
                freeWeights(shape, Precision.FLOAT32),
                Layouts.dense(shape.out()),
                result(shape, precision),
                strides(shape),
                padding(shape),
                padding(shape),
                describeForward(shape, true, precision),
                Operation.attributes(),
                false)
            : new convolution_backward_weights.primitive_desc(
                OneDnn.engine(),
                dnnl.dnnl_convolution_direct,
                images(shape, precision),
                freeWeights(shape, Precision.FLOAT32),
                result(shape, precision),
                strides(shape),
                padding(shape),
                padding(shape),
                describeForward(shape, false, precision),
                Operation.attributes(),
                false);
    Argument[] arguments = {
      input(DNNL_ARG_SRC, images(shape), images(shape, precision)),
      input(DNNL_ARG_DIFF_DST, result(shape), result(shape, precision)),
      output(DNNL_ARG_DIFF_WEIGHTS, weights(shape), description.diff_weights_desc())
    };
    return new Operation(
        context,
        new convolution_backward_weights(description),
        description.scratchpad_desc(),
        biased
            ? with(arguments, output(DNNL_ARG_DIFF_BIAS, Layouts.dense(shape.out())))
            : arguments);
  }

  private static Argument[] with(Argument[] arguments, Argument last) {
    Argument[] all = java.util.Arrays.copyOf(arguments, arguments.length + 1);
    all[arguments.length] = last;
    return all;
  }

  private static memory.desc images(ConvolutionShape s) {
    return images(s, Precision.FLOAT32);
  }

  private static memory.desc images(ConvolutionShape s, Precision precision) {
    return Layouts.channelsLast(precision, s.batch(), s.in(), s.height(), s.width());
  }

  private static memory.desc result(ConvolutionShape s) {
    return result(s, Precision.FLOAT32);
  }

  private static memory.desc result(ConvolutionShape s, Precision precision) {
    return Layouts.channelsLast(precision, s.batch(), s.out(), s.outputHeight(), s.outputWidth());
  }

  private static memory.desc weights(ConvolutionShape s) {
    return Layouts.dense(s.out(), s.in(), s.kernel(), s.kernel());
  }

  private static memory.desc freeWeights(ConvolutionShape s, Precision precision) {
    return Layouts.free(precision, s.out(), s.in(), s.kernel(), s.kernel());
  }

  private static long[] strides(ConvolutionShape s) {
    return new long[] {s.stride(), s.stride()};
  }

  private static long[] padding(ConvolutionShape s) {
    return new long[] {s.padding(), s.padding()};
  }
}

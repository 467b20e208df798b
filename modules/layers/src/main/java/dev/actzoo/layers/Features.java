package dev.actzoo.layers;

import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;

/** The size of the last axis of what a layer is fed. */
final class Features {
  private Features() {}

  static long of(InputType fed) {
    if (fed instanceof InputType.InputTypeConvolutional images) {
      return images.getChannels();
    }
    return fed instanceof InputType.InputTypeRecurrent sequence
        ? sequence.getSize()
        : fed.arrayElementsPerExample();
  }

  /** The same type with another last axis. */
  static InputType with(InputType fed, long features) {
    if (fed instanceof InputType.InputTypeConvolutional images) {
      return InputType.convolutional(
          images.getHeight(), images.getWidth(), features, CNN2DFormat.NHWC);
    }
    return fed instanceof InputType.InputTypeRecurrent sequence
        ? InputType.recurrent(features, sequence.getTimeSeriesLength(), RNNFormat.NWC)
        : InputType.feedForward(features);
  }
}

package dev.actzoo.layers;

import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;

/** Checks on what a layer over channels-last images is fed. */
final class Images {
  private Images() {}

  static void requireChannels(Layer layer, InputType in, long channels) {
    if (in instanceof InputType.InputTypeConvolutional images && images.getChannels() != channels) {
      throw new IllegalStateException(
          "layer %s is for %d channels but is fed %d"
              .formatted(layer.getLayerName(), channels, images.getChannels()));
    }
  }
}

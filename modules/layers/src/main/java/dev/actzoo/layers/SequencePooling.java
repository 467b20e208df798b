package dev.actzoo.layers;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * One vector for a sequence: [batch, length, features] to [batch, features]. It ends the mask's
 * way.
 */
public final class SequencePooling extends ParameterFreeLayer {
  /** Which vector stands for the sequence. */
  public enum Kind {
    /** The first token's, BERT's [CLS]. */
    FIRST,
    /** The mean over the tokens that are not padding. */
    MEAN
  }

  @JsonProperty private Kind kind = Kind.FIRST;

  /** For deserialisation. */
  SequencePooling() {}

  public SequencePooling(Kind kind) {
    this.kind = kind;
  }

  /** Which vector stands for the sequence. */
  public Kind kind() {
    return kind;
  }

  @Override
  StatelessLayer<?> layer(NeuralNetConfiguration configuration, DataType type) {
    return new SequencePoolingLayer(configuration, type);
  }

  @Override
  public InputType getOutputType(int index, InputType in) {
    if (in instanceof InputType.InputTypeRecurrent sequence) {
      return InputType.feedForward(sequence.getSize());
    }
    throw new IllegalStateException("layer " + layerName + " pools sequences but is fed " + in);
  }
}

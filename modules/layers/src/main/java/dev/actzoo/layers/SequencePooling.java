package dev.actzoo.layers;

import java.util.Collection;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.NoParamLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * One vector for a sequence: [batch, length, features] to [batch, features]. It ends the mask's
 * way.
 */
public final class SequencePooling extends NoParamLayer {
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
  public org.deeplearning4j.nn.api.Layer instantiate(
      NeuralNetConfiguration configuration,
      Collection<TrainingListener> listeners,
      int index,
      @Nullable INDArray parameters,
      boolean initialise,
      DataType type) {
    SequencePoolingLayer layer = new SequencePoolingLayer(configuration, type);
    layer.setListeners(listeners);
    layer.setIndex(index);
    return layer;
  }

  @Override
  public InputType getOutputType(int index, InputType in) {
    if (in instanceof InputType.InputTypeRecurrent sequence) {
      return InputType.feedForward(sequence.getSize());
    }
    throw new IllegalStateException("layer " + layerName + " pools sequences but is fed " + in);
  }

  @Override
  public @Nullable InputPreProcessor getPreProcessorForInputType(InputType in) {
    return null;
  }

  @Override
  public LayerMemoryReport getMemoryReport(InputType in) {
    return MemoryReports.of(this, in, 0);
  }
}

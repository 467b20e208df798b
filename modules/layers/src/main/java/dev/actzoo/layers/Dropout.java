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
 * Inverted dropout (Srivastava et al. 2014) of arrays of any shape; the identity outside training.
 *
 * <p>What is dropped depends on the net's seed, the layer's name, the iteration count of the net's
 * configuration and the element's index, and on nothing else: nets of one seed and of the same
 * layer names drop the same elements at the same step, on any thread. Whoever trains without {@code
 * fit} has to advance the iteration count, or every step gets the same mask.
 */
public final class Dropout extends NoParamLayer {
  @JsonProperty private double rate;

  /** For deserialisation. */
  Dropout() {}

  /**
   * @param rate the probability of being dropped, from 0 to below 1
   */
  public Dropout(double rate) {
    this.rate = requireRate(rate);
  }

  static double requireRate(double rate) {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException("a dropout rate is at least 0 and below 1, not " + rate);
    }
    return rate;
  }

  /** The probability of being dropped. */
  public double rate() {
    return rate;
  }

  @Override
  public org.deeplearning4j.nn.api.Layer instantiate(
      NeuralNetConfiguration configuration,
      Collection<TrainingListener> listeners,
      int index,
      @Nullable INDArray parameters,
      boolean initialise,
      DataType type) {
    DropoutLayer layer = new DropoutLayer(configuration, type);
    layer.setListeners(listeners);
    layer.setIndex(index);
    return layer;
  }

  @Override
  public InputType getOutputType(int index, InputType in) {
    return in;
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

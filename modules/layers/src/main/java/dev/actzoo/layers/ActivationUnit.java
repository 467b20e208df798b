package dev.actzoo.layers;

import dev.actzoo.activations.Catalogue;
import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.NoParamLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** The swappable activation: an elementwise catalogue function as a layer of its own. */
public final class ActivationUnit extends NoParamLayer {
  private static final long serialVersionUID = 1L;

  @JsonProperty private String activation = "identity";

  /** For deserialisation. */
  ActivationUnit() {}

  /**
   * @param activation a name or alias of the catalogue
   * @throws dev.actzoo.input.BadInputException if the catalogue has no such activation
   */
  public ActivationUnit(String activation) {
    this.activation = Catalogue.named(activation).name();
  }

  /** The canonical name. */
  public String activation() {
    return activation;
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration configuration,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parameters,
      boolean initialise,
      DataType type) {
    ActivationUnitLayer layer = new ActivationUnitLayer(configuration, type);
    layer.setListeners(listeners);
    layer.setIndex(index);
    return layer;
  }

  @Override
  public InputType getOutputType(int layerIndex, InputType inputType) {
    return inputType;
  }

  @Override
  public void setNIn(InputType inputType, boolean override) {}

  @Override
  public InputPreProcessor getPreProcessorForInputType(InputType inputType) {
    return null;
  }

  @Override
  public LayerMemoryReport getMemoryReport(InputType inputType) {
    return MemoryReports.of(this, inputType, 0);
  }
}

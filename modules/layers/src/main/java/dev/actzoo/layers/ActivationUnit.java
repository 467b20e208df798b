package dev.actzoo.layers;

import dev.actzoo.activations.Catalogue;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** The swappable activation: an elementwise catalogue function as a layer of its own. */
public final class ActivationUnit extends ParameterFreeLayer {
  private static final long serialVersionUID = 1L;

  @JsonProperty private String activation = "identity";

  /** For deserialisation. */
  ActivationUnit() {}

  /**
   * @param activation a name or alias of the catalogue
   * @throws dev.actzoo.input.BadInputException if the catalogue has no such ridge function
   */
  public ActivationUnit(String activation) {
    this.activation = Catalogue.ridge(activation).name();
  }

  /** The canonical name. */
  public String activation() {
    return activation;
  }

  @Override
  StatelessLayer<?> layer(NeuralNetConfiguration configuration, DataType type) {
    return new ActivationUnitLayer(configuration, type);
  }
}

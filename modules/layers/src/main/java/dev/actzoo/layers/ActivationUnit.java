package dev.actzoo.layers;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
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
    this.activation = FusedActivation.canonical(activation);
  }

  /**
   * The layer of that activation: one with parameters where the activation has any to learn, one
   * that draws where it has any to draw.
   */
  public static Layer of(String activation) {
    if (FusedActivation.nameOf(activation).equals(RandomisedRelu.NAME)) {
      return new RandomisedRelu();
    }
    return isFusable(activation)
        ? new ActivationUnit(activation)
        : new LearnedActivation(activation);
  }

  /** Whether another layer can apply it: it has no parameters to learn or to draw. */
  public static boolean isFusable(String activation) {
    return FusedActivation.isFusable(activation);
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

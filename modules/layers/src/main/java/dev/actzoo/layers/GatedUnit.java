package dev.actzoo.layers;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A gated unit (Dauphin et al., arXiv 1612.08083; Shazeer, arXiv 2002.05202): [..., 2 n] to [...,
 * n], the product of the first half of the features with a function of the second half, the gate.
 */
public final class GatedUnit extends ParameterFreeLayer {
  private static final long serialVersionUID = 1L;

  @JsonProperty private String gate = "identity";

  /** For deserialisation. */
  GatedUnit() {}

  /**
   * @param gate the function of the gate: a name or alias of the catalogue
   */
  public GatedUnit(String gate) {
    this.gate = FusedActivation.canonical(gate);
  }

  /** The canonical name of the function of the gate. */
  public String gate() {
    return gate;
  }

  @Override
  StatelessLayer<?> layer(NeuralNetConfiguration configuration, DataType type) {
    return new GatedUnitLayer(configuration, type);
  }

  @Override
  public InputType getOutputType(int index, InputType fed) {
    long features = Features.of(fed);
    if (features % 2 != 0) {
      throw new IllegalStateException(
          "layer %s halves what it is fed, which has %d features"
              .formatted(getLayerName(), features));
    }
    return Features.with(fed, features / 2);
  }
}

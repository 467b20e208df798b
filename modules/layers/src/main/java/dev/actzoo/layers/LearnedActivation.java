package dev.actzoo.layers;

import dev.actzoo.kernels.FormulaPointwise;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * An elementwise function with parameters that are learned with the weights, one for the layer or
 * one for each feature, and never decayed: [..., features] to the same.
 */
public final class LearnedActivation extends ParametrisedLayer {
  private static final long serialVersionUID = 1L;

  @JsonProperty private String activation = "identity";
  @JsonProperty private long features;

  /** For deserialisation. */
  LearnedActivation() {}

  /**
   * @param activation a name of the catalogue or a formula
   * @throws dev.actzoo.input.BadInputException if it is neither
   */
  public LearnedActivation(String activation) {
    this.activation = FusedActivation.nameOf(activation);
  }

  FormulaPointwise function() {
    return FormulaPointwise.named(activation);
  }

  @Override
  public List<Parameter> parameters() {
    return function().learned().stream()
        .map(
            p ->
                Parameter.offset(
                    p.name(), p.initial().doubleValue(), 1, p.perChannel() ? features : 1))
        .toList();
  }

  @Override
  KernelLayer<?> layer(NeuralNetConfiguration configuration, DataType type) {
    return new LearnedActivationLayer(configuration, type);
  }

  @Override
  public InputType getOutputType(int index, InputType fed) {
    return fed;
  }

  @Override
  public void setNIn(InputType fed, boolean override) {
    features = Features.of(fed);
  }
}

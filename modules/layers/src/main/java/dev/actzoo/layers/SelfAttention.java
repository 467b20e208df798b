package dev.actzoo.layers;

import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Multi-head scaled dot-product self-attention (Vaswani et al. 2017): [batch, length, features] to
 * the same. Queries, keys and values come from one packed projection [features, 3 features]; the
 * heads' outputs go through another, [features, features]. Where the feature mask [batch, length]
 * is 0 a token is padding, which no token attends to; the mask of a sequence that is all padding is
 * ignored.
 */
public final class SelfAttention extends ParametrisedLayer {
  static final String INPUT_WEIGHTS = "inputWeights";
  static final String INPUT_BIAS = "inputBias";
  static final String OUTPUT_WEIGHTS = "outputWeights";
  static final String OUTPUT_BIAS = "outputBias";

  @JsonProperty private int heads;
  @JsonProperty private double dropout;

  /** For deserialisation. */
  SelfAttention() {}

  /**
   * @param features a multiple of {@code heads}
   * @param dropout the probability that an attention weight is dropped in training
   */
  public SelfAttention(long features, int heads, double dropout) {
    super(features, features);
    if (heads < 1 || features % heads != 0) {
      throw new IllegalArgumentException(
          features + " features cannot be shared evenly among " + heads + " heads");
    }
    this.heads = heads;
    this.dropout = Dropout.requireRate(dropout);
  }

  /** The number of heads. */
  public int heads() {
    return heads;
  }

  /** The probability that an attention weight is dropped in training. */
  public double dropout() {
    return dropout;
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(
        weight(INPUT_WEIGHTS, in(), 3 * in()),
        Parameter.offset(INPUT_BIAS, 0, 1, 3 * in()),
        weight(OUTPUT_WEIGHTS, in(), out()),
        Parameter.offset(OUTPUT_BIAS, 0, 1, out()));
  }

  @Override
  KernelLayer<?> layer(NeuralNetConfiguration configuration, DataType type) {
    return new SelfAttentionLayer(configuration, type);
  }
}

package dev.actzoo.layers;

import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The sum of a learned vector for each token and a learned vector for its position: token ids
 * [batch, length] to [batch, length, features]. Ids are whole numbers in an array of any
 * floating-point type; one outside the vocabulary is an error.
 *
 * <p>In training each token's vector is left out with probability {@code tokenDropout} (word
 * dropout, Iyyer et al. 2015), so that no text is known by its rare words alone.
 */
public final class TokenEmbedding extends ParametrisedLayer {
  static final String TOKENS = "tokens";
  static final String POSITIONS = "positions";

  @JsonProperty private long maxLength;
  @JsonProperty private double tokenDropout;

  /** For deserialisation. */
  TokenEmbedding() {}

  public TokenEmbedding(long vocabulary, long maxLength, long features) {
    this(vocabulary, maxLength, features, 0);
  }

  public TokenEmbedding(long vocabulary, long maxLength, long features, double tokenDropout) {
    super(vocabulary, features);
    this.maxLength = maxLength;
    this.tokenDropout = Dropout.requireRate(tokenDropout);
  }

  /** The number of different tokens. */
  public long vocabulary() {
    return in();
  }

  /** The longest sequence there are positions for. */
  public long maxLength() {
    return maxLength;
  }

  /** The probability of a token's vector being left out. */
  public double tokenDropout() {
    return tokenDropout;
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(weight(TOKENS, in(), out()), weight(POSITIONS, maxLength, out()));
  }

  @Override
  KernelLayer<?> layer(NeuralNetConfiguration configuration, DataType type) {
    return new TokenEmbeddingLayer(configuration, type);
  }

  @Override
  public void setNIn(InputType fed, boolean override) {
    if (fed.arrayElementsPerExample() > maxLength) {
      throw new IllegalStateException(
          "layer %s has %d positions but is fed %d tokens"
              .formatted(getLayerName(), maxLength, fed.arrayElementsPerExample()));
    }
  }

  @Override
  public InputType getOutputType(int index, InputType fed) {
    return InputType.recurrent(out(), fed.arrayElementsPerExample(), RNNFormat.NWC);
  }
}

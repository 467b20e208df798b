package dev.actzoo.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.nd4j.linalg.api.buffer.DataType.FLOAT;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class TokenEmbeddingTest {
  @Test
  void addsTheVectorsOfTokenAndPosition() {
    ComputationGraph net = TokenNets.classifier(FLOAT);
    INDArray tokens = TokenNets.tokens(FLOAT);
    INDArray out = net.feedForward(tokens.dup(), false).get("embedding");
    INDArray vectors = net.getParam("embedding_tokens");
    INDArray positions = net.getParam("embedding_positions");
    for (int i = 0; i < tokens.size(0); i++) {
      for (int j = 0; j < tokens.size(1); j++) {
        INDArray sum = vectors.getRow(tokens.getInt(i, j)).add(positions.getRow(j));
        assertThat(out.slice(i).getRow(j)).isEqualTo(sum);
      }
    }
  }

  @Test
  void shorterSequencesDoToo() {
    ComputationGraph net = TokenNets.classifier(FLOAT);
    INDArray out = net.feedForward(Nd4j.zeros(FLOAT, 2, 3), false).get("embedding");
    assertThat(out.shape()).containsExactly(2, 3, TokenNets.FEATURES);
  }

  @ParameterizedTest
  @ValueSource(floats = {-1, 7, 0.5f, Float.NaN, Float.POSITIVE_INFINITY})
  void refusesWhatIsNoToken(float token) {
    ComputationGraph net = TokenNets.classifier(FLOAT);
    INDArray tokens = TokenNets.tokens(FLOAT).putScalar(1, 2, token);
    assertThatThrownBy(() -> net.outputSingle(tokens))
        .hasMessageStartingWith(
            "token id " + (double) token + " in example 1 at position 2 is not one of 0 to 6");
  }

  @Test
  void refusesSequencesThatAreTooLong() {
    ComputationGraph net = TokenNets.classifier(FLOAT);
    assertThatThrownBy(() -> net.outputSingle(Nd4j.zeros(FLOAT, 1, 6)))
        .hasMessageStartingWith("token ids should be [batch, length] with length at most 5");
  }
}

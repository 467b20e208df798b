package dev.actzoo.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nd4j.linalg.api.buffer.DataType.FLOAT;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;

class SequenceJsonTest {
  @Test
  void classifierSurvivesJson() {
    ComputationGraph net =
        TokenNets.classifier(
            FLOAT,
            new LayerNorm(6, 0.25),
            new SelfAttention(6, 3, 0.125),
            new Dropout(0.5),
            new Projection(6, 4));
    ComputationGraphConfiguration read = read(net);
    assertThat(layer(read, "embedding", TokenEmbedding.class).maxLength()).isEqualTo(5);
    assertThat(layer(read, "layer-0", LayerNorm.class).epsilon()).isEqualTo(0.25);
    assertThat(layer(read, "layer-1", SelfAttention.class).heads()).isEqualTo(3);
    assertThat(layer(read, "layer-1", SelfAttention.class).dropout()).isEqualTo(0.125);
    assertThat(layer(read, "layer-2", Dropout.class).rate()).isEqualTo(0.5);
    assertThat(layer(read, "layer-3", Projection.class).out()).isEqualTo(4);
    assertThat(layer(read, "pooling", SequencePooling.class).kind())
        .isEqualTo(SequencePooling.Kind.MEAN);
    assertSameOutput(net, read);
  }

  @Test
  void languageModelSurvivesJson() {
    ComputationGraph net = TokenNets.languageModel(FLOAT);
    assertSameOutput(net, read(net));
  }

  private static ComputationGraphConfiguration read(ComputationGraph net) {
    String json = net.getConfiguration().toJson();
    ComputationGraphConfiguration read = ComputationGraphConfiguration.fromJson(json);
    assertThat(read.toJson()).isEqualTo(json);
    return read;
  }

  private static <T extends Layer> T layer(
      ComputationGraphConfiguration graph, String name, Class<T> type) {
    return type.cast(((LayerVertex) graph.getVertices().get(name)).getLayerConf().getLayer());
  }

  private static void assertSameOutput(
      ComputationGraph net, ComputationGraphConfiguration configuration) {
    ComputationGraph other = new ComputationGraph(configuration);
    other.init(net.params().dup(), false);
    var tokens = TokenNets.tokens(FLOAT);
    assertThat(other.outputSingle(tokens)).isEqualTo(net.outputSingle(tokens));
  }
}

package dev.actzoo.layers;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Small nets over tokens, and a batch for them: an embedding, the layers in question, a head. */
final class TokenNets {
  static final int VOCABULARY = 7;
  static final int LENGTH = 5;
  static final int FEATURES = 6;
  static final int CLASSES = 3;
  static final long SEED = 20;

  private TokenNets() {}

  /** A classifier over the mean of the tokens, its parameters of about size 1. */
  static ComputationGraph classifier(DataType type, Layer... layers) {
    GraphBuilder graph = start(type);
    String last = chain(graph, layers);
    graph.addLayer("pooling", new SequencePooling(SequencePooling.Kind.MEAN), last);
    return net(withOutput(graph, "pooling"));
  }

  /** A classifier over the first token. */
  static ComputationGraph firstTokenClassifier(DataType type, Layer... layers) {
    GraphBuilder graph = start(type);
    String last = chain(graph, layers);
    graph.addLayer("pooling", new SequencePooling(SequencePooling.Kind.FIRST), last);
    return net(withOutput(graph, "pooling"));
  }

  /** A masked-language model. */
  static ComputationGraph languageModel(DataType type) {
    GraphBuilder graph = start(type);
    graph.addLayer("output", new MaskedTokenOutput(FEATURES, VOCABULARY), chain(graph));
    return net(graph.setOutputs("output"));
  }

  private static GraphBuilder start(DataType type) {
    return new NeuralNetConfiguration.Builder()
        .seed(SEED)
        .dataType(type)
        .updater(new NoOp())
        .trainingWorkspaceMode(WorkspaceMode.ENABLED)
        .inferenceWorkspaceMode(WorkspaceMode.ENABLED)
        .graphBuilder()
        .addInputs("tokens")
        .setInputTypes(InputType.feedForward(LENGTH));
  }

  private static String chain(GraphBuilder graph, Layer... layers) {
    graph.addLayer("embedding", new TokenEmbedding(VOCABULARY, LENGTH, FEATURES), "tokens");
    String last = "embedding";
    for (int i = 0; i < layers.length; i++) {
      graph.addLayer("layer-" + i, layers[i], last);
      last = "layer-" + i;
    }
    return last;
  }

  private static GraphBuilder withOutput(GraphBuilder graph, String in) {
    return graph
        .addLayer(
            "output",
            new OutputLayer.Builder(LossFunction.MCXENT)
                .nOut(CLASSES)
                .activation(Activation.SOFTMAX)
                .build(),
            in)
        .setOutputs("output");
  }

  private static ComputationGraph net(GraphBuilder graph) {
    ComputationGraph net = new ComputationGraph(graph.build());
    net.init();
    WeightInitialisation.normal(net.params(), 0.4, SEED, "net", "all");
    return net;
  }

  /** Four sequences: one token long, full, all padding, and three tokens long. */
  static INDArray mask(DataType type) {
    return Nd4j.createFromArray(
            new double[][] {{1, 0, 0, 0, 0}, {1, 1, 1, 1, 1}, {0, 0, 0, 0, 0}, {1, 1, 1, 0, 0}})
        .castTo(type);
  }

  static INDArray tokens(DataType type) {
    return Nd4j.createFromArray(
            new double[][] {{1, 0, 0, 0, 0}, {2, 6, 2, 5, 4}, {0, 0, 0, 0, 0}, {3, 3, 1, 0, 0}})
        .castTo(type);
  }

  /** The batch with class labels and, if wanted, its padding mask. */
  static MultiDataSet classified(DataType type, boolean masked) {
    INDArray labels =
        Nd4j.createFromArray(new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {1, 0, 0}})
            .castTo(type);
    return new MultiDataSet(
        new INDArray[] {tokens(type)},
        new INDArray[] {labels},
        masked ? new INDArray[] {mask(type)} : null,
        null);
  }

  /** The batch with its tokens to predict at four positions. */
  static MultiDataSet maskedTokens(DataType type) {
    INDArray positions =
        Nd4j.createFromArray(
                new double[][] {{1, 0, 0, 0, 0}, {0, 1, 0, 0, 1}, {0, 0, 0, 0, 0}, {0, 0, 1, 0, 0}})
            .castTo(type);
    return new MultiDataSet(
        new INDArray[] {tokens(type)},
        new INDArray[] {tokens(type)},
        new INDArray[] {mask(type)},
        new INDArray[] {positions});
  }
}

package dev.actzoo.benchmarks;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** The AlexNet for small images of DL4J's own layers, channels first as they were made for. */
final class StockAlexnet {
  private StockAlexnet() {}

  static ComputationGraphConfiguration configuration(StepCase step) {
    GraphBuilder graph =
        new NeuralNetConfiguration.Builder()
            .seed(1)
            .dataType(DataType.FLOAT)
            .weightInit(WeightInit.RELU)
            .activation(Activation.RELU)
            .updater(new Nesterovs(step.learningRate(), StepCase.MOMENTUM))
            .graphBuilder()
            .addInputs("images")
            .setInputTypes(
                InputType.convolutional(
                    StepCase.IMAGE_SIDE, StepCase.IMAGE_SIDE, StepCase.IMAGE_CHANNELS));
    int width = step.width();
    convolution(graph, 1, width, 5, "images");
    pool(graph, 1);
    convolution(graph, 2, 2 * width, 5, "pool-1");
    pool(graph, 2);
    convolution(graph, 3, 4 * width, 3, "pool-2");
    convolution(graph, 4, 4 * width, 3, "convolution-3");
    convolution(graph, 5, 2 * width, 3, "convolution-4");
    pool(graph, 5);
    return graph
        .addLayer("dense-6", new DenseLayer.Builder().nOut(8 * width).build(), "pool-5")
        .addLayer("dense-7", dropping().nOut(8 * width).build(), "dense-6")
        .addLayer(
            "output",
            new OutputLayer.Builder(LossFunction.MCXENT)
                .nOut(step.classes())
                .dropOut(1 - StepCase.ALEXNET_DROPOUT)
                .activation(Activation.SOFTMAX)
                .build(),
            "dense-7")
        .setOutputs("output")
        .build();
  }

  /** DL4J drops inputs of a layer, and is told the probability to keep them. */
  private static DenseLayer.Builder dropping() {
    return new DenseLayer.Builder().dropOut(1 - StepCase.ALEXNET_DROPOUT);
  }

  private static void convolution(
      GraphBuilder graph, int number, int channels, int kernel, String from) {
    graph.addLayer(
        "convolution-" + number,
        new ConvolutionLayer.Builder(kernel, kernel)
            .nOut(channels)
            .padding(kernel / 2, kernel / 2)
            .build(),
        from);
  }

  private static void pool(GraphBuilder graph, int number) {
    graph.addLayer(
        "pool-" + number,
        new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX, new int[] {3, 3})
            .stride(2, 2)
            .padding(1, 1)
            .build(),
        "convolution-" + number);
  }
}

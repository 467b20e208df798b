package dev.actzoo.benchmarks;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * ResNet-20 of DL4J's own layers, channels first as they were made for. The shortcut where the
 * width grows is ours without parameters: every second position, with channels of zeros, here a
 * subsampling and a merge with its zero multiple.
 */
final class StockResnet {
  private static final int BLOCKS = 3;

  private StockResnet() {}

  static ComputationGraphConfiguration configuration(StepCase step) {
    GraphBuilder graph =
        new NeuralNetConfiguration.Builder()
            .seed(1)
            .dataType(DataType.FLOAT)
            .weightInit(WeightInit.RELU)
            .updater(new Nesterovs(step.learningRate(), StepCase.MOMENTUM))
            .convolutionMode(ConvolutionMode.Same)
            .graphBuilder()
            .addInputs("images")
            .setInputTypes(
                InputType.convolutional(
                    StepCase.IMAGE_SIDE, StepCase.IMAGE_SIDE, StepCase.IMAGE_CHANNELS));
    String top = activation(graph, "stem", convolution(graph, "stem", step.width(), 1, "images"));
    int width = step.width();
    for (int stage = 1; stage <= 3; stage++) {
      for (int block = 1; block <= BLOCKS; block++) {
        int stride = stage > 1 && block == 1 ? 2 : 1;
        width *= stride;
        top = block(graph, "stage" + stage + "-block" + block, width, stride, top);
      }
    }
    return graph
        .addLayer("pool", new GlobalPoolingLayer(PoolingType.AVG), top)
        .addLayer(
            "output",
            new OutputLayer.Builder(LossFunction.MCXENT)
                .nOut(step.classes())
                .activation(Activation.SOFTMAX)
                .build(),
            "pool")
        .setOutputs("output")
        .build();
  }

  private static String block(GraphBuilder graph, String name, int width, int stride, String from) {
    String top = convolution(graph, name + "-1", width, stride, from);
    top = convolution(graph, name + "-2", width, 1, activation(graph, name + "-1", top));
    String shortcut = stride == 1 ? from : shortcut(graph, name + "-shortcut", from);
    graph.addVertex(name + "-sum", new ElementWiseVertex(ElementWiseVertex.Op.Add), top, shortcut);
    return activation(graph, name + "-2", name + "-sum");
  }

  private static String convolution(
      GraphBuilder graph, String name, int width, int stride, String from) {
    graph.addLayer(
        name + "-convolution",
        new ConvolutionLayer.Builder(3, 3)
            .nOut(width)
            .stride(stride, stride)
            .hasBias(false)
            .activation(Activation.IDENTITY)
            .build(),
        from);
    graph.addLayer(
        name + "-norm",
        new BatchNormalization.Builder().decay(0.9).eps(1e-5).build(),
        name + "-convolution");
    return name + "-norm";
  }

  private static String activation(GraphBuilder graph, String name, String from) {
    graph.addLayer(name + "-activation", new ActivationLayer(Activation.RELU), from);
    return name + "-activation";
  }

  private static String shortcut(GraphBuilder graph, String name, String from) {
    graph.addLayer(
        name + "-every-second",
        new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX, new int[] {1, 1})
            .stride(2, 2)
            .build(),
        from);
    graph.addVertex(
        name + "-zeros",
        new org.deeplearning4j.nn.conf.graph.ScaleVertex(0),
        name + "-every-second");
    graph.addVertex(
        name,
        new org.deeplearning4j.nn.conf.graph.MergeVertex(),
        name + "-every-second",
        name + "-zeros");
    return name;
  }
}

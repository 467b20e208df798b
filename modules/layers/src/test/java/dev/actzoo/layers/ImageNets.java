package dev.actzoo.layers;

import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/** A residual net of two blocks over small images, and a batch for it. */
final class ImageNets {
  static final int CLASSES = 3;
  private static final int CHANNELS = 2;
  private static final int WIDTH = 3;

  private ImageNets() {}

  static ComputationGraph residual(DataType type, String activation) {
    GraphBuilder graph =
        new NeuralNetConfiguration.Builder()
            .seed(11)
            .dataType(type)
            .graphBuilder()
            .addInputs("images")
            .setInputTypes(InputType.convolutional(6, 5, CHANNELS, CNN2DFormat.NHWC));
    graph
        .addLayer(
            "convolution-1",
            new Convolution(CHANNELS, WIDTH, 3, 1, 1.4).withBias().atTheBottom(),
            "images")
        .addLayer("norm-1", new BatchNorm(WIDTH), "convolution-1")
        .addLayer("activation-1", new ActivationUnit(activation), "norm-1")
        .addLayer("convolution-2", new Convolution(WIDTH, 2 * WIDTH, 3, 2, 1.4), "activation-1")
        .addLayer("norm-2", new BatchNorm(2 * WIDTH), "convolution-2")
        .addLayer("shortcut", new ShortcutPad(WIDTH, 2 * WIDTH, 2), "activation-1")
        .addVertex("sum", new ResidualSum(activation), "norm-2", "shortcut")
        .addLayer("convolution-3", new Convolution(2 * WIDTH, 2 * WIDTH, 1, 1, 1.4), "sum")
        .addLayer("norm-3", new BatchNorm(2 * WIDTH, activation), "convolution-3")
        .addVertex("sum-2", new ResidualSum(), "norm-3", "sum")
        .addLayer("pool", new GlobalAveragePool(), "sum-2")
        .addLayer("logits", new Projection(2 * WIDTH, CLASSES), "pool")
        .addLayer("loss", new ClassOutput(), "logits")
        .setOutputs("loss");
    ComputationGraph net = new ComputationGraph(graph.build());
    net.init();
    return net;
  }

  static MultiDataSet batch(DataType type, int size) {
    INDArray images = Nd4j.create(type, size, 6, 5, CHANNELS);
    WeightInitialisation.normal(images, 1, 5, "images", "values");
    INDArray labels = Nd4j.zeros(type, size, CLASSES);
    for (int i = 0; i < size; i++) {
      labels.putScalar(i, i % CLASSES, 1);
    }
    return new MultiDataSet(images, labels);
  }
}

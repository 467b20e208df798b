package dev.actzoo.models;

import dev.actzoo.activations.Catalogue;
import dev.actzoo.layers.ActivationUnit;
import dev.actzoo.layers.ClassOutput;
import dev.actzoo.layers.Convolution;
import dev.actzoo.layers.Dropout;
import dev.actzoo.layers.Flatten;
import dev.actzoo.layers.MaxPool;
import dev.actzoo.layers.Projection;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * AlexNet (Krizhevsky, Sutskever and Hinton 2012) for small images: five convolutions, overlapping
 * maximum pooling after the first, second and fifth, two dense layers with dropout, logits. No
 * batch norm: the activation alone keeps the signal alive.
 *
 * <p>Convolutions have width, 2 width, 4 width, 4 width and 2 width channels, the first two 5x5,
 * the others 3x3; dense layers have 8 width units. Each pooling takes windows of 3 at stride 2 and
 * halves the image. What the paper needed for images of 224 x 224 is left out: stride 4, channels
 * in two groups, and local response normalisation, which later networks dropped.
 *
 * <p>Weights start as N(0, gain^2 / in), the gain being the activation's; biases at 0.
 *
 * @param width channels of the first convolution
 * @param images size of the images
 * @param classes how many classes
 * @param activation a name of the catalogue
 * @param dropout the probability of dropping a unit of a dense layer
 * @param seed of the initial weights and of what is dropped
 */
public record Alexnet(
    int width, ImageInput images, int classes, String activation, double dropout, long seed) {

  /**
   * The network: input {@code images} [batch, height, width, channels], output class probabilities.
   */
  public ComputationGraphConfiguration configuration() {
    GraphBuilder graph =
        new NeuralNetConfiguration.Builder()
            .seed(seed)
            .dataType(DataType.FLOAT)
            .graphBuilder()
            .addInputs("images")
            .setInputTypes(
                InputType.convolutional(
                    images.height(), images.width(), images.channels(), CNN2DFormat.NHWC));

    Convolution first = new Convolution(images.channels(), width, 5, 1, gain()).atTheBottom();
    String top = convolution(graph, "convolution-1", first, "images");
    top = pool(graph, "pool-1", top);
    top = convolution(graph, "convolution-2", width, 2 * width, 5, top);
    top = pool(graph, "pool-2", top);
    top = convolution(graph, "convolution-3", 2 * width, 4 * width, 3, top);
    top = convolution(graph, "convolution-4", 4 * width, 4 * width, 3, top);
    top = convolution(graph, "convolution-5", 4 * width, 2 * width, 3, top);
    top = pool(graph, "pool-5", top);
    graph.addLayer("features", new Flatten(), top);
    long features = 2L * width * eighth(images.height()) * eighth(images.width());
    top = dense(graph, "dense-6", features, "features");
    top = dense(graph, "dense-7", 8L * width, top);
    return graph
        .addLayer(
            "logits", new Projection(8L * width, classes, 1 / StrictMath.sqrt(8 * width)), top)
        .addLayer("loss", new ClassOutput(), "logits")
        .setOutputs("loss")
        .build();
  }

  private String convolution(
      GraphBuilder graph, String name, int in, int out, int kernel, String from) {
    return convolution(graph, name, new Convolution(in, out, kernel, 1, gain()), from);
  }

  /** A convolution and the activation; gives the name of the latter. */
  private String convolution(
      GraphBuilder graph, String name, Convolution convolution, String from) {
    graph.addLayer(name, convolution.withBias(), from);
    graph.addLayer(name + "-activation", new ActivationUnit(activation), name);
    return name + "-activation";
  }

  private static String pool(GraphBuilder graph, String name, String from) {
    graph.addLayer(name, new MaxPool(3, 2, 1), from);
    return name;
  }

  /** A dense layer, the activation in it, and dropout. */
  private String dense(GraphBuilder graph, String name, long in, String from) {
    double deviation = gain() / StrictMath.sqrt(in);
    graph.addLayer(name, new Projection(in, 8L * width, deviation, activation), from);
    if (dropout == 0) {
      return name;
    }
    graph.addLayer(name + "-dropout", new Dropout(dropout), name);
    return name + "-dropout";
  }

  /** The size of an axis after three poolings, each of which rounds a half up. */
  private static int eighth(int size) {
    return (size + 7) / 8;
  }

  private double gain() {
    return Catalogue.ridge(activation).gain();
  }
}

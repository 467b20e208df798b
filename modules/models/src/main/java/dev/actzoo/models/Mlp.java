package dev.actzoo.models;

import dev.actzoo.layers.ClassOutput;
import dev.actzoo.layers.Dropout;
import dev.actzoo.layers.Flatten;
import dev.actzoo.layers.MapStart;
import dev.actzoo.layers.Projection;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * The fully connected network of Hendrycks and Gimpel (arXiv 1606.08415, section 3.1), there of 8
 * layers of 128 units on MNIST: hidden layers of one width, each an affine map, the activation and
 * dropout; then logits. Images are read as rows of numbers.
 *
 * <p>Weights start as N(0, gain^2 / in), the gain being the activation's, and are then scaled by
 * the first batch ({@link dev.actzoo.layers.FirstBatch}); biases start at 0.
 *
 * @param depth hidden layers
 * @param width units of a hidden layer
 * @param images size of the images
 * @param classes how many classes; 0 to predict a number in their place
 * @param activation a name of the catalogue; {@link Placement} says where it goes
 * @param dropout the probability of dropping a hidden unit
 * @param seed of the initial weights and of what is dropped
 */
public record Mlp(
    int depth,
    int width,
    ImageInput images,
    int classes,
    String activation,
    double dropout,
    long seed) {

  /**
   * The network: input {@code images} [batch, height, width, channels], output class probabilities
   * or a number [batch, 1], its loss then the squared error.
   */
  public ComputationGraphConfiguration configuration() {
    Placement placement = Placement.of(activation);
    placement.requireTrainable(
        "mlp", depth, "set option depth lower, or take a resnet or a bert model");
    return placement.keepsWidth()
        ? network(placement, width)
        : ParameterMatch.of(
            network(Placement.STANDARD, width),
            width,
            scale -> network(placement, ParameterMatch.scaled(width, scale)));
  }

  private ComputationGraphConfiguration network(Placement placement, int units) {
    GraphBuilder graph =
        new NeuralNetConfiguration.Builder()
            .seed(seed)
            .dataType(DataType.FLOAT)
            .graphBuilder()
            .addInputs("images")
            .setInputTypes(
                InputType.convolutional(
                    images.height(), images.width(), images.channels(), CNN2DFormat.NHWC));
    graph.addLayer("pixels", new Flatten(), "images");
    String top = "pixels";
    long in = (long) images.height() * images.width() * images.channels();
    for (int layer = 1; layer <= depth; layer++) {
      double gain = layer == 1 ? placement.gainOfInput() : placement.gain(units);
      String name = "hidden-" + layer;
      top =
          placement.dense(
              graph, name, in, units, gain / StrictMath.sqrt(in), placement.startScaled(), top);
      top = dropout(graph, name, top);
      in = placement.after(units);
    }
    boolean number = classes == 0;
    return graph
        .addLayer(
            number ? "value" : "logits",
            new Projection(in, Math.max(1, classes), 1 / StrictMath.sqrt(in))
                .starting(MapStart.STANDARD.scaled(MapStart.Scaling.DOWN_TO_SCALE)),
            top)
        .addLayer("loss", number ? squaredError() : new ClassOutput(), number ? "value" : "logits")
        .setOutputs("loss")
        .build();
  }

  private static LossLayer squaredError() {
    return new LossLayer.Builder(LossFunction.MSE).activation(Activation.IDENTITY).build();
  }

  private String dropout(GraphBuilder graph, String name, String from) {
    if (dropout == 0) {
      return from;
    }
    graph.addLayer(name + "-dropout", new Dropout(dropout), from);
    return name + "-dropout";
  }
}

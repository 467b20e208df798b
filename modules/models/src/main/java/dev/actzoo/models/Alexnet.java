package dev.actzoo.models;

import dev.actzoo.layers.ClassOutput;
import dev.actzoo.layers.Convolution;
import dev.actzoo.layers.Dropout;
import dev.actzoo.layers.Flatten;
import dev.actzoo.layers.MapStart;
import dev.actzoo.layers.MaxPool;
import dev.actzoo.layers.Projection;
import java.util.Set;
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
 * <p>Weights start as N(0, gain^2 / in), the gain being the activation's, and are then scaled by
 * the first batch ({@link dev.actzoo.layers.FirstBatch}); biases start at 0.
 *
 * @param width channels of the first convolution
 * @param images size of the images
 * @param classes how many classes
 * @param activation a name of the catalogue; {@link Placement} says where it goes
 * @param dropout the probability of dropping a unit of a dense layer
 * @param seed of the initial weights and of what is dropped
 */
public record Alexnet(
    int width, ImageInput images, int classes, String activation, double dropout, long seed) {
  /** Channels of the convolutions, in widths, and their kernels. */
  private static final int[] FACTORS = {1, 2, 4, 4, 2};

  private static final int[] KERNELS = {5, 5, 3, 3, 3};

  /** The convolutions and the two dense layers. */
  private static final int MAPS = FACTORS.length + 2;

  private static final Set<Integer> POOLED = Set.of(1, 2, 5);

  /**
   * The network: input {@code images} [batch, height, width, channels], output class probabilities.
   */
  public ComputationGraphConfiguration configuration() {
    Placement placement = Placement.of(activation);
    placement.requireTrainable("alexnet", MAPS, "take a resnet, or an mlp of depth 4 or less");
    return placement.keepsWidth()
        ? network(placement, 1)
        : ParameterMatch.of(
            network(Placement.STANDARD, 1), 8 * width, scale -> network(placement, scale));
  }

  /** The network with all widths scaled. */
  private ComputationGraphConfiguration network(Placement placement, double scale) {
    GraphBuilder graph =
        new NeuralNetConfiguration.Builder()
            .seed(seed)
            .dataType(DataType.FLOAT)
            .graphBuilder()
            .addInputs("images")
            .setInputTypes(
                InputType.convolutional(
                    images.height(), images.width(), images.channels(), CNN2DFormat.NHWC));

    Placement convolutions = placement.inConvolutions();
    int[] channels = new int[FACTORS.length];
    String top = "images";
    long in = images.channels();
    for (int i = 0; i < FACTORS.length; i++) {
      channels[i] = ParameterMatch.scaled((long) FACTORS[i] * width, scale);
      double gain = i == 0 ? convolutions.gainOfInput() : convolutions.gain(channels[i - 1]);
      Convolution map =
          new Convolution(in, convolutions.before(channels[i]), KERNELS[i], 1, gain)
              .starting(convolutions.startScaled())
              .withBias();
      top = convolution(graph, i + 1, i == 0 ? map.atTheBottom() : map, convolutions, top);
      in = convolutions.after(channels[i]);
    }
    graph.addLayer("features", new Flatten(), top);
    top = "features";
    int places = eighth(images.height()) * eighth(images.width());
    in *= places;
    int units = ParameterMatch.scaled(8L * width, scale);
    for (String name : new String[] {"dense-6", "dense-7"}) {
      double gain = name.equals("dense-6") ? convolutions.gain(channels[4]) : placement.gain(units);
      MapStart start = placement.startScaled().ofPlaces(name.equals("dense-6") ? places : 1);
      top = placement.dense(graph, name, in, units, gain / StrictMath.sqrt(in), start, top);
      top = dropout(graph, name, top);
      in = placement.after(units);
    }
    return graph
        .addLayer(
            "logits",
            new Projection(in, classes, 1 / StrictMath.sqrt(in))
                .starting(MapStart.STANDARD.scaled(MapStart.Scaling.DOWN_TO_SCALE)),
            top)
        .addLayer("loss", new ClassOutput(), "logits")
        .setOutputs("loss")
        .build();
  }

  /** A convolution, the activation and, after some, pooling. */
  private static String convolution(
      GraphBuilder graph, int number, Convolution map, Placement placement, String from) {
    String name = "convolution-" + number;
    graph.addLayer(name, map, from);
    String top = placement.asLayer(graph, name);
    if (!POOLED.contains(number)) {
      return top;
    }
    graph.addLayer("pool-" + number, new MaxPool(3, 2, 1), top);
    return "pool-" + number;
  }

  private String dropout(GraphBuilder graph, String name, String from) {
    if (dropout == 0) {
      return from;
    }
    graph.addLayer(name + "-dropout", new Dropout(dropout), from);
    return name + "-dropout";
  }

  /** The size of an axis after three poolings, each of which rounds a half up. */
  private static int eighth(int size) {
    return (size + 7) / 8;
  }
}

package dev.actzoo.models;

import dev.actzoo.input.BadInputException;
import dev.actzoo.layers.BatchNorm;
import dev.actzoo.layers.ClassOutput;
import dev.actzoo.layers.Convolution;
import dev.actzoo.layers.GlobalAveragePool;
import dev.actzoo.layers.Projection;
import dev.actzoo.layers.ResidualSum;
import dev.actzoo.layers.ShortcutPad;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * The residual network for small images of He et al. (arXiv 1512.03385, section 4.2), its
 * activation a parameter of every block.
 *
 * <p>A convolution of {@code width} channels, then three stages of n basic blocks with width, 2
 * width and 4 width channels, each stage but the first halving the image; global average pooling;
 * logits. Its depth is 6n + 2. A basic block is convolution, batch norm, activation, convolution,
 * batch norm, plus the shortcut, then the activation; the shortcut is parameter-free (option A).
 *
 * @param depth 6n + 2 for n from 1 to 9
 * @param width channels of the first stage; 16 in the paper
 * @param images size of the images
 * @param classes how many classes
 * @param activation a name of the catalogue; {@link Placement} says where it goes: a radial
 *     function between pooling and logits, in a layer of as many units as channels
 * @param seed of the initial weights
 */
public record Resnet(
    int depth, int width, ImageInput images, int classes, String activation, long seed) {
  /** The least height and width of an image: stages halve it twice, to no less than a pixel. */
  static final int LEAST_SIDE = 3;

  private static final int STAGES = 3;

  public Resnet {
    if (depth < 8 || depth > 56 || (depth - 2) % 6 != 0) {
      throw new IllegalArgumentException("a ResNet's depth is 6n + 2 for n from 1 to 9: " + depth);
    }
  }

  /**
   * The network: input {@code images} [batch, height, width, channels], output class probabilities.
   */
  public ComputationGraphConfiguration configuration() {
    Placement placement = Placement.of(activation);
    if (placement.keepsWidth()) {
      return network(placement, 1);
    }
    if (placement.after(width) != width) {
      throw new BadInputException(
          "activation %s makes two features of one, so option width must be even, not %d"
              .formatted(activation, width));
    }
    return ParameterMatch.of(
        network(Placement.STANDARD, 1), 4 * width, scale -> network(placement, scale));
  }

  /** The network with the widths inside of blocks scaled. */
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

    Placement blocks = placement.inConvolutions();
    Convolution stem =
        new Convolution(images.channels(), blocks.before(width), 3, 1, blocks.gainOfInput())
            .starting(blocks.start())
            .atTheBottom();
    String top = convolution(graph, "stem", stem, blocks.scaleOfSum(), blocks.fused(), "images");
    top = blocks.follow(graph, top);
    int channels = width;
    for (int stage = 1; stage <= STAGES; stage++) {
      for (int block = 1; block <= (depth - 2) / 6; block++) {
        int stride = stage > 1 && block == 1 ? 2 : 1;
        String name = "stage" + stage + "-block" + block;
        int inside = ParameterMatch.scaled((long) channels * stride, scale);
        top = basicBlock(graph, name, blocks, channels, inside, channels * stride, stride, top);
        channels *= stride;
      }
    }
    graph.addLayer("pool", new GlobalAveragePool(), top);
    String head = "pool";
    if (placement.isRadial()) {
      head = placement.dense(graph, "head", channels, channels, 0, head);
    }
    return graph
        .addLayer("logits", new Projection(channels, classes, 1 / StrictMath.sqrt(channels)), head)
        .addLayer("loss", new ClassOutput(), "logits")
        .setOutputs("loss")
        .build();
  }

  private static String basicBlock(
      GraphBuilder graph,
      String name,
      Placement placement,
      int in,
      int inside,
      int out,
      int stride,
      String from) {
    Convolution first =
        new Convolution(in, placement.before(inside), 3, stride, gainOfStream(placement, in))
            .starting(placement.start());
    String top =
        convolution(graph, name + "-1", first, placement.scaleOfSum(), placement.fused(), from);
    top = placement.follow(graph, top);
    Convolution second =
        new Convolution(placement.after(inside), out, 3, 1, placement.gain(inside));
    top = convolution(graph, name + "-2", second, 1, "identity", top);
    String shortcut = from;
    if (stride > 1) {
      shortcut = name + "-shortcut";
      graph.addLayer(shortcut, new ShortcutPad(in, out, stride), from);
    }
    ResidualSum sum =
        placement.keepsWidth()
            ? new ResidualSum(placement.fused(), placement.scaleOfSum())
            : new ResidualSum();
    graph.addVertex(name + "-sum", sum, top, shortcut);
    return placement.keepsWidth() ? placement.follow(graph, name + "-sum") : name + "-sum";
  }

  /** The gain of what runs between blocks, which only some placements activate. */
  private static double gainOfStream(Placement placement, int channels) {
    return placement.keepsWidth() ? placement.gain(channels) : 1;
  }

  /** A convolution, then batch norm and an activation; gives the name of the latter. */
  private static String convolution(
      GraphBuilder graph,
      String name,
      Convolution convolution,
      double scale,
      String activation,
      String from) {
    graph.addLayer(name + "-convolution", convolution, from);
    graph.addLayer(
        name + "-norm",
        new BatchNorm(convolution.out(), activation).startingAt(scale),
        name + "-convolution");
    return name + "-norm";
  }
}

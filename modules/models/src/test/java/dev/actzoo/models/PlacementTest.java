package dev.actzoo.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.actzoo.activations.Activation;
import dev.actzoo.activations.Catalogue;
import dev.actzoo.activations.Family;
import dev.actzoo.input.BadInputException;
import dev.actzoo.layers.ParameterSegment;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;

/** Every family in every model. */
class PlacementTest {
  private static final int CLASSES = 3;
  private static final ImageInput IMAGES = new ImageInput(9, 8, 2);
  private static final TextInput TEXT = new TextInput(50, 6);

  /** The models, small. */
  private static final Map<String, Map<String, Double>> MODELS =
      Map.of(
          "mlp", Map.of("depth", 2.0, "width", 24.0),
          "alexnet", Map.of("width", 6.0, "dropout", 0.0),
          "resnet-8", Map.of("width", 8.0),
          "bert-tiny", Map.of("dropout", 0.0));

  private static final List<String> REPRESENTATIVES =
      List.of(
          "gelu",
          "rrelu",
          "gaussian",
          "multiquadric",
          "thin-plate-spline",
          "bump",
          "log-softmax",
          "entmax",
          "maxout",
          "maxout(4)",
          "lse-fold",
          "top-k",
          "winner-take-all",
          "crelu",
          "glu",
          "bilinear",
          "swiglu");

  static Stream<Arguments> representatives() {
    return MODELS.keySet().stream()
        .sorted()
        .flatMap(model -> REPRESENTATIVES.stream().map(name -> Arguments.of(model, name)))
        .filter(PlacementTest::isTaken);
  }

  /** AlexNet refuses what grows like a square or faster. */
  private static boolean isTaken(Arguments arguments) {
    String activation = (String) arguments.get()[1];
    return !arguments.get()[0].equals("alexnet") || Growth.of(Catalogue.named(activation)) <= 1;
  }

  static Stream<Arguments> everyFoldAndRadial() {
    List<String> names =
        Stream.concat(
                Catalogue.all().stream()
                    .filter(activation -> activation.family() != Family.RIDGE)
                    .map(Activation::name),
                Stream.of("step", "sign", "rrelu", "maxout(3)", "top-k(2)", "group-sort(4)"))
            .toList();
    return MODELS.keySet().stream()
        .sorted()
        .flatMap(model -> names.stream().map(name -> Arguments.of(model, name)))
        .filter(PlacementTest::isTaken);
  }

  @ParameterizedTest
  @MethodSource("representatives")
  void everyFamilyTrainsInEveryModel(String model, String activation) {
    ComputationGraph net = ImageNets.net(configuration(model, activation));
    double[] losses = ImageNets.losses(net, batch(model), 15, 0.02);
    assertThat(losses[1]).isLessThan(0.985 * losses[0]);
  }

  @ParameterizedTest
  @MethodSource("everyFoldAndRadial")
  void everyFoldAndRadialHasAGradientInEveryModel(String model, String activation) {
    ComputationGraph net = ImageNets.net(configuration(model, activation));
    INDArray gradient = BertTest.gradient(net, batch(model));
    assertThat(gradient.norm2Number().doubleValue()).isFinite().isGreaterThan(1e-4);
    assertThat(net.score()).isFinite();
    for (ParameterSegment segment : ParameterSegment.of(net)) {
      INDArray part =
          gradient.get(
              org.nd4j.linalg.indexing.NDArrayIndex.interval(
                  segment.offset(), segment.offset() + segment.length()));
      if (segment.role() == dev.actzoo.layers.Parameter.Role.WEIGHT) {
        assertThat(part.amaxNumber().doubleValue()).as(segment.toString()).isPositive();
      }
    }
  }

  private static ComputationGraphConfiguration configuration(String model, String activation) {
    Model found = ModelCatalogue.named(model);
    ModelInput input = found.reads() == Model.Reads.TEXT ? TEXT : IMAGES;
    int classes = found.reads() == Model.Reads.TEXT ? 2 : CLASSES;
    return found.configuration(input, classes, activation, MODELS.get(model), 3);
  }

  private static MultiDataSet batch(String model) {
    return ModelCatalogue.named(model).reads() == Model.Reads.TEXT
        ? BertBatches.classified(DataType.FLOAT, 8, TEXT.length(), TEXT.vocabulary())
        : ImageNets.batch(IMAGES, 12, CLASSES);
  }

  /** The parameters of gated units and maxout beside those of ReLU, at the models' own widths. */
  @ParameterizedTest
  @CsvSource({
    "bert-tiny, relu, 0",
    "bert-tiny, swiglu, 0.0002",
    "bert-mini, geglu, 0.0002",
    "bert-tiny, maxout, 0.0002",
    "bert-tiny, crelu, 0.001",
    "mlp, glu, 0.01",
    "mlp, maxout, 0.01",
    "mlp, maxout(4), 0.01",
    "alexnet, glu, 0.01",
    "alexnet, maxout, 0.01",
    "resnet-20, swiglu, 0.03",
    "resnet-20, crelu, 0.03"
  })
  void widthsAreMatchedByParameters(String model, String activation, double tolerance) {
    long ridge = trained(model, "relu");
    long matched = trained(model, activation);
    assertThat((double) matched / ridge).isCloseTo(1, within(tolerance + 1e-12));
  }

  private static long trained(String name, String activation) {
    Model model = ModelCatalogue.named(name);
    ModelInput input =
        model.reads() == Model.Reads.TEXT ? new TextInput(8000, 128) : new ImageInput(32, 32, 3);
    return ParameterMatch.trained(model.configuration(input, 10, activation, Map.of(), 1));
  }

  @Test
  void matchedCountsAreThoseOfTheNet() {
    for (String model : MODELS.keySet()) {
      ComputationGraphConfiguration configuration = configuration(model, "glu");
      assertThat(ParameterMatch.trained(configuration))
          .isEqualTo(ParameterSegment.trained(ImageNets.net(configuration)));
    }
  }

  @Test
  void featuresBeforeAndAfter() {
    long[] before = new long[6];
    String[] names = {"gelu", "softmax", "maxout", "swiglu", "crelu", "maxout(4)"};
    Arrays.setAll(before, i -> Placement.of(names[i]).before(12));
    assertThat(before).containsExactly(12, 12, 24, 24, 6, 48);
    assertThat(Placement.of("crelu").after(7)).isEqualTo(8);
  }

  @Test
  void whatCannotBeIsRefusedInOneLine() {
    assertThatThrownBy(() -> new Resnet(8, 7, IMAGES, CLASSES, "crelu", 1).configuration())
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "activation crelu makes two features of one, so option width must be even, not 7");
    assertThatThrownBy(() -> configuration("mlp", "swiglo"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("did you mean swiglu");
  }
}

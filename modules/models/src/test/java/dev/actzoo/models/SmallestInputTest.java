package dev.actzoo.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.actzoo.input.BadInputException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SmallestInputTest {
  static Stream<String> modelsOfImages() {
    return ModelCatalogue.all().stream()
        .filter(model -> model.reads() != Model.Reads.TEXT)
        .map(Model::name);
  }

  @ParameterizedTest
  @MethodSource("modelsOfImages")
  void trainsOnTheSmallestImagesItTakes(String name) {
    Model model = ModelCatalogue.named(name);
    for (String activation : List.of("relu", "gaussian")) {
      ImageInput least = new ImageInput(model.leastSide(), model.leastSide(), 1);
      double[] losses =
          ImageNets.losses(
              ImageNets.net(model.configuration(least, 2, activation, few(model), 1)),
              ImageNets.batch(least, 8, 2),
              1,
              0.01);
      assertThat(losses).doesNotContain(Double.NaN).hasSize(2);
    }
  }

  @ParameterizedTest
  @MethodSource("modelsOfImages")
  void refusesSmallerImagesInOneLine(String name) {
    Model model = ModelCatalogue.named(name);
    int tooFew = model.leastSide() - 1;
    for (ImageInput images :
        List.of(new ImageInput(tooFew, 32, 3), new ImageInput(32, tooFew, 3))) {
      assertThatThrownBy(() -> model.configuration(images, 2, "relu", few(model), 1))
          .isInstanceOf(BadInputException.class)
          .hasMessage(
              "model %s needs images of at least %dx%d pixels; these are %dx%d"
                  .formatted(
                      name, model.leastSide(), model.leastSide(), images.width(), images.height()));
    }
  }

  @Test
  void resnetsNeedThreePixelsToHalveTwice() {
    assertThat(ModelCatalogue.named("resnet-8").leastSide()).isEqualTo(3);
    assertThat(ModelCatalogue.named("alexnet").leastSide()).isEqualTo(1);
  }

  private static Map<String, Double> few(Model model) {
    return model.resolve(Map.of("width", 4.0));
  }
}

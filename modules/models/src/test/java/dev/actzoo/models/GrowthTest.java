package dev.actzoo.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.actzoo.activations.Catalogue;
import dev.actzoo.input.BadInputException;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrowthTest {
  @ParameterizedTest
  @CsvSource({
    "relu, 1",
    "tanh, 0",
    "gaussian, 1",
    "softmax, 1",
    "glu, 1",
    "swiglu, 2",
    "bilinear, 2",
    "cube, 3",
    "squared-relu, 2",
    "gcu, 1",
    "snake, 1",
    "siren, 0",
    "x * tanh(x), 1"
  })
  void isThePowerFarOut(String activation, double power) {
    assertThat(Growth.of(Catalogue.named(activation))).isEqualTo(power);
  }

  @ParameterizedTest
  @CsvSource({
    "mlp, 8, swiglu",
    "mlp, 5, reglu",
    "mlp, 4, cube",
    "mlp, 8, x^4 + x",
    "alexnet, 0, geglu"
  })
  void powersOfPowersAreRefused(String model, double depth, String activation) {
    Map<String, Double> options = depth == 0 ? Map.of() : Map.of("depth", depth);
    Model found = ModelCatalogue.named(model);
    assertThatThrownBy(() -> found.requireTakes(activation, found.resolve(options)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("grows like the power")
        .hasMessageContaining("mlp");
  }

  @ParameterizedTest
  @CsvSource({"mlp, 4, swiglu", "mlp, 64, glu", "mlp, 1, cube", "mlp, 8, x * tanh(x)"})
  void theRestIsTaken(String model, double depth, String activation) {
    Model found = ModelCatalogue.named(model);
    assertThatCode(() -> found.requireTakes(activation, found.resolve(Map.of("depth", depth))))
        .doesNotThrowAnyException();
  }
}

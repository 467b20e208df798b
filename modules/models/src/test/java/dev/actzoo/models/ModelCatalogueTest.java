package dev.actzoo.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.actzoo.input.BadInputException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelCatalogueTest {
  @Test
  void holdsEveryModel() {
    assertThat(ModelCatalogue.all().stream().map(Model::name))
        .hasSize(15)
        .contains(
            "mlp", "alexnet", "resnet-8", "resnet-20", "resnet-56", "bert-tiny", "bert-medium");
  }

  @Test
  void fillsInStandardOptions() {
    assertThat(ModelCatalogue.named("resnet-8").resolve(Map.of())).isEqualTo(Map.of("width", 16.0));
    assertThat(ModelCatalogue.named("bert-tiny").resolve(Map.of("Dropout", 0.2)))
        .containsEntry("dropout", 0.2)
        .containsOnlyKeys("dropout", "token-dropout", "mean-pooling", "vocabulary", "max-length");
  }

  @Test
  void refusesUnknownOptionsAndValuesOutOfRange() {
    Model resnet = ModelCatalogue.named("resnet-8");
    assertThatThrownBy(() -> resnet.resolve(Map.of("widht", 8.0)))
        .isInstanceOf(BadInputException.class)
        .hasMessage("unknown option of resnet-8 'widht'; did you mean width? valid: width");
    assertThatThrownBy(() -> resnet.resolve(Map.of("width", 2.5)))
        .hasMessage("option width of resnet-8 is 2.5; it must be a whole number from 1 to 1024");
    assertThatThrownBy(() -> resnet.resolve(Map.of("width", Double.NaN)))
        .isInstanceOf(BadInputException.class);
    assertThatThrownBy(() -> ModelCatalogue.named("resnet-18"))
        .hasMessageContaining("did you mean");
  }
}

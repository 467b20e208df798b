package dev.actzoo.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.actzoo.experiments.yaml.YamlTree;
import dev.actzoo.input.BadInputException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CellFormatTest {
  private static final CellSpec CELL =
      new CellSpec(
          new ModelSpec("resnet-8", Map.of("width", 4.0)),
          "fashion-mnist-6000",
          TrainingSpec.DEFAULTS);

  @Test
  void theFieldsOfACellReadBackAsTheCell() {
    YamlTree tree = YamlTree.of("here", CellFormat.fields(CELL));
    assertThat(CellFormat.read(tree, "", TrainingSpec.DEFAULTS)).isEqualTo(CELL);
  }

  @Test
  void settingsReplaceFieldsByTheirPath() {
    CellSpec changed =
        CellFormat.with(
            CELL,
            Map.of("model", "resnet-14", "options.width", "8", "training.learning-rate", "0.02"));
    assertThat(changed.model()).isEqualTo(new ModelSpec("resnet-14", Map.of("width", 8.0)));
    assertThat(changed.training().learningRate()).isEqualTo(0.02);
    assertThat(changed.training().epochs()).isEqualTo(TrainingSpec.DEFAULTS.epochs());
  }

  @Test
  void aSettingThatIsNotThereOrInvalidIsBadInput() {
    assertThatThrownBy(() -> CellFormat.with(CELL, Map.of("training.learning-rat", "1")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("did you mean learning-rate");
    assertThatThrownBy(() -> CellFormat.with(CELL, Map.of("training.batch-size", "0")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("training.batch-size is 0; it must be at least 1");
  }

  @Test
  void theKeysOfTrainingAreThoseItIsWrittenWith() {
    assertThat(CellFormat.fields(CELL).get("training"))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
        .containsOnlyKeys(CellFormat.trainingKeys().toArray());
  }
}

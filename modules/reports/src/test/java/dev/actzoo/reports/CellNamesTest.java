package dev.actzoo.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actzoo.experiments.CellSpec;
import dev.actzoo.experiments.ModelSpec;
import dev.actzoo.experiments.TrainingSpec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CellNamesTest {
  private static final CellSpec NARROW = cell(8, 0.1);
  private static final CellSpec WIDE = cell(16, 0.1);
  private static final CellSpec WIDE_TRAINED_OTHERWISE = cell(16, 0.2);

  @Test
  void optionsAreNamedOnlyWhereTheyTellCellsApart() {
    assertThat(CellNames.of(List.of(NARROW))).containsExactly("resnet-8 on images");
    assertThat(CellNames.of(List.of(NARROW, WIDE)))
        .containsExactly("resnet-8 (width 8) on images", "resnet-8 (width 16) on images");
  }

  @Test
  void cellsOfOneModelAndDatasetAreNumbered() {
    assertThat(CellNames.of(List.of(WIDE, NARROW, WIDE_TRAINED_OTHERWISE)))
        .containsExactly(
            "resnet-8 (width 16) on images, training 1",
            "resnet-8 (width 8) on images",
            "resnet-8 (width 16) on images, training 2");
  }

  private static CellSpec cell(double width, double validationFraction) {
    TrainingSpec standard = TrainingSpec.DEFAULTS;
    TrainingSpec training =
        new TrainingSpec(
            standard.epochs(),
            standard.batchSize(),
            standard.optimiser(),
            standard.learningRate(),
            standard.momentum(),
            standard.weightDecay(),
            standard.schedule(),
            standard.warmUpFraction(),
            standard.gradientClip(),
            validationFraction);
    return new CellSpec(new ModelSpec("resnet-8", Map.of("width", width)), "images", training);
  }
}

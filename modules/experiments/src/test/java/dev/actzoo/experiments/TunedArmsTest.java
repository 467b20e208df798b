package dev.actzoo.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.actzoo.input.BadInputException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TunedArmsTest {
  private static final String YAML =
      """
      name: tuned
      activations: [relu, gelu]
      seeds: [1]
      cells:
        - model: resnet-8
          dataset: fashion-mnist-6000
          options: {width: 4}
          training: {epochs: 2, learning-rate: 0.01}
          tuned:
            gelu: {training: {learning-rate: 0.003}, options: {width: 8}}
      """;

  private static ExperimentSpec parse(String... settings) {
    return ExperimentFile.parse(YAML, "tuned.yaml", List.of(settings));
  }

  @Test
  void anArmHasItsOwnSettingsAndSharesTheRest() {
    List<TrialSpec> plan = parse().plan(dataset -> "hash");
    assertThat(plan).extracting(TrialSpec::activation).containsExactly("relu", "gelu");
    assertThat(plan.get(0).training().learningRate()).isEqualTo(0.01);
    assertThat(plan.get(0).model().options()).isEqualTo(Map.of("width", 4.0));
    assertThat(plan.get(1).training().learningRate()).isEqualTo(0.003);
    assertThat(plan.get(1).training().epochs()).isEqualTo(2);
    assertThat(plan.get(1).model().options()).isEqualTo(Map.of("width", 8.0));
  }

  @Test
  void aTunedArmsTrialIsTheOneOfAnUntunedExperimentWithThoseSettings() {
    TrialSpec tuned = parse().plan(dataset -> "hash").get(1);
    CellSpec plain = parse().cells().get(0).of("gelu");
    assertThat(plain.tuned()).isEmpty();
    ExperimentSpec untuned =
        new ExperimentSpec("plain", "", List.of(plain), List.of("gelu"), "gelu", List.of(1L));
    assertThat(untuned.plan(dataset -> "hash").get(0).id()).isEqualTo(tuned.id());
  }

  @Test
  void whatIsWrittenReadsBackAndNamesOnlyWhatDiffers() {
    String written = ExperimentFile.write(parse());
    assertThat(ExperimentFile.parse(written, "again", List.of())).isEqualTo(parse());
    assertThat(written.substring(written.indexOf("tuned:\n")))
        .contains("width: 8", "learning-rate: 0.003")
        .doesNotContain("epochs");
  }

  @Test
  void whatIsTypedWinsOverTunedArms() {
    List<TrialSpec> plan = parse("training.learning-rate=0.5").plan(dataset -> "hash");
    assertThat(plan).allSatisfy(t -> assertThat(t.training().learningRate()).isEqualTo(0.5));
    assertThat(plan.get(1).model().options()).isEqualTo(Map.of("width", 8.0));
    assertThat(
            parse("cells.0.tuned.gelu.training.learning-rate=0.7")
                .plan(dataset -> "hash")
                .get(1)
                .training()
                .learningRate())
        .isEqualTo(0.7);
  }

  @Test
  void aliasesOfTunedArmsAreNamed() {
    ExperimentSpec named =
        parse()
            .withNames(
                name -> name.equals("gelu") ? "GELU" : name,
                name -> name.equals("gelu") ? "GELU" : name,
                name -> name,
                name -> name);
    assertThat(named.cells().get(0).tuned()).containsOnlyKeys("GELU");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cells.0.tuned.tanh={} | names 'tanh'; it must be one of the activations: relu, gelu",
        "cells.0.tuned.gelu.trainin={} | did you mean training",
        "cells.0.tuned.gelu.training.epochs=0 | training.epochs is 0; it must be at least 1",
        "cells.0.tuned=3 | it must be a mapping of activations to their settings",
      })
  void whatIsWrongIsToldInOneLine(String setting, String complaint) {
    assertThatThrownBy(() -> parse(setting))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(complaint)
        .hasMessageNotContaining("\n");
  }
}

package dev.actzoo.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.actzoo.activations.Catalogue;
import dev.actzoo.input.BadInputException;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Formulas that an experiment file has a name for. */
class NamedFormulasTest {
  private static final String HEAD = "name: named\nseeds: [1]\n";
  private static final String CELLS =
      """

      cells:
        - model: resnet-8
          dataset: fashion-mnist-6000
          tuned: {my-act: {training: {epochs: 2}}}
      """;
  private static final String NAMED =
      HEAD
          + """
          baseline: my-act
          activations:
            - relu
            - {name: my-act, formula: 'x * sigmoid(beta * x); beta ~ 1.0'}
            - x * tanh(x)"""
          + CELLS;

  private static ExperimentSpec parse(String yaml) {
    return ExperimentFile.parse(yaml, "mine.yaml", List.of());
  }

  @Test
  void theNameStandsForTheFormula() {
    ExperimentSpec experiment = parse(NAMED);
    assertThat(experiment.activations()).containsExactly("relu", "my-act", "x * tanh(x)");
    assertThat(experiment.baseline()).isEqualTo("my-act");
    assertThat(experiment.formulas())
        .isEqualTo(Map.of("my-act", "x * sigmoid(beta * x); beta ~ 1.0"));
    assertThat(experiment.function("my-act")).isEqualTo("x * sigmoid(beta * x); beta ~ 1.0");
    assertThat(experiment.function("relu")).isEqualTo("relu");
    assertThat(experiment.arm("x * sigmoid(beta * x); beta ~ 1.0")).isEqualTo("my-act");
    assertThat(parse(ExperimentFile.write(experiment))).isEqualTo(experiment);
  }

  @Test
  void trialsAreKnownByTheFunctionWhateverItsName() {
    List<String> plain =
        ids(
            parse(
                NAMED
                    .replaceAll("\\{name.*formula: ('.*')}", "$1")
                    .replace("my-act", "'x * sigmoid(beta * x); beta ~ 1.0'")));
    assertThat(ids(parse(NAMED))).isEqualTo(plain);
    assertThat(ids(parse(NAMED.replace("my-act", "other")))).isEqualTo(plain);
    assertThat(ids(parse(NAMED.replace("beta", "b")))).isNotEqualTo(plain);
  }

  @Test
  void twoNamesForOneFunctionAreOneArm() {
    ExperimentSpec experiment = parse(NAMED);
    UnaryOperator<String> same = UnaryOperator.identity();
    assertThatThrownBy(() -> experiment.withNames(same, arm -> "relu", same, same))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "activations relu and my-act are the same function, relu; it can be an arm once");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "[relu, {name: gelu, formula: x * sin(x)}] | mine.yaml, line 3, column 22: activations.1.name: 'gelu' is an activation of the catalogue; choose another",
        "[relu, {name: swish, formula: x * sin(x)}] | 'swish' is an activation of the catalogue",
        "[relu, {name: My act, formula: x * sin(x)}] | mine.yaml, line 3, column 22: activations.1.name: 'My act' must be 2 to 64 lower-case letters, digits, dots or hyphens, a letter first",
        "[{name: ab, formula: x * sin(x)}, {name: ab, formula: x}] | mine.yaml, line 3, column 49: activations.1.name: 'ab' is the name of another activation",
        "[{name: ab, formula: x * sin(x)}, {name: cd, formula: sin(x) * x}] | mine.yaml, line 3, column 48: activations.1: 'ab' and 'cd' are the same function, x * sin(x); it can be an arm once",
        "[silu, {name: ab, formula: x / (1 + exp(-x))}] | mine.yaml, line 3, column 21: activations.1: 'silu' and 'ab' are the same function, silu; it can be an arm once",
        "[relu, {name: ab, formula: x * sine(x)}] | mine.yaml, line 3, column 32: activations.1.formula: formula 'x * sine(x)', column 5: unknown name 'sine'; did you mean sin?",
        "[relu, {name: ab, formula: ''}] | mine.yaml, line 3, column 32: activations.1.formula is ''",
        "[relu, {name: ab}] | mine.yaml, line 3, column 21: activations.1.formula is missing",
        "[relu, {formula: x * x}] | activations.1.name is missing",
        "[relu, {name: ab, formulae: x * x}] | mine.yaml, line 3, column 32: activations.1: unknown key 'formulae'; did you mean formula?",
        "[relu, [x]] | mine.yaml, line 3, column 21: activations is a list; it must be",
      })
  void whatIsWrongIsSaidWithItsPlace(String activations, String message) {
    assertThatThrownBy(() -> parse(HEAD + "activations: " + activations + CELLS))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining("\n");
  }

  @Test
  void aNameOfTheCatalogueMayStandForItsOwnFunction() {
    String yaml = HEAD + "activations: [{name: my-act, formula: x}, {name: gelu, formula: gelu}]";
    assertThat(parse(yaml + CELLS).activations()).containsExactly("my-act", "gelu");
    assertThat(Catalogue.function("gelu")).isEqualTo("gelu");
  }

  private static List<String> ids(ExperimentSpec experiment) {
    return experiment.plan(dataset -> "0f".repeat(32)).stream()
        .map(trial -> trial.activation() + " " + trial.id())
        .toList();
  }
}

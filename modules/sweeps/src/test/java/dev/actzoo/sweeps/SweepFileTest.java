package dev.actzoo.sweeps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.actzoo.experiments.ModelSpec;
import dev.actzoo.experiments.TrainingSpec;
import dev.actzoo.input.BadInputException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SweepFileTest {
  private static final String SMALL =
      """
      name: small
      budget: {trials: 4}
      space:
        training: {learning-rate: {log-uniform: [1e-3, 1e-1]}}
      cells: [{model: resnet-8, dataset: fashion-mnist-6000}]
      """;
  private static final String FULL =
      """
      name: full
      description: Everything a sweep can say.
      strategy: genetic
      genetic: {population: 5, mutation-rate: 0.3, crossover-rate: 0.7}
      budget: {trials: 60, minutes: 2.5, trial-minutes: 0.5}
      seeds: [3, 4]
      search-seed: 9
      training: {epochs: 2}
      space:
        activation: [relu, gelu]
        model: [resnet-8, resnet-14]
        options: {width: {integer: [4, 16], points: 3}}
        training:
          learning-rate: {log-uniform: [0.001, 0.1], points: 4}
          weight-decay: {uniform: [0, 0.5]}
          batch-size: [32, 64]
          augmentation: [none, pad-crop-flip]
          precision: [float32, bf16]
      cells:
        - model: resnet-8
          dataset: fashion-mnist-6000
          training: {schedule: constant}
        - model: resnet-20
          dataset: flowers
          space:
            activation: [tanh]
            training: {learning-rate: {log-uniform: [0.01, 1]}}
      datasets:
        flowers: {path: /pictures/flowers, test: /pictures/more, on-bad-row: skip}
      """;

  private static SweepSpec parse(String yaml, String... settings) {
    return SweepFile.parse(yaml, "test.yaml", List.of(settings));
  }

  @Test
  void whatIsLeftOutHasItsDefault() {
    SweepSpec sweep = parse(SMALL);
    assertThat(sweep.strategy()).isEqualTo(Strategy.RANDOM);
    assertThat(sweep.genetics()).isEqualTo(new Genetics(6, 0.2, 0.85));
    assertThat(sweep.budget()).isEqualTo(new Budget(4, 0, 30));
    assertThat(sweep.seeds()).containsExactly(1L);
    assertThat(sweep.searchSeed()).isEqualTo(1);
    assertThat(sweep.description()).isEmpty();
    assertThat(sweep.cells().get(0).cell().training()).isEqualTo(TrainingSpec.DEFAULTS);
    assertThat(sweep.cells().get(0).activations()).containsExactly("relu");
    assertThat(sweep.candidates()).isEqualTo(4);
  }

  @Test
  void aFileSaysEverything() {
    SweepSpec sweep = parse(FULL);
    assertThat(sweep.name()).isEqualTo("full");
    assertThat(sweep.description()).isEqualTo("Everything a sweep can say.");
    assertThat(sweep.strategy()).isEqualTo(Strategy.GENETIC);
    assertThat(sweep.genetics()).isEqualTo(new Genetics(5, 0.3, 0.7));
    assertThat(sweep.budget()).isEqualTo(new Budget(60, 2.5, 0.5));
    assertThat(sweep.seeds()).containsExactly(3L, 4L);
    assertThat(sweep.searchSeed()).isEqualTo(9);
    SweepCell first = sweep.cells().get(0);
    assertThat(first.cell().model()).isEqualTo(new ModelSpec("resnet-8"));
    assertThat(first.cell().training().epochs()).isEqualTo(2);
    assertThat(first.activations()).containsExactly("relu", "gelu");
    assertThat(first.dimensions())
        .containsExactly(
            new Dimension.Categorical("model", List.of("resnet-8", "resnet-14")),
            new Dimension.Whole("options.width", 4, 16, 3),
            new Dimension.LogUniform("training.learning-rate", 0.001, 0.1, 4),
            new Dimension.Uniform("training.weight-decay", 0, 0.5, 5),
            new Dimension.Categorical("training.batch-size", List.of("32", "64")),
            new Dimension.Categorical("training.augmentation", List.of("none", "pad-crop-flip")),
            new Dimension.Categorical("training.precision", List.of("float32", "bf16")));
    SweepCell second = sweep.cells().get(1);
    assertThat(second.activations()).containsExactly("tanh");
    assertThat(second.dimensions())
        .contains(new Dimension.LogUniform("training.learning-rate", 0.01, 1, 5))
        .hasSameSizeAs(first.dimensions());
    assertThat(sweep.trialsOfRound()).isEqualTo(6);
    assertThat(sweep.candidates()).isEqualTo(10);
  }

  @Test
  void whatIsWrittenReadsBackAsTheSame() {
    assertThat(parse(SweepFile.write(parse(FULL)))).isEqualTo(parse(FULL));
    assertThat(parse(SweepFile.write(parse(SMALL)))).isEqualTo(parse(SMALL));
  }

  @Test
  void formulasMayHaveNames() {
    String named = FULL.replace("[relu, gelu]", "[relu, {name: mine, formula: x * sin(x)}]");
    SweepSpec sweep = parse(named);
    assertThat(sweep.cells().get(0).activations()).containsExactly("relu", "mine");
    assertThat(sweep.function("mine")).isEqualTo("x * sin(x)");
    assertThat(sweep.arm("x * sin(x)")).isEqualTo("mine");
    assertThat(sweep.arm("relu")).isEqualTo("relu");
    assertThat(parse(SweepFile.write(sweep))).isEqualTo(sweep);
    assertThat(parse(SMALL + "activation: {name: mine, formula: x * sin(x)}").formulas())
        .containsOnlyKeys("mine");
    assertThatThrownBy(() -> parse(named.replace("[tanh]", "[{name: mine, formula: x * cos(x)}]")))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "test.yaml, line 23, column 5: cells.1: activation mine is another formula elsewhere, x * sin(x)");
    assertThatThrownBy(() -> parse(named.replace("sin(x)", "sine(x)")))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("test.yaml, line 10, column 35: space.activation.1.formula: ");
  }

  @Test
  void aSettingOfTheSpaceWinsOverEveryCell() {
    SweepSpec sweep = parse(FULL, "space.training.learning-rate=[0.5]", "budget.trials=6");
    assertThat(sweep.cells())
        .allSatisfy(
            cell ->
                assertThat(cell.dimensions())
                    .contains(new Dimension.Categorical("training.learning-rate", List.of("0.5"))));
    assertThat(sweep.candidates()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "space.training.learning-rat=[1] | did you mean learning-rate",
        "space.optons.width=[1] | did you mean options",
        "budgt.trials=4 | did you mean budget",
        "strategy=bayes | unknown strategy 'bayes'",
        "budget.trials=0 | budget.trials is 0; it must be from 1 to 100000",
        "budget.trial-minutes=0 | budget.trial-minutes is 0.0; it must be above 0",
        "space.training.learning-rate=0.1 | it must be a list of values or a range such as",
        "space.training.learning-rate={log-uniform: [0, 1]} | must begin above 0",
        "space.training.learning-rate={uniform: [2, 1]} | ends at 1.0, not above its beginning 2.0",
        "space.training.learning-rate={uniform: [1]} | has 1 numbers; it must have two",
        "space.training.batch-size=[8, 8] | holds the same value twice",
        "space.training.momentum=[0.1, 0.10, 1e-1] | holds the same value twice, as 0.1 and as 0.10",
        "space.training.optimiser=[adam, ADAM] | holds the same value twice, as adam and as ADAM",
        "space.training.momentum={uniform: [0.9, .nan]} | is '.nan'; it must be a finite number",
        "space.training.momentum={uniform: [0, .inf]} | is '.inf'; it must be a finite number",
        "space.training.momentum={uniform: [0, 1e400]} | it must be a",
        "space.training.momentum={uniform: []} | is empty",
        "space.training.batch-size={integer: [9, 8]} | ends at 8, below its beginning 9",
        "space.activation=[relu, max(x, 0.1*x)] | must stand in quotes: 'max(x, 0.1*x)'",
        "space.training.batch-size={integer: [8.5, 9]} | it must be a whole number",
        "space.training.batch-size={integer: [8, 9], points: 1} | has 1 points",
        "genetic.population=2 | genetic.population is 2; it must be from 4 to 1000",
        "seeds=[1, 2, 3, 4, 5] | one candidate of every activation in every cell with every seed is 5 trials already",
        "space.activation=[relu, gelu, tanh, silu, elu] | is 5 trials already",
      })
  void whatIsWrongIsToldInOneLine(String setting, String complaint) {
    assertThatThrownBy(() -> parse(SMALL, setting))
        .isInstanceOf(BadInputException.class)
        .hasMessageNotContaining("--set " + setting + ": --set")
        .hasMessageContaining(complaint)
        .hasMessageNotContaining("\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{uniform: [0.5, y]}", "{uniform: [2, 1]}", "{integer: [1, 2, 3]}", "[1, 1]"})
  void aPlaceIsToldOnce(String range) {
    String yaml = SMALL.replace("{log-uniform: [1e-3, 1e-1]}", range);
    assertThatThrownBy(() -> parse(yaml))
        .isInstanceOf(BadInputException.class)
        .hasMessageMatching("test\\.yaml, line 4, column \\d+: (?!.*test\\.yaml).*");
  }

  @Test
  void aGridMustFitItsBudget() {
    assertThatThrownBy(() -> parse(SMALL, "strategy=grid"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("the grid has 5; give at least 5 trials");
    assertThat(parse(SMALL, "strategy=grid", "budget.trials=5").candidates()).isEqualTo(5);
  }

  static List<String> presets() {
    return List.copyOf(SweepPresets.names());
  }

  @ParameterizedTest
  @MethodSource("presets")
  void presetsAreSweepsOfBothEmbeddedCells(String name) {
    SweepSpec sweep = SweepPresets.read(name, List.of());
    assertThat(sweep.cells().stream().map(cell -> cell.cell().dataset()))
        .containsExactly("fashion-mnist-6000", "gutenberg-authors");
    assertThat(sweep.candidates()).isGreaterThanOrEqualTo(3);
  }
}

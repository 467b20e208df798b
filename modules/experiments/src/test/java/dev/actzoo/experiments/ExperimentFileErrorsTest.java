package dev.actzoo.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.actzoo.experiments.yaml.YamlReader;
import dev.actzoo.input.BadInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ExperimentFileErrorsTest {
  private static final String GOOD =
      """
      name: small
      activations: [gelu, relu]
      seeds: [7]
      training:
        epochs: 2
      cells:
        - model: resnet-8
          dataset: mnist
          training:
            epochs: 3
      """;

  static Stream<Arguments> files() {
    return Stream.of(
        arguments("", "t.yaml: holds no experiment"),
        arguments("# nothing\n", "t.yaml: holds no experiment"),
        arguments("just words", "t.yaml, line 1, column 1: the file is 'just words'; it must be"),
        arguments("- a\n- b\n", "the file is a list; it must be a mapping"),
        arguments(
            "name: [a\nseeds: 3\n", "t.yaml, line 2, column 6: not YAML: expected ',' or ']'"),
        arguments("name: a\n\tseeds: b\n", "t.yaml, line 2, column 1: not YAML: "),
        arguments("name: *nowhere\n", "line 1, column 7: not YAML: found undefined alias nowhere"),
        arguments("a: 1\n---\nb: 2\n", "t.yaml, line 2, column 1: not YAML: but found another"),
        arguments(
            "name: a\u0000b\n", "t.yaml: not YAML: character U+0000 at position 7 is not allowed"),
        arguments("name: " + "[".repeat(40) + "]".repeat(40), "not YAML: Nesting Depth exceeded"),
        arguments("name: &a [*a]\n", "line 1, column 7: a value that holds itself"),
        arguments(bomb(), "not YAML: Number of aliases for non-scalar nodes exceeds"),
        arguments("? [a, b]\n: 1\n", "line 1, column 3: a key must be a plain word"),
        arguments(GOOD + "name: twice\n", "t.yaml, line 11, column 1: key 'name' is given twice"),
        arguments(
            GOOD.replace("    epochs: 3", "    epochs: 3\n      Epochs: 4"),
            "line 11, column 7: key 'epochs' is given twice"),
        arguments(
            GOOD.replace("seeds: [7]", "sedes: [7]"),
            "t.yaml, line 3, column 1: unknown key 'sedes'; did you mean seeds? valid: name, "),
        arguments(
            GOOD.replace("  epochs: 2", "  epoch: 2"),
            "t.yaml, line 5, column 3: training: unknown key 'epoch'; did you mean epochs? valid:"),
        arguments(
            GOOD.replace("dataset:", "data_set:"),
            "t.yaml, line 8, column 5: cells.0: unknown key 'data-set'; did you mean dataset?"),
        arguments(
            GOOD + "epochs: 4\n",
            "t.yaml, line 11, column 1: unknown key 'epochs'; did you mean training.epochs?"),
        arguments(GOOD.replace("name: small\n", ""), "line 1, column 1: name is missing"),
        arguments(GOOD.replace("seeds: [7]\n", ""), "seeds is missing"),
        arguments(GOOD.replace("activations: [gelu, relu]\n", ""), "activations is missing"),
        arguments(GOOD.replace("model: resnet-8", "options: {}"), "cells.0.model is missing"),
        arguments(GOOD.substring(0, GOOD.indexOf("cells")), "cells is missing; give either cells"),
        arguments(GOOD + "models: [a]\n", "both cells and models or datasets are given"),
        arguments("name: a\nactivations: [a]\nseeds: [1]\nmodels: [b]\n", "datasets is missing"),
        arguments(GOOD.replace("[7]", "[]"), "line 3, column 1: seeds is empty; at least one"),
        arguments(GOOD.replace("[gelu, relu]", "[]"), "activations is empty; at least one"),
        arguments(GOOD.replace("name: small", "name:"), "name is empty; it must be a word"),
        arguments(GOOD.replace("name: small", "name: ''"), "name is ''; it must be a word"),
        arguments(GOOD.replace("name: small", "name: {}"), "name is a mapping; it must be a word"),
        arguments(GOOD.replace("name: small", "name: a/b"), "t.yaml: name is 'a/b'; it must be"),
        arguments(GOOD.replace("[7]", "7"), "seeds is '7'; it must be a list of whole numbers"),
        arguments(GOOD.replace("[7]", "[1.5]"), "seeds is '1.5'; it must be a whole number"),
        arguments(GOOD.replace("[7]", "[1, 1]"), "t.yaml: seeds holds the same entry twice"),
        arguments(
            GOOD.replace("[7]", "[9223372036854775808]"),
            "it must be a whole number of at most 64"),
        arguments(
            GOOD.replace("[7]", "[" + "1, ".repeat(1001) + "]"),
            "seeds has 1001 entries; at most 1000 are allowed"),
        arguments(GOOD.replace("[gelu, relu]", "relu, gelu"), "it must be a list of names such as"),
        arguments(
            GOOD.replace("epochs: 2", "epochs: 2.5"),
            "line 5, column 3: training.epochs is '2.5'; it must be a whole number"),
        arguments(
            GOOD.replace("epochs: 3", "epochs: 3000000000"),
            "cells.0.training.epochs is '3000000000'; it must be a whole number of at most 32"),
        arguments(
            GOOD.replace("  epochs: 2", "  epochs: 0"),
            "t.yaml, line 4, column 1: training.epochs is 0; it must be at least 1"),
        arguments(
            GOOD.replace("epochs: 3", "momentum: 1"),
            "line 9, column 5: cells.0.training.momentum is 1.0; it must be in [0, 1)"),
        arguments(
            GOOD.replace("epochs: 3", "learning-rate: fast"),
            "cells.0.training.learning-rate is 'fast'; it must be a finite number"),
        arguments(GOOD.replace("epochs: 3", "learning-rate: .nan"), "it must be a finite number"),
        arguments(GOOD.replace("epochs: 3", "weight-decay: 1e999"), "it must be a finite number"),
        arguments(
            GOOD.replace("epochs: 3", "optimiser: adamv"),
            "cells.0.training.optimiser: unknown optimiser 'adamv'; did you mean adam, adamw?"),
        arguments(
            GOOD.replace("epochs: 3", "schedule: cosin"),
            "unknown schedule 'cosin'; did you mean cosine? valid: constant, linear, cosine"),
        arguments(
            GOOD.replace("training:\n  epochs: 2", "training: 3"), "training is '3'; it must"),
        arguments(
            GOOD.replace("model: resnet-8", "model: m\n    options: 3"), "options is '3'; it"),
        arguments(
            GOOD.replace("model: resnet-8", "model: m\n    options: {width: wide}"),
            "cells.0.options.width is 'wide'; it must be a finite number"),
        arguments(GOOD + "baseline: silu\n", "t.yaml: baseline is 'silu'; it must be one of the"));
  }

  static Stream<Arguments> settings() {
    return Stream.of(
        arguments("epochs", "--set epochs: must look like key=value"),
        arguments("=3", "--set =3: must look like key=value"),
        arguments(
            "epochs=3", "--set epochs=3: unknown key 'epochs'; did you mean training.epochs?"),
        arguments("training.epoch=3", "--set training.epoch=3: training: unknown key 'epoch'; did"),
        arguments("seeds=[1", "--set seeds=[1: not YAML: expected ',' or ']'"),
        arguments("seeds=", "--set seeds=: seeds is empty; it must be a list"),
        arguments("name.x=1", "--set name.x=1: 'small' has no 'x' within"),
        arguments("cells.1.model=a", "'1' is not an index of a list of 1, counted from 0"),
        arguments("cells.x.model=a", "'x' is not an index of a list of 1, counted from 0"),
        arguments("training..epochs=1", "unknown key ''"),
        arguments("training.epochs=0", "training.epochs is 0; it must be at least 1"),
        arguments("cells=3", "--set cells=3: cells is '3'; it must be a list"));
  }

  @ParameterizedTest
  @MethodSource("files")
  void aBadFileGetsOneLine(String yaml, String message) {
    assertOneLine(catchThrowable(() -> ExperimentFile.parse(yaml, "t.yaml", List.of())), message);
  }

  @ParameterizedTest
  @MethodSource("settings")
  void aBadSettingGetsOneLine(String setting, String message) {
    assertThat(ExperimentFile.parse(GOOD, "t.yaml", List.of()).seeds()).containsExactly(7L);
    assertOneLine(
        catchThrowable(() -> ExperimentFile.parse(GOOD, "t.yaml", List.of(setting))), message);
  }

  @Test
  void aSettingWithinCellsNeedsCells() {
    String crossed = "name: a\nactivations: [a]\nseeds: [1]\nmodels: [b]\ndatasets: [c]\n";
    assertThatThrownBy(
            () -> ExperimentFile.parse(crossed, "t", List.of("cells.0.training.epochs=2")))
        .isInstanceOf(BadInputException.class)
        .hasMessage("--set cells.0.training.epochs=2: there is no list of cells");
  }

  @Test
  void aFileThatCannotBeReadGetsOneLine(@TempDir Path folder) throws Exception {
    assertOneLine(read(folder.resolve("none.yaml")), "none.yaml: no such file");
    assertOneLine(read(folder), ": not a file");
    Path binary = Files.write(folder.resolve("binary"), new byte[] {'a', (byte) 0xff, 'b'});
    assertOneLine(read(binary), "binary: not UTF-8 text");
    Path huge = Files.write(folder.resolve("huge"), new byte[YamlReader.MAX_CHARACTERS + 1]);
    assertOneLine(read(huge), "huge: larger than 1048576 bytes");
  }

  @Test
  void aFileThatCannotBeWrittenGetsOneLine(@TempDir Path folder) {
    ExperimentSpec experiment = ExperimentFile.parse(GOOD, "t.yaml", List.of());
    assertOneLine(
        catchThrowable(() -> ExperimentFile.write(experiment, folder.resolve("no/e.yaml"))),
        "e.yaml: cannot be written (no such file or folder)");
  }

  private static Throwable read(Path file) {
    return catchThrowable(() -> ExperimentFile.read(file, List.of()));
  }

  private static void assertOneLine(Throwable thrown, String message) {
    assertThat(thrown)
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining("\n");
  }

  private static String bomb() {
    StringBuilder yaml = new StringBuilder("a0: &a0 [x, x]\n");
    for (int i = 1; i < 30; i++) {
      yaml.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
    }
    return yaml.toString();
  }
}

package dev.actzoo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actzoo.activations.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Formulas in the place of activations' names. */
class FormulaTest {
  @TempDir Path folder;

  @Test
  void trainsAFormulaAndWarnsWhereItOverflows() {
    Invocation run =
        Invocation.of(
            folder,
            List.of(
                "train",
                "--model=resnet-8",
                "--dataset=fashion-mnist-6000",
                "--activation=exp(x) * x / (2 + exp(x))",
                "--set=training.epochs=1",
                "--set=training.batch-size=512",
                "--set=cells.0.options.width=1"));
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err().lines())
        .contains(
            "formula 'x * exp(x) / (exp(x) + 2)': In float32 its value overflows from x = 84.29 on;"
                + " in float32 its derivative overflows from x = 42.49 on.");
    assertThat(run.out())
        .contains("on fashion-mnist-6000, x * exp(x) / (exp(x) + 2), seed 1: test accuracy ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "resnet-8 | fashion-mnist-6000 | width=2",
        "bert-tiny | gutenberg-authors | max-length=16"
      })
  void trainsLearnedParameters(String model, String dataset, String option) {
    Invocation run =
        Invocation.of(
            folder,
            List.of(
                "train",
                "--model=" + model,
                "--dataset=" + dataset,
                "--activation=x * sigmoid(b * x) + c * x; b[channel] ~ 1, c ~ 0.1",
                "--set=training.epochs=1",
                "--set=training.batch-size=512",
                "--set=cells.0.options." + option));
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("c * x + x * sigmoid(b * x); b[channel] ~ 1, c ~ 0.1, seed 1");
  }

  @Test
  void aNameOfAnExperimentIsALabelOfItsFormula() throws IOException {
    String yaml =
        """
        name: %s
        activations: [relu, {name: %s, formula: 'x * sigmoid(beta * x); beta ~ 1.0'}]
        seeds: [1]
        training: {epochs: 1, batch-size: 512}
        cells: [{model: resnet-8, dataset: fashion-mnist-6000, options: {width: 1}}]
        """;
    Path config = folder.resolve("mine.yaml");
    Path output = folder.resolve("out");
    List<String> compare =
        List.of("compare", "--config", config.toString(), "--out", output.toString());
    Files.writeString(config, yaml.formatted("first", "my-act"));
    Invocation first = Invocation.of(folder, compare);
    assertThat(first.code()).as(first.err()).isZero();
    assertThat(first.err()).contains("on fashion-mnist-6000, my-act, seed 1: test accuracy ");
    assertThat(first.out()).contains("| my-act ").doesNotContain("sigmoid");

    Files.writeString(config, yaml.formatted("second", "other"));
    Invocation second = Invocation.of(folder, compare);
    assertThat(second.err().strip())
        .isEqualTo("all 2 trials are done already; nothing is left to run");
    assertThat(second.out()).contains("| other ");

    Invocation again =
        Invocation.of(
            folder,
            List.of("report", output.toString(), "--experiment=first", "--baseline=my-act"));
    assertThat(again.code()).as(again.err()).isZero();
    assertThat(again.out()).contains("| my-act ").contains("to my-act");
  }

  @Test
  void theFormulasOfTheReadmeAreActivations() throws IOException {
    String readme = Files.readString(Path.of("../../README.md"));
    Matcher formulas = Pattern.compile("'(x [^']*)'").matcher(readme);
    List<String> found = formulas.results().map(result -> result.group(1)).toList();
    assertThat(found).hasSizeGreaterThanOrEqualTo(3);
    assertThat(found).allSatisfy(text -> assertThat(Catalogue.ridge(text).gain()).isPositive());
    assertThat(readme).contains("(`x / (1 + exp(-x))` is `silu`)");
    assertThat(Catalogue.named("x / (1 + exp(-x))").name()).isEqualTo("silu");
  }
}

package dev.actzoo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actzoo.activations.Activation;
import dev.actzoo.activations.Catalogue;
import dev.actzoo.activations.properties.Properties;
import dev.actzoo.activations.properties.Property;
import dev.actzoo.activations.properties.Value;
import dev.actzoo.activations.properties.Verification.Disagreement;
import dev.actzoo.activations.properties.Word;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogCommandTest {
  @TempDir Path folder;

  @Test
  void thePageOfAnEntryHasItsPropertiesAndAPlot() {
    Invocation run = Invocation.of(folder, "catalog", "show", "gelu");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out().lines().toList())
        .startsWith("gelu", "also                 gelu-erf, gelu-exact")
        .contains(
            "formula              x * Phi(x)",
            "range                [-0.169971207479904, inf)",
            "Lipschitz constant   Phi(sqrt(2)) + exp(-1) / sqrt(pi) = 1.12890",
            "Taylor radius        inf",
            "f and f', x from -5 to 5",
            "        * f   o f'");
    assertThat(run.out()).doesNotContain("\u001b").contains("****").contains("oooo");
  }

  @Test
  void thePropertiesOfAFormulaAreComputed() {
    Invocation run = Invocation.of(folder, "catalog", "show", "x * sigmoid(2 * x)");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out().lines())
        .contains("Taylor radius        1.5707963267949", "f'(0)                0.5")
        .anyMatch(line -> line.matches("range +\\[-0\\.13923\\d+, inf\\)"));
    assertThat(Invocation.of(folder, "catalog", "show", "x*sigmoid(1.702*x)").out())
        .startsWith("gelu-sigmoid");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-x*exp(-x^2)", "-cos(x)", "-x"})
  void aFormulaMayBeginWithAMinus(String formula) {
    Invocation run = Invocation.of(folder, "catalog", "show", formula);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("formula              -");
    Invocation train =
        Invocation.of(
            folder, "train", "--model=resnet-9", "--dataset=mnist", "--activation", formula);
    assertThat(train.err()).contains("unknown model 'resnet-9'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1/x", "tan(x)", "log(abs(x))"})
  void aPoleIsShownAsOne(String formula) {
    Invocation run = Invocation.of(folder, "catalog", "show", formula);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out().lines()).contains("range                (-inf, inf)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"softmax", "swiglu", "bump", "top-k", "crelu", "siren", "pau"})
  void everyFamilyHasAPage(String name) {
    Invocation run = Invocation.of(folder, "catalog", "show", name);
    assertThat(run.code()).as(run.err()).isZero();
    Map<Property, Value> properties = Properties.of(Catalogue.named(name));
    assertThat(properties.keySet())
        .allSatisfy(property -> assertThat(run.out()).contains("\n" + property.label() + " "));
    assertThat(run.out()).contains("* f   o f'");
  }

  @Test
  void verifiedEntriesAreCounted() {
    Invocation run = Invocation.of(folder, "catalog", "verify", "relu", "bump", "SoftMax");
    assertThat(run.code()).as(run.out() + run.err()).isZero();
    assertThat(run.out().strip()).matches("\\d+ properties of 3 activations: all are as computed");
  }

  @Test
  void aWrongPropertyGetsALineAndEndsWith1() {
    Activation relu = Catalogue.named("relu");
    Disagreement wrong = new Disagreement(relu, Property.PARITY, new Word("odd"), new Word("none"));
    StringWriter out = new StringWriter();
    int code = new VerificationReport(1, 17, List.of(wrong)).print(new PrintWriter(out, true));
    assertThat(code).isEqualTo(1);
    assertThat(out.toString().lines())
        .containsExactly(
            "relu: parity is declared odd, computed none",
            "17 properties of 1 activation: 1 are wrong");
  }

  @Test
  void anUnknownNameIsAnsweredWithTheNearest() {
    for (String command : List.of("show", "verify")) {
      Invocation run = Invocation.of(folder, "catalog", command, "gelo");
      assertThat(run.code()).isEqualTo(2);
      assertThat(run.err()).contains("unknown activation 'gelo'; did you mean gelu");
      assertThat(run.err().lines()).hasSize(1);
    }
  }

  @Test
  void nothingIsDeclaredOfAFormula() {
    Invocation run = Invocation.of(folder, "catalog", "verify", "x * sigmoid(2 * x)");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err().lines())
        .singleElement()
        .asString()
        .contains("nothing is declared of 'x * sigmoid(2 * x)'; actzoo catalog show");
  }

  @Test
  void colourIsUsedOnlyWhereItIsAskedFor() {
    StringWriter out = new StringWriter();
    new ActivationPage(new PrintWriter(out, true), 80, true).print(Catalogue.named("tanh"));
    assertThat(out.toString()).contains("\u001b[36m*").contains("\u001b[33mo");
    assertThat(out.toString().lines())
        .allMatch(line -> line.replaceAll("\u001b\\[\\d+m", "").length() <= 100);
  }
}

package dev.actzoo.activations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.actzoo.input.BadInputException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CatalogueTest {
  @Test
  void listsEveryActivationOnce() {
    assertThat(Catalogue.all())
        .extracting(Activation::name)
        .doesNotHaveDuplicates()
        .contains("identity", "gelu", "dl4j-gelu-precise", "gaussian", "bump", "softmax", "swiglu");
    assertThat(Catalogue.all())
        .hasSize(Catalogue.ridges().size() + Catalogue.radials().size() + Catalogue.folds().size());
  }

  @Test
  void findsEveryActivationByItsNameAndAliases() {
    for (Activation activation : Catalogue.all()) {
      assertThat(Catalogue.named(activation.name())).isSameAs(activation);
      for (String alias : activation.aliases()) {
        assertThat(Catalogue.named(alias)).isSameAs(activation);
      }
    }
    assertThat(Catalogue.named("Swish").name()).isEqualTo("silu");
    assertThat(Catalogue.named("GELU_TANH").name()).isEqualTo("gelu-tanh");
  }

  @Test
  void noNameOrAliasMeansTwoThings() {
    assertThat(
            Catalogue.all().stream()
                .flatMap(a -> Stream.concat(Stream.of(a.name()), a.aliases().stream())))
        .doesNotHaveDuplicates()
        .allMatch(name -> name.matches("[a-z0-9]+(-[a-z0-9]+)*(\\.[0-9])?"));
  }

  @Test
  void everyEntryIsDocumented() {
    assertThat(Catalogue.all())
        .allSatisfy(
            activation -> {
              String variable = activation.family() == Family.RADIAL ? "r" : "x";
              assertThat(activation.formula().text()).contains(variable);
              assertThat(activation.formula().latex()).contains(variable).doesNotContain("$");
              assertThat(activation.paper()).containsPattern("[0-9]");
              assertThat(activation.note()).matches("(?s)|[A-Z].*\\.");
            });
    assertThat(Catalogue.named("dl4j-gelu-precise").note()).contains("gradient");
  }

  @Test
  void anUnknownNameIsAnsweredWithTheNearest() {
    assertThatThrownBy(() -> Catalogue.named("gelo"))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("unknown activation 'gelo'; did you mean gelu")
        .hasMessageContaining("valid: step, sign, identity, relu");
  }

  @Test
  void aFoldWhereARidgeFunctionBelongsIsRefused() {
    assertThatThrownBy(() -> Catalogue.ridge("SwiGLU"))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "activation swiglu is a fold function; here goes one applied to each element, a ridge"
                + " function");
  }
}

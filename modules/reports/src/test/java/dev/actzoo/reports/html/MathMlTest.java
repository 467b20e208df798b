package dev.actzoo.reports.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.actzoo.activations.Activation;
import dev.actzoo.activations.Catalogue;
import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.InputSource;

class MathMlTest {
  static List<Activation> catalogue() {
    return Catalogue.all();
  }

  @ParameterizedTest
  @MethodSource("catalogue")
  void everyFormulaOfTheCatalogueIsWellFormedAndLeavesNoLatexBehind(Activation activation)
      throws Exception {
    String math = MathMl.of(activation.formula().latex());
    String text =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(math)))
            .getDocumentElement()
            .getTextContent();
    assertThat(text).isNotBlank().doesNotContain("\\", "{cases", "^", "_");
  }

  @Test
  void scriptsFractionsAndRoots() {
    assertThat(MathMl.of("\\tfrac16 x_i^{2}"))
        .isEqualTo(
            "<math display=\"block\"><mrow><mfrac><mn>1</mn><mn>6</mn></mfrac>"
                + "<msubsup><mi>x</mi><mi>i</mi><mrow><mn>2</mn></mrow></msubsup></mrow></math>");
    assertThat(MathMl.of("\\sqrt{-x}"))
        .contains("<msqrt><mrow><mo form=\"prefix\">−</mo><mi>x</mi></mrow></msqrt>");
  }

  @Test
  void namesOfFunctionsStandApartFromFactorsAndBareArguments() {
    String space = "<mspace width=\"0.17em\"/>";
    String sine = "<mi mathvariant=\"normal\">sin</mi>";
    assertThat(MathMl.of("x \\sin(x)")).contains("<mi>x</mi>" + space + sine + "<mo");
    assertThat(MathMl.of("1 - \\sin x")).contains("<mo>−</mo>" + sine + space + "<mi>x</mi>");
  }

  @Test
  void casesAreATableOfTheirParts() {
    String math = MathMl.of("\\begin{cases} x & x > 0 \\\\ 0 & x \\le 0 \\end{cases}");
    assertThat(math).contains("<mo stretchy=\"true\" form=\"prefix\">{</mo>");
    assertThat(math.split("<mtr>", -1)).hasSize(3);
    assertThat(math.split("<mtd>", -1)).hasSize(5);
    assertThat(math).contains("<mo>&gt;</mo>", "<mo>≤</mo>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\unknown", "a}", "x ; y", "\\left(x", "\\!"})
  void whatItDoesNotKnowIsRejected(String latex) {
    assertThatIllegalArgumentException().isThrownBy(() -> MathMl.of(latex));
  }
}

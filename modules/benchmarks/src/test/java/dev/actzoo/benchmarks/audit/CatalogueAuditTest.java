package dev.actzoo.benchmarks.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.actzoo.activations.Catalogue;
import dev.actzoo.activations.Radial;
import dev.actzoo.activations.Ridge;
import dev.actzoo.benchmarks.audit.AuditedKernel.NumberType;
import dev.actzoo.input.BadInputException;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CatalogueAuditTest {
  private static final float[] GRID = CoarseGrid.points();
  private static final float[] SCAN = AuditGrid.scan();

  private static KernelAudit audit(
      String entry, DoubleUnaryOperator value, DoubleUnaryOperator slope) {
    AuditedKernel kernel = new AuditedKernel("made up", NumberType.FLOAT32, run(value), run(slope));
    return CatalogueAudit.audit(Catalogue.ridge(entry), List.of(kernel), GRID, SCAN).get(0);
  }

  private static AuditedKernel.Run run(DoubleUnaryOperator f) {
    return x -> {
      double[] out = new double[x.length];
      for (int i = 0; i < x.length; i++) {
        out[i] = (float) f.applyAsDouble(x[i]);
      }
      return out;
    };
  }

  private static Side gradient(KernelAudit audit) {
    return Objects.requireNonNull(audit.gradient());
  }

  @Test
  void aKernelRoundedFromTheReferenceIsRightToHalfAUlp() {
    for (String entry : List.of("silu", "hard-shrink", "relu6", "sqnl")) {
      Ridge ridge = Catalogue.ridge(entry);
      KernelAudit audit = audit(entry, ridge::value, ridge::derivative);
      for (Side side : List.of(audit.value(), gradient(audit))) {
        assertThat(side.ulps().error()).as(entry).isLessThanOrEqualTo(0.5001);
        assertThat(side.notFiniteFrom()).isNull();
        assertThat(side.limits()).isTrue();
        assertThat(side.keepsNaN()).isTrue();
      }
    }
  }

  @Test
  void aWrongConstantIsFoundAndPlaced() {
    KernelAudit audit =
        audit(
            "gelu-sigmoid",
            x -> x / (1 + Math.exp(-1.7 * x)),
            x -> Catalogue.ridge("gelu-sigmoid").derivative(x) * (Math.abs(x - 2) < 1e-3 ? 2 : 1));
    Deviation worst = audit.value().absolute();
    // 0.002 x^2 s (1 - s) for s = sigmoid(1.7 x) is largest, 3.03e-4, at 2.4 / 1.7
    assertThat(worst.error()).isCloseTo(3.035e-4, within(5e-7));
    assertThat(Math.abs(worst.at())).isCloseTo(1.41, within(0.02));
    assertThat(worst.expected() - worst.got()).isCloseTo(worst.error(), within(1e-7));
    Deviation spike = gradient(audit).absolute();
    assertThat(spike.at()).isCloseTo(2, within(1e-3));
    assertThat(spike.error()).isCloseTo(1.07, within(0.01));
  }

  @Test
  void overflowSwallowedNanAndLostLimitsAreFound() {
    KernelAudit audit =
        audit(
            "silu",
            x -> Double.isNaN(x) ? 0 : x / (1 + Math.exp(-x)),
            x -> {
              float e = (float) Math.exp(x);
              return e * (1 + (float) x + e) / ((1 + e) * (1 + e));
            });
    assertThat(audit.value().keepsNaN()).isFalse();
    assertThat(audit.value().notFiniteFrom()).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(audit.value().limits()).isFalse();
    assertThat(gradient(audit).notFiniteFrom()).isCloseTo(44.36, within(0.05));
  }

  @Test
  void eitherSlopeIsRightAtAKinkAndNothingBeyond() {
    Side either = gradient(audit("relu", x -> Math.max(0, x), x -> x >= 0 ? 1 : 0));
    assertThat(either.absolute().error()).isZero();
    Side beyond = gradient(audit("relu", x -> Math.max(0, x), x -> x == 0 ? 2 : x > 0 ? 1 : 0));
    assertThat(beyond.absolute()).isEqualTo(new Deviation(1, 0, 0, 2));
    Side wide = gradient(audit("relu", x -> Math.max(0, x), x -> x > -1e-40 ? 1 : 0));
    assertThat(wide.absolute().error()).isEqualTo(1);
  }

  /** What Deeplearning4j 1.0.0-M2.1 is known for. */
  @ParameterizedTest
  @CsvSource({
    "mish, Activation.MISH, 2e-6, 22, 23",
    "silu, Activation.SWISH, 2e-6, 44, 46",
    "softplus, Activation.SOFTPLUS, 2e-6, 88, 90",
    "dl4j-gelu, Activation.GELU, 2e-6, 26, 27",
    "gelu, Activation.GELU, 0.0204, 26, 27",
    "gelu-tanh, ActivationGELU(true), 0.0337, ,"
  })
  void defectsOfDeeplearning4jAreFound(
      String entry, String activation, double valueErrs, Double from, Double to) {
    AuditedKernel stock =
        StockKernels.of(entry).stream()
            .filter(kernel -> kernel.name().equals("DL4J " + activation))
            .filter(kernel -> kernel.number() == NumberType.FLOAT32)
            .findFirst()
            .orElseThrow();
    KernelAudit audit =
        CatalogueAudit.audit(Catalogue.ridge(entry), List.of(stock), GRID, SCAN).get(0);
    assertThat(audit.value().absolute().error()).isLessThan(valueErrs);
    if (valueErrs > 0.01) {
      assertThat(audit.value().absolute().error()).isGreaterThan(0.98 * valueErrs);
    }
    if (from != null) {
      assertThat(gradient(audit).notFiniteFrom()).isBetween(from, to);
    }
  }

  static List<Radial> radials() {
    return Catalogue.radials();
  }

  @ParameterizedTest
  @MethodSource("radials")
  void radialKernelsAreRightToAFewUlpsOfTheirSquares(Radial radial) {
    List<KernelAudit> audits = RadialAudit.of(radial, GRID, SCAN);
    assertThat(audits).extracting(KernelAudit::number).containsExactly("float32", "float64");
    for (KernelAudit audit : audits) {
      double bound = audit.number().equals("float32") ? 3e-7 : 1e-14;
      for (Side side : List.of(audit.value(), gradient(audit))) {
        assertThat(side.absolute().error() / Math.max(1, Math.abs(side.absolute().expected())))
            .as(audit.toString())
            .isLessThan(bound);
        Double from = side.notFiniteFrom();
        assertThat(from == null || from.isInfinite()).as(audit.toString()).isTrue();
      }
    }
  }

  @Test
  void everyEntryIsAuditedAndOthersAreRefused() {
    assertThat(CatalogueAudit.entries(List.of()))
        .containsAll(Catalogue.ridges())
        .containsAll(Catalogue.radials())
        .containsAll(Catalogue.folds());
    assertThat(CatalogueAudit.entries(List.of("Swish", "silu")))
        .containsExactly(Catalogue.ridge("silu"));
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> CatalogueAudit.entries(List.of("maxout(4)")))
        .withMessageContaining("'maxout(4)' is not audited");
  }
}

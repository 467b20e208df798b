package dev.actzoo.benchmarks.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.actzoo.activations.Catalogue;
import dev.actzoo.activations.Fold;
import dev.actzoo.benchmarks.audit.AuditedKernel.NumberType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class FoldAuditTest {
  private static final int WIDEST = 20;

  private static final List<float[]> ROWS =
      FoldRows.all().stream().filter(row -> row.length < WIDEST).toList();

  static List<Fold> folds() {
    return Catalogue.folds();
  }

  /** Gates do at infinities and NaN what their functions do, which are audited by themselves. */
  @ParameterizedTest
  @MethodSource("folds")
  void ourKernelsAreRightAndFiniteAtAllSizes(Fold fold) {
    for (KernelAudit audit : FoldAudit.of(fold, OurFolds.of(fold), ROWS)) {
      double bound = bound(fold, audit);
      for (Side side : List.of(audit.value(), gradient(audit))) {
        assertThat(side.notFiniteFrom()).as(audit.toString()).isNull();
        assertThat(side.differsInBatch()).as(audit.toString()).isFalse();
        assertThat(side.absolute().error() / Math.max(1, Math.abs(side.absolute().expected())))
            .as(audit.toString())
            .isLessThan(bound);
      }
      boolean gated = fold.gate() != null;
      if (!gated && !audit.kernel().equals("oneDNN") && !audit.kernel().equals("our ND4J")) {
        assertThat(audit.value().ulps().error()).as(audit.toString()).isLessThan(1000);
        assertThat(audit.value().limits()).as(audit.toString()).isTrue();
        assertThat(audit.value().keepsNaN()).as(audit.toString()).isTrue();
      }
    }
  }

  /** oneDNN takes the logarithm off after rounding the sum it is of. */
  private static double bound(Fold fold, KernelAudit audit) {
    if (audit.number().equals("float64")) {
      return 1e-14;
    }
    return fold.name().equals("log-softmax") && audit.kernel().equals("oneDNN") ? 5e-6 : 1e-6;
  }

  private static Side gradient(KernelAudit audit) {
    return Objects.requireNonNull(audit.gradient());
  }

  /** The reference itself as a kernel, rounded, and then with something wrong. */
  private static KernelAudit audit(Fold fold, UnaryOperator<double[]> value) {
    FoldKernel kernel =
        new FoldKernel(
            "made up",
            NumberType.FLOAT32,
            x -> rows(x, value),
            (x, g) -> {
              List<double[]> all = new ArrayList<>();
              for (int i = 0; i < x.rows(); i++) {
                all.add(fold.pullback(x.getRow(i).toDoubleVector(), g.getRow(i).toDoubleVector()));
              }
              return floats(all);
            });
    return FoldAudit.of(fold, List.of(kernel), ROWS).get(0);
  }

  private static INDArray rows(INDArray x, UnaryOperator<double[]> value) {
    return floats(
        Stream.iterate(0, i -> i < x.rows(), i -> i + 1)
            .map(i -> value.apply(x.getRow(i).toDoubleVector()))
            .toList());
  }

  private static INDArray floats(List<double[]> rows) {
    return Nd4j.createFromArray(rows.toArray(double[][]::new)).castTo(DataType.FLOAT);
  }

  @Test
  void aKernelRoundedFromTheReferenceIsRightToHalfAUlp() {
    for (String entry : List.of("softmax", "log-softmax", "sparsemax", "maxout", "top-k", "glu")) {
      Fold fold = (Fold) Catalogue.named(entry);
      KernelAudit audit = audit(fold, fold::value);
      for (Side side : List.of(audit.value(), gradient(audit))) {
        assertThat(side.ulps().error()).as(entry).isLessThanOrEqualTo(0.5001);
        assertThat(side.notFiniteFrom()).isNull();
        assertThat(side.limits()).as(entry).isTrue();
      }
      assertThat(audit.value().keepsNaN()).isTrue();
    }
  }

  @Test
  void overflowIsFoundAndPlacedAndSwallowedNanToo() {
    KernelAudit audit =
        audit(
            (Fold) Catalogue.named("softmax"),
            x -> {
              float[] e = new float[x.length];
              float sum = 0;
              for (int i = 0; i < x.length; i++) {
                e[i] = Double.isNaN(x[i]) ? 1 : (float) Math.exp(x[i]);
                sum += e[i];
              }
              double[] y = new double[x.length];
              for (int i = 0; i < x.length; i++) {
                y[i] = e[i] / sum;
              }
              return y;
            });
    assertThat(audit.value().notFiniteFrom()).isBetween(84.0, 105.0);
    assertThat(audit.value().limits()).isFalse();
    assertThat(audit.value().keepsNaN()).isFalse();
  }

  @Test
  void aWrongPlaceOrFactorIsFound() {
    Fold minout = (Fold) Catalogue.named("minout");
    Fold maxout = (Fold) Catalogue.named("maxout");
    assertThat(audit(minout, maxout::value).value().absolute().error()).isGreaterThan(10);
    Fold mean = (Fold) Catalogue.named("mean-fold");
    UnaryOperator<double[]> longer =
        x -> {
          double[] y = mean.value(x);
          for (int i = 0; i < y.length; i++) {
            y[i] *= 1.001;
          }
          return y;
        };
    assertThat(audit(mean, longer).value().relative().error()).isCloseTo(1e-3, within(1e-6));
  }

  /** What Deeplearning4j 1.0.0-M2.1 and ND4J are known for. */
  @ParameterizedTest
  @CsvSource({
    "log-softmax, ND4J op log_softmax, float32, 40, 100, false",
    "lse-fold, ND4J op reduce_logsumexp, float32, 40, 100, true",
    "softmax, DL4J Activation.SOFTMAX, float64, , , true"
  })
  void stockKernelsOverflowOrDifferInABatch(
      String entry, String kernel, String number, Double from, Double to, boolean differs) {
    Fold fold = (Fold) Catalogue.named(entry);
    KernelAudit audit =
        FoldAudit.of(fold, StockFolds.of(fold), FoldRows.all()).stream()
            .filter(one -> one.kernel().equals(kernel) && one.number().equals(number))
            .findFirst()
            .orElseThrow();
    if (from == null) {
      assertThat(audit.value().notFiniteFrom()).isNull();
    } else {
      assertThat(audit.value().notFiniteFrom()).isBetween(from, to);
    }
    assertThat(audit.value().differsInBatch()).isEqualTo(differs);
  }

  /**
   * The powers add up to one, and the smaller lie as far below the largest as their features do.
   */
  @Test
  void theReferenceOfSparseDistributionsMeetsItsDefinition() {
    for (int power : new int[] {1, 2}) {
      for (double scale : new double[] {1e-9, 0.3, 1, 40}) {
        List<BigDecimal> x =
            new SplittableRandom(3).doubles(30, -scale, scale).mapToObj(BigDecimal::new).toList();
        List<BigDecimal> roots = ExactNormaliser.roots(x, power);
        BigDecimal sum = Exact.sum(Exact.each(roots, v -> v.pow(power)));
        assertThat(sum.subtract(BigDecimal.ONE).abs()).isLessThan(new BigDecimal("1e-70"));
        BigDecimal top = Exact.largest(roots);
        for (int i = 0; i < x.size(); i++) {
          BigDecimal depth =
              Exact.over(Exact.largest(x).subtract(x.get(i)), BigDecimal.valueOf(power));
          BigDecimal right = top.subtract(depth).max(BigDecimal.ZERO);
          assertThat(roots.get(i).subtract(right).abs()).isLessThan(new BigDecimal("1e-70"));
        }
      }
    }
  }
}

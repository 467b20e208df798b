package dev.actzoo.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Batch norm where its numbers are hard: far from zero, far from each other, not finite. Where
 * there is no machine code for it, oneDNN's is held to less.
 */
class BatchNormTest {
  private static final boolean COMPILED = CompiledBatchNorm.serves(1, 48);
  private static final double TOLERANCE = COMPILED ? 2e-6 : 1e-4;

  private static final int ROWS = 4001;
  private static final int CHANNELS = 48;
  private static final double EPSILON = 1e-5;

  private final Kernels kernels = OneDnnKernels.INSTANCE;
  private final INDArray mean = Nd4j.create(DataType.FLOAT, 1, CHANNELS);
  private final INDArray variance = Nd4j.create(DataType.FLOAT, 1, CHANNELS);
  private final INDArray gain = Nd4j.ones(DataType.FLOAT, 1, CHANNELS);
  private final INDArray shift = Nd4j.zeros(DataType.FLOAT, 1, CHANNELS);

  /** Rows that are normal about a number. */
  private static INDArray rows(double about) {
    SplittableRandom random = new SplittableRandom(5);
    INDArray rows = Nd4j.create(DataType.FLOAT, ROWS, CHANNELS);
    for (long i = 0; i < rows.length(); i++) {
      rows.data().put(i, (float) (about + random.nextGaussian()));
    }
    return rows;
  }

  private INDArray normalise(INDArray rows) {
    INDArray out = rows.ulike();
    kernels.batchNorm(rows, gain, shift, mean, variance, EPSILON, true, null, out);
    return out;
  }

  private static double variance(INDArray rows, int channel) {
    return rows.getColumn(channel).castTo(DataType.DOUBLE).var(false).getDouble(0);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, -30, 1000})
  void aMeanFarFromZeroCostsTheVarianceNothing(double about) {
    INDArray rows = rows(about);
    INDArray out = normalise(rows);
    for (int channel : new int[] {0, 15, 16, 47}) {
      double expected = variance(rows, channel);
      assertThat((double) variance.getFloat(channel))
          .isCloseTo(expected, within(TOLERANCE * expected));
      assertThat(variance(out, channel)).isCloseTo(1, within(2e-5));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 250, 2000, ROWS - 1})
  void norDoesARowFarFromTheOthers(int row) {
    INDArray rows = rows(0);
    rows.getRow(row).addi(300);
    normalise(rows);
    double expected = variance(rows, 3);
    assertThat((double) variance.getFloat(3)).isCloseTo(expected, within(TOLERANCE * expected));
  }

  @Test
  void constantsHaveNoVariance() {
    INDArray out = normalise(Nd4j.valueArrayOf(new long[] {ROWS, CHANNELS}, 0.1f));
    assertThat(variance.maxNumber().doubleValue()).isLessThan(COMPILED ? 1e-30 : 1e-9);
    assertThat(out.amaxNumber().doubleValue()).isLessThan(COMPILED ? 1e-4 : 1e-2);
  }

  @Test
  void whatIsNotFiniteStaysInItsChannel() {
    INDArray rows = rows(0);
    INDArray clean = normalise(rows);
    rows.putScalar(1000, 17, Float.NaN);
    rows.putScalar(2000, 18, Float.POSITIVE_INFINITY);
    INDArray out = normalise(rows);
    for (int channel = 0; channel < CHANNELS; channel++) {
      INDArray column = out.getColumn(channel);
      if (channel == 17 || channel == 18) {
        assertThat(column.getFloat(0)).isNaN();
      } else {
        assertThat(column.dup().data().asFloat())
            .isEqualTo(clean.getColumn(channel).dup().data().asFloat());
      }
    }
  }

  @Test
  void itsReluKeepsNotANumberAndTheMaskStopsGradients() {
    INDArray rows = rows(0);
    rows.putScalar(7, 20, Float.NaN);
    INDArray mask = Nd4j.create(DataType.INT8, kernels.positiveMaskLength(ROWS, CHANNELS));
    INDArray out = rows.ulike();
    kernels.batchNorm(rows, gain, shift, mean, variance, EPSILON, true, mask, out);
    if (COMPILED) {
      assertThat(out.getFloat(7, 20)).isNaN();
    }
    INDArray gradientShift = gain.ulike();
    kernels.batchNormBackward(
        rows,
        gain,
        mean,
        variance,
        EPSILON,
        mask,
        Nd4j.onesLike(rows),
        rows.ulike(),
        gain.ulike(),
        gradientShift);
    for (int channel : new int[] {0, 31, 47}) {
      double positive = out.getColumn(channel).gt(0).castTo(DataType.INT).sumNumber().doubleValue();
      assertThat(gradientShift.getDouble(channel)).isEqualTo(positive);
    }
  }

  @Test
  void statisticsOfItsOwnAreUsedAsGivenOnesAre() {
    INDArray rows = rows(3);
    INDArray trained = normalise(rows);
    INDArray inferred = rows.ulike();
    kernels.batchNorm(rows, gain, shift, mean, variance, EPSILON, false, null, inferred);
    assertThat(inferred.data().asFloat()).isEqualTo(trained.data().asFloat());
  }
}

package dev.actzoo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;

class ValueDatasetTest {
  @TempDir private Path cache;

  private ValueDataset load(String name) {
    return (ValueDataset) new Datasets(null, cache).load(name, Preparation.DEFAULTS);
  }

  @Test
  void examplesAreThoseOfTheFunctions() {
    check("sine-1d", x -> Math.sin(2 * Math.PI * x), 0.5);
    check("absolute-value-1d", Math::abs, 1 / 12.0);
    check("step-1d", Math::signum, 1);
    double mean = Math.atan(5) / 5;
    check("runge-1d", x -> 1 / (1 + 25 * x * x), (1 / 26.0 + mean) / 2 - mean * mean);
  }

  private void check(String name, DoubleUnaryOperator function, double variance) {
    ValueDataset dataset = load(name);
    assertThat(dataset.train().size()).isEqualTo(900);
    assertThat(dataset.validation().size()).isEqualTo(100);
    assertThat(dataset.test().size()).isEqualTo(1000);
    assertThat(dataset.test().variance()).as(name).isCloseTo(variance, within(0.1 * variance));
    MultiDataSet batch = dataset.train().batch(new int[] {7, 0, 899});
    INDArray points = batch.getFeatures(0);
    assertThat(points.shape()).containsExactly(3, 1, 1, 1);
    assertThat(batch.getLabels(0).shape()).containsExactly(3, 1);
    for (int i = 0; i < 3; i++) {
      assertThat(points.getDouble(i)).isBetween(-1.0, 1.0);
      assertThat(batch.getLabels(0).getDouble(i))
          .as(name)
          .isCloseTo(function.applyAsDouble(points.getDouble(i)), within(1e-6));
    }
    assertThat(batch.getLabels(0).getFloat(1)).isEqualTo(dataset.train().value(0));
  }

  @Test
  void partsHaveExamplesOfTheirOwnAndNoiseItsStandardDeviation() {
    Generation noisy = new Generation(Generation.Kind.STEP, 0.1, 1);
    GeneratedValues values = GeneratedValues.of(noisy, 4000, 0);
    double squares = 0;
    for (int i = 0; i < 4000; i++) {
      squares += Math.pow(values.values()[i] - Math.signum(values.points()[i]), 2);
    }
    assertThat(Math.sqrt(squares / 4000)).isCloseTo(0.1, within(0.005));
    assertThat(GeneratedValues.of(noisy, 4000, 0).points()).isEqualTo(values.points());
    assertThat(GeneratedValues.of(noisy, 4000, 1).points()).isNotEqualTo(values.points());
  }
}

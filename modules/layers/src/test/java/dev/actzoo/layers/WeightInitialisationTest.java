package dev.actzoo.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class WeightInitialisationTest {
  @Test
  void bitsAreThoseOfSplitMix64() {
    // the first outputs of the published generator from state 0
    assertThat(SplitMix64.bits(0, 0)).isEqualTo(0xE220A8397B1DCDAFL);
    assertThat(SplitMix64.bits(0, 1)).isEqualTo(0x6E789E6AA1B965F4L);
    assertThat(SplitMix64.bits(0, 2)).isEqualTo(0x06C45D188009454FL);
  }

  @Test
  void normalHasItsMoments() {
    INDArray values = normal(DataType.DOUBLE, 200, 500);
    assertThat(values.meanNumber().doubleValue()).isCloseTo(0, within(0.03));
    assertThat(values.stdNumber().doubleValue()).isCloseTo(3, within(0.03));
    double fourth = values.mul(values).muli(values).muli(values).meanNumber().doubleValue();
    assertThat(fourth / 81).isCloseTo(3, within(0.1));
    assertThat(values.amaxNumber().doubleValue()).isGreaterThan(3 * 3.5);
  }

  @Test
  void truncatedNormalStopsAtTwoDeviations() {
    INDArray values = Nd4j.create(DataType.DOUBLE, 200, 500);
    new Draws(Draws.Law.TRUNCATED_NORMAL, 3, Axis.all(200, 500))
        .fill(values, 1, "layer", "weights");
    assertThat(values.amaxNumber().doubleValue()).isBetween(5.9, 6.0);
    // the standard deviation of a standard normal cut off at 2
    assertThat(values.stdNumber().doubleValue() / 3).isCloseTo(0.8796, within(0.005));
  }

  @Test
  void precisionAndMemoryOrderDoNotMatter() {
    INDArray wanted = normal(DataType.DOUBLE, 4, 3);
    assertThat(normal(DataType.FLOAT, 4, 3)).isEqualTo(wanted.castTo(DataType.FLOAT));
    INDArray columns = Nd4j.create(DataType.DOUBLE, new long[] {4, 3}, 'f');
    WeightInitialisation.normal(columns, 3, 1, "layer", "weights");
    assertThat(columns).isEqualTo(wanted);
    INDArray view =
        Nd4j.create(DataType.DOUBLE, 30).get(NDArrayIndex.interval(7, 19)).reshape('c', 4, 3);
    WeightInitialisation.normal(view, 3, 1, "layer", "weights");
    assertThat(view).isEqualTo(wanted);
  }

  @Test
  void seedLayerAndNameAllMatter() {
    INDArray values = normal(DataType.DOUBLE, 4, 3);
    assertThat(values).isEqualTo(normal(DataType.DOUBLE, 4, 3));
    INDArray other = Nd4j.create(DataType.DOUBLE, 4, 3);
    WeightInitialisation.normal(other, 3, 2, "layer", "weights");
    assertThat(other).isNotEqualTo(values);
    WeightInitialisation.normal(other, 3, 1, "weights", "layer");
    assertThat(other).isNotEqualTo(values);
    WeightInitialisation.normal(other, 3, 1, "layer", "weight");
    assertThat(other).isNotEqualTo(values);
  }

  @Test
  void uniformHasItsBoundsAndMoments() {
    INDArray values = Nd4j.create(DataType.DOUBLE, 200, 500);
    new Draws(Draws.Law.UNIFORM, 2, Axis.all(200, 500)).fill(values, 1, "layer", "weights");
    assertThat(values.amaxNumber().doubleValue()).isBetween(3.46, 2 * Math.sqrt(3));
    assertThat(values.meanNumber().doubleValue()).isCloseTo(0, within(0.02));
    assertThat(values.stdNumber().doubleValue()).isCloseTo(2, within(0.02));
  }

  @Test
  void parametersOfOtherSizesShareWhatBothHave() {
    INDArray small = normal(DataType.DOUBLE, 4, 3);
    INDArray large = normal(DataType.DOUBLE, 7, 10);
    assertThat(large.get(NDArrayIndex.interval(0, 4), NDArrayIndex.interval(0, 3)))
        .isEqualTo(small);
  }

  @Test
  void theFirstPartOfManyIsDrawnAsUnitsOfOnePart() {
    INDArray plain = normal(DataType.DOUBLE, 5, 4);
    INDArray halves = normal(Axis.of(5), new Axis(8, 2, false));
    assertThat(halves.get(NDArrayIndex.all(), NDArrayIndex.interval(0, 4))).isEqualTo(plain);
    INDArray triples = normal(Axis.of(5), new Axis(12, 3, true));
    assertThat(triples.get(NDArrayIndex.all(), NDArrayIndex.interval(0, 3, 12))).isEqualTo(plain);
    INDArray rest = halves.get(NDArrayIndex.all(), NDArrayIndex.interval(4, 8));
    assertThat(rest.sub(plain).amaxNumber().doubleValue()).isGreaterThan(1);
    assertThat(halves.stdNumber().doubleValue()).isBetween(2.0, 4.0);
  }

  private static INDArray normal(Axis rows, Axis columns) {
    INDArray values = Nd4j.create(DataType.DOUBLE, rows.size(), columns.size());
    new Draws(Draws.Law.NORMAL, 3, List.of(rows, columns)).fill(values, 1, "layer", "weights");
    return values;
  }

  @Test
  void constantFills() {
    INDArray values = Nd4j.create(DataType.FLOAT, 2, 2);
    WeightInitialisation.constant(values, 1.5);
    assertThat(values).isEqualTo(Nd4j.valueArrayOf(new long[] {2, 2}, 1.5f));
  }

  private static INDArray normal(DataType type, long... shape) {
    INDArray values = Nd4j.create(type, shape);
    WeightInitialisation.normal(values, 3, 1, "layer", "weights");
    return values;
  }
}

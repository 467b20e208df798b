package dev.actzoo.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Products of slices of one packed array, as attention has them, at sizes where the stride between
 * sequences is that of another layout: three times the length, and beside it.
 */
class PackedProductsTest {
  private static final double TOLERANCE = 1e-4;

  private final Kernels kernels = Kernels.of(DataType.FLOAT);
  private final SplittableRandom random = new SplittableRandom(11);

  @ParameterizedTest
  @CsvSource({
    "24, 8, 16, 2", "24, 8, 128, 2", "12, 4, 32, 1", "12, 4, 32, 4", "18, 6, 64, 2",
    "23, 8, 16, 2", "25, 8, 16, 2", "8, 24, 16, 2", "3, 1, 16, 2", "48, 16, 32, 4"
  })
  void areThoseOfTheDenseMatrices(int batch, int length, int features, int heads) {
    INDArray queries = part(packed(batch, length, features), 0, heads);
    INDArray keys = part(packed(batch, length, features), 1, heads);
    INDArray values = part(packed(batch, length, features), 2, heads);
    INDArray weights = Nd4j.create(DataType.FLOAT, batch, heads, length, length);
    INDArray padding = random(batch, 1, 1, length);

    assertProduct(queries, keys.permute(0, 1, 3, 2), padding, weights);
    assertProduct(weights, values, null, part(packed(batch, length, features), 0, heads));
    assertProduct(
        weights.permute(0, 1, 3, 2),
        queries,
        null,
        part(packed(batch, length, features), 1, heads));
    INDArray joined = Nd4j.create(DataType.FLOAT, batch, length, heads, features / heads);
    assertProduct(weights, values, null, joined.permute(0, 2, 1, 3));
  }

  private void assertProduct(INDArray a, INDArray b, INDArray addend, INDArray out) {
    kernels.matmul(a, b, 0.5, addend, out);
    INDArray expected = Nd4j.create(DataType.FLOAT, out.shape());
    Nd4jKernels.INSTANCE.matmul(a.dup('c'), b.dup('c'), 0.5, addend, expected);
    assertThat(out.dup('c').subi(expected).amaxNumber().doubleValue()).isLessThan(TOLERANCE);
  }

  private INDArray packed(int batch, int length, int features) {
    return random(batch, length, 3 * features);
  }

  private INDArray random(int... shape) {
    INDArray array = Nd4j.create(DataType.FLOAT, Arrays.stream(shape).asLongStream().toArray());
    for (int i = 0; i < array.length(); i++) {
      array.data().put(i, (float) (random.nextDouble() - 0.5));
    }
    return array;
  }

  private static INDArray part(INDArray packed, int part, int heads) {
    long features = packed.size(2) / 3;
    return packed
        .reshape('c', packed.size(0), packed.size(1), 3, heads, features / heads)
        .get(
            NDArrayIndex.all(),
            NDArrayIndex.all(),
            NDArrayIndex.point(part),
            NDArrayIndex.all(),
            NDArrayIndex.all())
        .permute(0, 2, 1, 3);
  }
}

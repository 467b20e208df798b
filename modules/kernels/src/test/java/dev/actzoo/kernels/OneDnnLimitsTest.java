package dev.actzoo.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What is mended of oneDNN's results, where its primitives are what runs: without AVX-512. */
class OneDnnLimitsTest {
  private static final float INFINITY = Float.POSITIVE_INFINITY;

  @Test
  void anInfiniteFeatureTakesAllOfASoftmax() {
    INDArray in =
        Nd4j.createFromArray(
            new float[][] {
              {INFINITY, 0, 1}, {INFINITY, INFINITY, 1}, {1, 1, 1}, {Float.NaN, 0, 1}
            });
    INDArray out = in.ulike();
    OneDnnNormalisations.softmax(OneDnn.ofThread(), in, out);
    InfiniteRows.mend(FoldFunction.SOFTMAX, in, out);
    assertThat(out.getRow(0).toFloatVector()).containsExactly(1, 0, 0);
    assertThat(out.getRow(1).toFloatVector()).containsExactly(0.5f, 0.5f, 0);
    assertThat(out.getFloat(2, 1)).isCloseTo(1 / 3f, within(1e-6f));
    assertThat(out.getRow(3).toFloatVector()).containsOnly(Float.NaN);

    OneDnnNormalisations.logSoftmax(OneDnn.ofThread(), in, out);
    InfiniteRows.mend(FoldFunction.LOG_SOFTMAX, in, out);
    assertThat(out.getRow(0).toFloatVector()).containsExactly(0, -INFINITY, -INFINITY);
    assertThat(out.getRow(3).toFloatVector()).containsOnly(Float.NaN);
  }

  @Test
  void reluBehindBatchNormKeepsWhatIsNotANumber() {
    INDArray in = Nd4j.rand(DataType.FLOAT, 6, 3);
    in.putScalar(2, 1, Float.NaN);
    in.putScalar(4, 2, INFINITY);
    INDArray[] channels = new INDArray[4];
    for (int i = 0; i < channels.length; i++) {
      channels[i] = Nd4j.ones(DataType.FLOAT, 1, 3);
    }
    long length = OneDnnBatchNorm.positiveMaskLength(6, 3);
    INDArray mask = Nd4j.create(DataType.INT8, length);
    INDArray out = in.ulike();
    OneDnnBatchNorm.forward(
        OneDnn.ofThread(),
        in,
        channels[0],
        channels[1],
        channels[2],
        channels[3],
        1e-5f,
        true,
        mask,
        out);
    assertThat(out.getColumn(0).toFloatVector()).doesNotContain(Float.NaN);
    assertThat(out.getColumn(1).toFloatVector()).containsOnly(Float.NaN);
    assertThat(out.getColumn(2).toFloatVector()).containsOnly(Float.NaN);
  }
}

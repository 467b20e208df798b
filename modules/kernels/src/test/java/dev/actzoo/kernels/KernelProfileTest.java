package dev.actzoo.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class KernelProfileTest {
  @Test
  void addsUpByKindBetweenStartAndStop() {
    KernelProfile.record("before", 1);
    KernelProfile.start();
    KernelProfile.record("a", 2);
    KernelProfile.record("b", 5);
    KernelProfile.record("a", 3);
    assertThat(KernelProfile.stop()).isEqualTo(Map.of("a", 5L, "b", 5L));
    assertThat(KernelProfile.stop()).isEmpty();
  }

  @Test
  void namesWhatTheKernelsComputeAndInWhichPass() {
    Kernels kernels = Kernels.of(DataType.FLOAT);
    INDArray x = Nd4j.ones(DataType.FLOAT, 8, 8);
    INDArray out = Nd4j.create(DataType.FLOAT, 8, 8);
    ConvolutionShape shape = new ConvolutionShape(1, 4, 4, 2, 3, 3, 1, 1);
    INDArray images = Nd4j.ones(DataType.FLOAT, 1, 4, 4, 2);
    INDArray weights = Nd4j.ones(DataType.FLOAT, 3, 2, 3, 3);
    INDArray convolved = Nd4j.ones(DataType.FLOAT, 1, 4, 4, 3);

    KernelProfile.start();
    kernels.activate(NativePointwise.GELU, x, out);
    kernels.activateBackward(NativePointwise.GELU, x, x, out);
    kernels.matmul(x, x, 1, null, out);
    kernels.convolutionBackwardWeights(shape, images, convolved, weights.dup(), null);

    assertThat(KernelProfile.stop().keySet())
        .containsExactlyInAnyOrder(
            "activation forward",
            "activation backward data",
            "matrix product",
            "convolution backward weights");
  }
}

package dev.actzoo.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Steps go forward as they are and pass gradients back as hard-tanh does. */
class StraightThroughTest {
  private static final float[] X = {-30, -1.5f, -1, -0.5f, 0, 1e-30f, 0.5f, 1, 1.5f, 30};

  static Stream<Arguments> steps() {
    return Stream.of(OneDnnKernels.INSTANCE, Nd4jKernels.INSTANCE)
        .flatMap(
            kernels ->
                Stream.of(
                    Arguments.of(kernels, "step", new float[] {0, 0, 0, 0, 0, 1, 1, 1, 1, 1}),
                    Arguments.of(kernels, "sign", new float[] {-1, -1, -1, -1, 0, 1, 1, 1, 1, 1}),
                    Arguments.of(kernels, "step(x)", new float[] {0, 0, 0, 0, 0, 1, 1, 1, 1, 1})));
  }

  @ParameterizedTest
  @MethodSource("steps")
  void gradientsPassWhereTheInputIsSmall(Kernels kernels, String name, float[] values) {
    Pointwise f = Pointwise.named(dev.actzoo.activations.Catalogue.function(name));
    INDArray x = Nd4j.createFromArray(X);
    INDArray y = x.ulike();
    kernels.activate(f, x, y);
    assertThat(y.toFloatVector()).containsExactly(values);
    INDArray gradient =
        SeededArrays.of(DataType.FLOAT, List.of(new long[] {X.length}), List.of())[0];
    INDArray back = x.ulike();
    kernels.activateBackward(f, x, gradient, back);
    for (int i = 0; i < X.length; i++) {
      float passed = Math.abs(X[i]) <= 1 ? gradient.getFloat(i) : 0;
      assertThat(back.getFloat(i)).as("gradient at " + X[i]).isEqualTo(passed);
    }
    INDArray hardTanh = x.ulike();
    kernels.activateBackward(Pointwise.named("hard-tanh"), x, gradient, hardTanh);
    for (int i : new int[] {0, 1, 3, 4, 5, 6, 8, 9}) {
      assertThat(back.getFloat(i)).isEqualTo(hardTanh.getFloat(i));
    }
  }
}

package dev.actzoo.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class RadialFunctionTest {
  @ParameterizedTest
  @EnumSource(RadialFunction.class)
  void slopesAreRight(RadialFunction f) {
    double[] points = {1e-3, 0.2, 0.6, 0.93, 1.7, 9, 40};
    INDArray x = Nd4j.createFromArray(points);
    INDArray step = x.mul(1e-6);
    INDArray above = x.ulike();
    INDArray below = x.ulike();
    INDArray slope = x.ulike();
    Nd4jKernels.INSTANCE.activate(f.compiled().value(), x.add(step), above);
    Nd4jKernels.INSTANCE.activate(f.compiled().value(), x.sub(step), below);
    Nd4jKernels.INSTANCE.activateBackward(
        f.compiled().towardsSquares(), x, Nd4j.onesLike(x), slope);
    INDArray numeric = above.sub(below).div(step.mul(2));
    for (int i = 0; i < points.length; i++) {
      assertThat(slope.getDouble(i))
          .as("at %s", points[i])
          .isCloseTo(numeric.getDouble(i), within(1e-6 * (1 + Math.abs(numeric.getDouble(i)))));
    }
  }

  @ParameterizedTest
  @EnumSource(RadialFunction.class)
  void kernelsAgree(RadialFunction f) {
    long rows = 9;
    long units = 17;
    List<long[]> inputs =
        List.of(
            new long[] {rows, 1},
            new long[] {1, units},
            new long[] {rows, units},
            new long[] {rows, units});
    List<long[]> outputs =
        List.of(
            new long[] {rows, units},
            new long[] {rows, units},
            new long[] {rows, units},
            new long[] {1, units});
    INDArray[] exact = SeededArrays.of(DataType.DOUBLE, inputs, outputs);
    run(Nd4jKernels.INSTANCE, f, exact);
    assertThat(exact[2].minNumber().doubleValue()).isZero();
    assertThat(exact[4].amaxNumber().doubleValue()).isGreaterThan(0.1);
    for (Kernels kernels : List.of(OneDnnKernels.INSTANCE, Nd4jKernels.INSTANCE)) {
      INDArray[] actual = SeededArrays.of(DataType.FLOAT, inputs, outputs);
      run(kernels, f, actual);
      for (int i : new int[] {2, 4, 5, 6}) {
        INDArray error = exact[i].sub(actual[i].castTo(DataType.DOUBLE));
        assertThat(error.amaxNumber().doubleValue())
            .as("%s, array %d", kernels.description(), i)
            .isLessThan(1e-4 * (1 + exact[i].amaxNumber().doubleValue()));
      }
    }
  }

  private static void run(Kernels kernels, RadialFunction f, INDArray[] a) {
    kernels.radial(f, a[0], a[1], a[7], a[2], a[4]);
    kernels.radialBackward(f, a[2], a[7], a[3], a[5], a[6]);
  }
}

package dev.actzoo.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.actzoo.activations.Catalogue;
import dev.actzoo.activations.Radial;
import dev.actzoo.kernels.Kernels;
import dev.actzoo.kernels.RadialFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The kernels of radial functions against the catalogue's references, value and slope. */
class RadialReferenceTest {
  private static final double[] DISTANCES = {0.001, 0.1, 0.5, 0.9, 0.999, 1, 1.3, 2, 5};

  static Stream<Radial> radials() {
    return Catalogue.radials().stream();
  }

  @ParameterizedTest
  @MethodSource("radials")
  void kernelsComputeWhatTheCatalogueSays(Radial reference) {
    RadialFunction function = RadialFunction.named(reference.name());
    Kernels kernels = Kernels.of(DataType.DOUBLE);
    int count = DISTANCES.length;
    INDArray zero = Nd4j.zeros(DataType.DOUBLE, 1, 1);
    INDArray noLogWidths = Nd4j.zeros(DataType.DOUBLE, 1, count);
    INDArray squares = Nd4j.createFromArray(DISTANCES).reshape(1, count);
    squares.muli(squares.dup());
    INDArray out = squares.ulike();
    INDArray slopes = squares.ulike();
    INDArray factors = noLogWidths.ulike();
    kernels.radial(function, zero, noLogWidths, factors, squares, out);
    INDArray ones = Nd4j.ones(DataType.DOUBLE, 1, count);
    kernels.radialBackward(function, squares, factors, ones, slopes, squares.ulike());
    for (int i = 0; i < count; i++) {
      double r = DISTANCES[i];
      double value = reference.value(r);
      assertThat(out.getDouble(i)).isCloseTo(value, within(1e-12 * (1 + Math.abs(value))));
      double slope = reference.derivative(r);
      assertThat(2 * r * slopes.getDouble(i))
          .as("slope at %s", r)
          .isCloseTo(slope, within(1e-10 * (1 + Math.abs(slope))));
    }
  }
}

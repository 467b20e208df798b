package dev.actzoo.reports.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.actzoo.activations.Activation;
import dev.actzoo.activations.Catalogue;
import dev.actzoo.activations.Family;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FunctionPlotTest {
  static List<Activation> drawn() {
    return Catalogue.all().stream().filter(a -> a.family() != Family.FOLD).toList();
  }

  @ParameterizedTest
  @MethodSource("drawn")
  void allThreeCurvesAreThereAndReachFromSideToSide(Activation activation) {
    FunctionPlot plot = FunctionPlot.of(activation).orElseThrow();
    for (String path : plot.paths()) {
      List<double[]> points = points(path);
      assertThat(points.get(0)[0]).isCloseTo(plot.pixelX(plot.left()), within(0.1));
      assertThat(points.get(points.size() - 1)[0])
          .isCloseTo(plot.pixelX(plot.right()), within(0.1));
    }
    assertThat(plot.ticksX()).hasSizeBetween(3, 8).contains(0.0);
    assertThat(plot.ticksY()).hasSizeBetween(2, 9).contains(0.0);
  }

  @Test
  void cornersAreCornersAndJumpsAreGaps() {
    FunctionPlot plot = FunctionPlot.of(Catalogue.named("relu")).orElseThrow();
    List<double[]> value = points(plot.paths().get(0));
    assertThat(value).hasSize(3);
    assertThat(value.get(1)[0]).isCloseTo(plot.pixelX(0), within(0.06));
    assertThat(value.get(1)[1]).isCloseTo(plot.pixelY(0), within(0.06));
    assertThat(plot.paths().get(0).split("M", -1)).hasSize(2);
    assertThat(plot.paths().get(1).split("M", -1)).as("f' jumps").hasSize(3);
    assertThat(
            FunctionPlot.of(Catalogue.named("hard-shrink"))
                .orElseThrow()
                .paths()
                .get(0)
                .split("M", -1))
        .as("f jumps twice")
        .hasSize(4);
  }

  @Test
  void theSecondDerivativeIsThatOfTheFunction() {
    FunctionPlot plot = FunctionPlot.of(Catalogue.named("gaussian-ridge")).orElseThrow();
    double lowest = points(plot.paths().get(2)).stream().mapToDouble(p -> p[1]).max().orElseThrow();
    assertThat(plot.bottom()).as("f' falls to -0.858").isBetween(-1.0, -0.858);
    assertThat(lowest).as("f'' to -2 at zero, outside").isCloseTo(plot.pixelY(-2), within(0.2));
  }

  @Test
  void aggregationsHaveNoCurve() {
    assertThat(FunctionPlot.of(Catalogue.named("softmax"))).isEmpty();
  }

  private static List<double[]> points(String path) {
    List<double[]> points = new ArrayList<>();
    for (String point : path.substring(1).split("[ML]")) {
      String[] parts = point.split(" ");
      points.add(new double[] {Double.parseDouble(parts[0]), Double.parseDouble(parts[1])});
    }
    return points;
  }
}

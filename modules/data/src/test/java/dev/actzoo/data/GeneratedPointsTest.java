package dev.actzoo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratedPointsTest {
  private static final int COUNT = 2000;

  @Test
  void moonsAreHalfCircles() {
    GeneratedPoints points =
        GeneratedPoints.of(new Generation(Generation.Kind.TWO_MOONS, 0, 1), COUNT, 0);
    for (int i = 0; i < COUNT; i++) {
      double x = points.coordinates()[2 * i] - (i % 2);
      double y = points.coordinates()[2 * i + 1] - (i % 2 == 0 ? 0 : 0.5);
      assertThat(points.labels()[i]).isEqualTo(i % 2);
      assertThat(x * x + y * y).isCloseTo(1, within(1e-5));
      assertThat(i % 2 == 0 ? y : -y).isGreaterThan(-1e-6);
    }
  }

  @Test
  void spiralsAreHalfATurnApart() {
    GeneratedPoints points =
        GeneratedPoints.of(new Generation(Generation.Kind.SPIRAL, 0, 1), COUNT, 0);
    for (int i = 0; i < COUNT; i++) {
      double x = points.coordinates()[2 * i];
      double y = points.coordinates()[2 * i + 1];
      double radius = Math.hypot(x, y);
      assertThat(radius).isLessThan(1 + 1e-6);
      double angle = Math.PI * (3 * radius + i % 2);
      assertThat(x).isCloseTo(radius * Math.cos(angle), within(1e-4));
      assertThat(y).isCloseTo(radius * Math.sin(angle), within(1e-4));
    }
  }

  @Test
  void noiseHasItsStandardDeviationAndPartsArePointsOfTheirOwn() {
    Generation clean = new Generation(Generation.Kind.TWO_MOONS, 0.1, 1);
    GeneratedPoints points = GeneratedPoints.of(clean, COUNT, 0);
    double squares = 0;
    for (int i = 0; i < COUNT; i += 2) {
      double radius = Math.hypot(points.coordinates()[2 * i], points.coordinates()[2 * i + 1]);
      squares += (radius - 1) * (radius - 1);
    }
    assertThat(Math.sqrt(squares / (COUNT / 2.0))).isCloseTo(0.1, within(0.01));
    assertThat(GeneratedPoints.of(clean, COUNT, 0).coordinates()).isEqualTo(points.coordinates());
    assertThat(GeneratedPoints.of(clean, COUNT, 1).coordinates())
        .isNotEqualTo(points.coordinates());
  }

  @Test
  void areLoadedByName(@TempDir Path cache) {
    Datasets datasets = new Datasets(null, cache);
    PointDataset spiral = (PointDataset) datasets.load("spiral", Preparation.DEFAULTS);
    assertThat(spiral.train().size()).isEqualTo(1800);
    assertThat(spiral.validation().size()).isEqualTo(200);
    assertThat(spiral.test().size()).isEqualTo(1000);
    assertThat(Labels.counts(spiral.test())).containsExactly(500, 500);
    assertThat(spiral.test().batch(new int[] {0, 1}).getFeatures(0).shape())
        .containsExactly(2, 1, 1, 2);
  }
}

package dev.actzoo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.actzoo.input.BadInputException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZcaWhiteningTest {
  private static final ImageShape SHAPE = new ImageShape(2, 2, 3);
  private static final int IMAGES = 3000;
  private static final int TRAIN = 2000;

  /** Pixels that depend on their neighbours. */
  private static ByteBuffer pixels() {
    Random random = new Random(3);
    ByteBuffer pixels = ByteBuffer.allocate(IMAGES * SHAPE.length());
    for (int image = 0; image < IMAGES; image++) {
      double last = 128;
      for (int i = 0; i < SHAPE.length(); i++) {
        last = 0.7 * last + 0.3 * 128 + 25 * random.nextGaussian();
        pixels.put((byte) (int) Math.max(0, Math.min(255, last)));
      }
    }
    return pixels.flip();
  }

  private static double[][] covariance(FloatBuffer values, int from, int to) {
    int length = SHAPE.length();
    double[] mean = new double[length];
    double[][] covariance = new double[length][length];
    for (int image = from; image < to; image++) {
      for (int i = 0; i < length; i++) {
        mean[i] += values.get(image * length + i) / (double) (to - from);
      }
    }
    for (int image = from; image < to; image++) {
      for (int i = 0; i < length; i++) {
        for (int j = 0; j < length; j++) {
          covariance[i][j] +=
              (values.get(image * length + i) - mean[i])
                  * (values.get(image * length + j) - mean[j])
                  / (to - from);
        }
      }
    }
    return covariance;
  }

  private static FloatBuffer whitened(ByteBuffer pixels, double epsilon) {
    int[] train = IntStream.range(0, TRAIN).toArray();
    Normalisation normalisation = Normalisation.of(pixels, SHAPE, train);
    return ZcaWhitening.of(pixels, SHAPE, normalisation, train, epsilon)
        .apply(pixels, IMAGES)
        .asFloatBuffer();
  }

  @Test
  void covarianceOfTheImagesToTrainOnBecomesTheIdentity() {
    double[][] covariance = covariance(whitened(pixels(), 1e-9), 0, TRAIN);
    for (int i = 0; i < covariance.length; i++) {
      for (int j = 0; j < covariance.length; j++) {
        assertThat(covariance[i][j]).isCloseTo(i == j ? 1 : 0, within(1e-4));
      }
    }
  }

  @Test
  void statisticsAreThoseOfTheImagesToTrainOnAlone() {
    ByteBuffer changed = pixels();
    for (int i = TRAIN * SHAPE.length(); i < changed.limit(); i++) {
      changed.put(i, (byte) 0);
    }
    int train = TRAIN * SHAPE.length();
    assertThat(whitened(changed, 0.1).slice(0, train))
        .isEqualTo(whitened(pixels(), 0.1).slice(0, train));
  }

  /**
   * C C' = W with W^-2 = C + epsilon I, so what is whitened has covariance C (C + epsilon I)^-1.
   */
  @Test
  void epsilonKeepsSmallVariancesSmall() {
    double epsilon = 0.1;
    ByteBuffer pixels = pixels();
    int[] train = IntStream.range(0, TRAIN).toArray();
    Normalisation normalisation = Normalisation.of(pixels, SHAPE, train);
    FloatBuffer before = FloatBuffer.allocate(pixels.limit());
    byte[] bytes = new byte[pixels.limit()];
    pixels.get(0, bytes);
    normalisation.apply(bytes, before.array(), 0);
    double[][] plain = covariance(before, 0, TRAIN);
    double[][] white = covariance(whitened(pixels, epsilon), 0, TRAIN);
    for (int i = 0; i < plain.length; i++) {
      for (int j = 0; j < plain.length; j++) {
        double product = epsilon * white[i][j];
        for (int k = 0; k < plain.length; k++) {
          product += white[i][k] * plain[k][j];
        }
        assertThat(product).isCloseTo(plain[i][j], within(1e-4));
      }
    }
  }

  @Test
  void imagesTooLargeAreRefused() {
    assertThatThrownBy(
            () -> ZcaWhitening.requireFeasible("photos", new ImageShape(224, 224, 3), 10))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "training.preprocessing zca is for images of at most 4096 values and parts of at most"
                + " 2 GiB of them as floats; dataset photos has 10 of 150528 values");
  }

  @Test
  void aDatasetIsWhitenedOnceAndKept(@TempDir Path cache) {
    Preparation zca = Preparation.DEFAULTS.withZca(true);
    ImageDataset first = (ImageDataset) new Datasets(null, cache).load("fashion-mnist-6000", zca);
    ImageDataset again = (ImageDataset) new Datasets(null, cache).load("fashion-mnist-6000", zca);
    ImageDataset plain =
        (ImageDataset) new Datasets(null, cache).load("fashion-mnist-6000", Preparation.DEFAULTS);
    assertThat(again.test().pixels(7)).isEqualTo(first.test().pixels(7));
    assertThat(first.test().pixels(7)).isNotEqualTo(plain.test().pixels(7));
    assertThat(first.train().label(3)).isEqualTo(plain.train().label(3));
    double sum = 0;
    for (int i = 0; i < first.train().size(); i++) {
      sum += first.train().pixels(i)[400] / first.train().size();
    }
    assertThat(sum).isCloseTo(0, within(1e-4));
  }
}

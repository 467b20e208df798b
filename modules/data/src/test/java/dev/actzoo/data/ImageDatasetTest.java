package dev.actzoo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.MultiDataSet;

class ImageDatasetTest {
  private static final int CLASSES = 10;
  private static final int PIXELS = 784;

  @TempDir static Path cache;
  private static Datasets datasets;
  private static ImageDataset fashion;

  @BeforeAll
  static void load() {
    datasets = new Datasets(null, cache);
    fashion = (ImageDataset) datasets.load("fashion-mnist-6000", Preparation.DEFAULTS);
  }

  @Test
  void everyClassHasItsShareOfEverySplit() {
    assertThat(Labels.counts(fashion.train())).containsOnly(540).hasSize(CLASSES);
    assertThat(Labels.counts(fashion.validation())).containsOnly(60).hasSize(CLASSES);
    assertThat(Labels.counts(fashion.test())).containsOnly(200).hasSize(CLASSES);
  }

  @Test
  void trainingPartHasMeanNoughtAndDeviationOne() {
    double[] train = moments(fashion.train());
    assertThat(train[0]).isCloseTo(0, within(1e-6));
    assertThat(train[1]).isCloseTo(1, within(1e-6));
    assertThat(fashion.normalisation().mean(0)).isCloseTo(0.287, within(2e-3));
    assertThat(fashion.normalisation().sd(0)).isCloseTo(0.354, within(2e-3));
  }

  @Test
  void otherSplitsAreNormalisedWithTheTrainingPartsMoments() {
    assertThat(Math.abs(moments(fashion.validation())[0])).isGreaterThan(1e-4);
    assertThat(Math.abs(moments(fashion.test())[0])).isGreaterThan(1e-4);
    float black = (float) (-fashion.normalisation().mean(0) / fashion.normalisation().sd(0));
    assertThat(fashion.test().pixels(0)[0]).isEqualTo(black);
    Preparation other = new Preparation(0.1, 7, 4096, 0);
    ImageDataset otherwise = (ImageDataset) datasets.load("fashion-mnist-6000", other);
    assertThat(otherwise.normalisation().mean(0)).isNotEqualTo(fashion.normalisation().mean(0));
  }

  @Test
  void batchIsFloatRowsColumnsChannelsWithOneHotLabels() {
    int[] chosen = {17, 3};
    MultiDataSet batch = fashion.train().batch(chosen);
    assertThat(batch.getFeatures(0).dataType()).isEqualTo(DataType.FLOAT);
    assertThat(batch.getFeatures(0).shape()).containsExactly(2, 28, 28, 1);
    assertThat(batch.getFeatures(0).ordering()).isEqualTo('c');
    assertThat(batch.getLabels(0).dataType()).isEqualTo(DataType.FLOAT);
    assertThat(batch.getLabels(0).shape()).containsExactly(2, CLASSES);
    assertThat(batch.getFeaturesMaskArrays()).isNull();
    for (int row = 0; row < chosen.length; row++) {
      float[] pixels = fashion.train().pixels(chosen[row]);
      assertThat(batch.getFeatures(0).getFloat(row, 14, 9, 0)).isEqualTo(pixels[14 * 28 + 9]);
      assertThat(batch.getLabels(0).getRow(row).toFloatVector())
          .isEqualTo(Labels.oneHot(fashion.train().label(chosen[row]), CLASSES));
    }
  }

  @Test
  void channelsAreNormalisedEachOnItsOwn() {
    ImageShape shape = new ImageShape(1, 2, 2);
    byte[] pixels = {0, 100, (byte) 200, 100};
    Normalisation normalisation = Normalisation.of(ByteBuffer.wrap(pixels), shape, new int[] {0});
    float[] values = new float[4];
    normalisation.apply(pixels, values, 0);
    assertThat(values[0]).isCloseTo(-1, within(1e-6f));
    assertThat(values[2]).isCloseTo(1, within(1e-6f));
    assertThat(values[1]).isCloseTo(0, within(1e-6f)).isEqualTo(values[3]);
  }

  @Test
  void nearestCentroidScoresWhatTheDescriptorSays() {
    double[][] centroids = new double[CLASSES][PIXELS];
    for (ClassExamples part : new ClassExamples[] {fashion.train(), fashion.validation()}) {
      for (int i = 0; i < part.size(); i++) {
        float[] pixels = ((ImageExamples) part).pixels(i);
        for (int p = 0; p < PIXELS; p++) {
          centroids[part.label(i)][p] += pixels[p] / 600.0;
        }
      }
    }
    double accuracy =
        Labels.accuracy(
            fashion.test(),
            i -> {
              float[] pixels = fashion.test().pixels(i);
              return IntStream.range(0, CLASSES)
                  .mapToDouble(label -> -squaredDistance(pixels, centroids[label]))
                  .toArray();
            });
    assertThat(accuracy).isCloseTo(0.67, within(0.005));
  }

  private static double squaredDistance(float[] pixels, double[] centroid) {
    double sum = 0;
    for (int p = 0; p < PIXELS; p++) {
      sum += (pixels[p] - centroid[p]) * (pixels[p] - centroid[p]);
    }
    return sum;
  }

  private static double[] moments(ImageExamples examples) {
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < examples.size(); i++) {
      for (float pixel : examples.pixels(i)) {
        sum += pixel;
        squares += (double) pixel * pixel;
      }
    }
    double n = (double) examples.size() * PIXELS;
    return new double[] {sum / n, Math.sqrt(squares / n - (sum / n) * (sum / n))};
  }
}

package dev.actzoo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.dataset.MultiDataSet;

class ImageAugmentationTest {
  private static final ImageShape SHAPE = new ImageShape(12, 16, 3);
  private static final int IMAGES = 40;
  private static final long SEED = 5;
  private static final int EPOCH = 3;

  private final byte[] pixels = new byte[IMAGES * SHAPE.length()];
  private final ImageExamples examples;

  ImageAugmentationTest() {
    new Random(1).nextBytes(pixels);
    int[] all = IntStream.range(0, IMAGES).toArray();
    int[] backwards = IntStream.range(0, IMAGES).map(i -> IMAGES - 1 - i).toArray();
    examples =
        new ImageExamples(
            new Selection(new int[IMAGES], backwards, 1),
            ByteBuffer.wrap(pixels),
            SHAPE,
            Normalisation.of(ByteBuffer.wrap(pixels), SHAPE, all));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void pixelsAreThoseOfTheDefinition(boolean cutout) {
    ImageExamples changed = examples.augmented(new ImageAugmentation(cutout, SEED, EPOCH));
    for (int example = 0; example < IMAGES; example++) {
      assertThat(changed.pixels(example))
          .isEqualTo(defined(examples.pixels(example), examples.source(example), cutout));
    }
  }

  /** Pixel by pixel: where it comes from, if it is neither padding nor cut out. */
  private static float[] defined(float[] image, int source, boolean cutout) {
    long family = splitMix(SEED ^ 0x6175676D656E7400L).nextLong();
    UniformRandomProvider random = splitMix(splitMix(family + EPOCH).nextLong() + source);
    int top = random.nextInt(9);
    int left = random.nextInt(9);
    boolean flip = random.nextBoolean();
    int centreRow = random.nextInt(12);
    int centreColumn = random.nextInt(16);
    float[] changed = new float[image.length];
    for (int row = 0; row < 12; row++) {
      for (int column = 0; column < 16; column++) {
        int fromRow = row + top - 4;
        int fromColumn = (flip ? 15 - column : column) + left - 4;
        boolean cut =
            cutout
                && row >= centreRow - 3
                && row < centreRow + 3
                && column >= centreColumn - 3
                && column < centreColumn + 3;
        boolean inside = fromRow >= 0 && fromRow < 12 && fromColumn >= 0 && fromColumn < 16;
        for (int channel = 0; channel < 3; channel++) {
          changed[(row * 16 + column) * 3 + channel] =
              inside && !cut ? image[(fromRow * 16 + fromColumn) * 3 + channel] : 0f;
        }
      }
    }
    return changed;
  }

  private static UniformRandomProvider splitMix(long seed) {
    return RandomSource.SPLIT_MIX_64.create(seed);
  }

  @Test
  void drawsStayTheSameFromVersionToVersion() {
    float[] first = examples.augmented(new ImageAugmentation(true, SEED, EPOCH)).pixels(0);
    int zeros = (int) IntStream.range(0, first.length).filter(i -> first[i] == 0).count();
    assertThat(zeros).isEqualTo(306);
  }

  @Test
  void anImageDoesNotDependOnItsPlaceOrCompany() {
    ImageExamples changed = examples.augmented(new ImageAugmentation(true, SEED, EPOCH));
    float[] alone = changed.batch(new int[] {7}).getFeatures(0).ravel().toFloatVector();
    float[] among = changed.batch(new int[] {3, 39, 7}).getFeatures(0).ravel().toFloatVector();
    assertThat(alone).isEqualTo(changed.pixels(7));
    assertThat(among).endsWith(alone);
  }

  @Test
  void cropAndFlipAreTheSameWithCutout() {
    ImageExamples plain = examples.augmented(new ImageAugmentation(false, SEED, EPOCH));
    ImageExamples cut = examples.augmented(new ImageAugmentation(true, SEED, EPOCH));
    for (int example = 0; example < IMAGES; example++) {
      float[] expected = plain.pixels(example);
      float[] actual = cut.pixels(example);
      for (int i = 0; i < expected.length; i++) {
        assertThat(actual[i]).isIn(expected[i], 0f);
      }
    }
  }

  @Test
  void everyEpochAndSeedDrawsAnew() {
    Set<Integer> seen = new HashSet<>();
    for (long seed = 0; seed < 5; seed++) {
      for (int epoch = 1; epoch <= 5; epoch++) {
        ImageExamples changed = examples.augmented(new ImageAugmentation(false, seed, epoch));
        seen.add(Arrays.hashCode(changed.pixels(epoch)));
      }
    }
    assertThat(seen).hasSize(25);
  }

  @Test
  void theExamplesThemselvesStay() {
    float[] before = examples.pixels(0);
    examples.augmented(new ImageAugmentation(true, SEED, EPOCH)).pixels(0);
    assertThat(examples.pixels(0)).isEqualTo(before);
  }

  @Test
  void mixupMixesImagesAndLabelsInTheSameProportion() {
    int[] labels = IntStream.range(0, IMAGES).map(i -> i % 2).toArray();
    int[] all = IntStream.range(0, IMAGES).toArray();
    ImageExamples plain =
        new ImageExamples(
            new Selection(labels, all, 2),
            ByteBuffer.wrap(pixels),
            SHAPE,
            Normalisation.of(ByteBuffer.wrap(pixels), SHAPE, all));
    Mixup mixup = new Mixup(SEED, EPOCH);
    MultiDataSet batch = plain.mixed(mixup).batch(all);
    double parts = 0;
    for (int i : all) {
      Mixup.Mixed mixed = mixup.of(i, IMAGES);
      parts += mixed.part();
      float[] own = plain.pixels(i);
      float[] other = plain.pixels(mixed.partner());
      float[] found = batch.getFeatures(0).slice(i).dup().data().asFloat();
      for (int place = 0; place < own.length; place++) {
        assertThat(found[place])
            .isCloseTo(
                mixed.part() * own[place] + (1 - mixed.part()) * other[place], within(1e-6f));
      }
      double odd = mixed.part() * (i % 2) + (1 - mixed.part()) * (mixed.partner() % 2);
      assertThat(batch.getLabels(0).getDouble(i, 1)).isCloseTo(odd, within(1e-6));
      assertThat(batch.getLabels(0).getDouble(i, 0)).isCloseTo(1 - odd, within(1e-6));
    }
    // three standard deviations of a mean of uniform draws
    assertThat(parts / IMAGES).isCloseTo(0.5, within(3 / Math.sqrt(12.0 * IMAGES)));
    assertThat(new Mixup(SEED, EPOCH + 1).of(0, IMAGES)).isNotEqualTo(mixup.of(0, IMAGES));
  }
}

package dev.actzoo.data;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.core.source64.SplitMix64;

/**
 * The random changes of training images in one epoch: {@value #PADDING} zeros around the normalised
 * image, which are its mean colour, a crop of its own size anywhere in that, a horizontal flip with
 * probability 1/2 (He et al. 2016, section 4.2), and perhaps a cutout: a square of half the image's
 * shorter side set to zero, its centre on any pixel, the part outside the image lost (DeVries and
 * Taylor 2017, arXiv 1708.04552).
 *
 * <p>What happens to an image follows from seed, epoch and the image's source alone, and crop and
 * flip are the same with cutout and without.
 */
public final class ImageAugmentation {
  static final int PADDING = 4;

  /** Sets these draws apart from others of the same seed. */
  private static final long STREAM = 0x6175676D656E7400L; // "augment"

  private final boolean cutout;
  private final long epochSeed;

  /**
   * @param cutout whether a square is cut out
   * @param seed the trial's seed
   * @param epoch the epoch
   */
  public ImageAugmentation(boolean cutout, long seed, int epoch) {
    this.cutout = cutout;
    long family = new SplitMix64(seed ^ STREAM).nextLong();
    this.epochSeed = new SplitMix64(family + epoch).nextLong();
  }

  /**
   * Changes one image.
   *
   * @param image its normalised pixels: rows, in them columns, in them channels
   * @param source the image's place in its file
   * @param target takes the changed pixels from an offset on
   */
  void apply(float[] image, ImageShape shape, int source, float[] target, int offset) {
    UniformRandomProvider random = new SplitMix64(epochSeed + source);
    int down = random.nextInt(2 * PADDING + 1) - PADDING;
    int right = random.nextInt(2 * PADDING + 1) - PADDING;
    boolean flipped = random.nextBoolean();
    int row = random.nextInt(shape.height());
    int column = random.nextInt(shape.width());
    crop(image, shape, down, right, target, offset);
    if (flipped) {
      flip(shape, target, offset);
    }
    if (cutout) {
      cut(shape, row, column, target, offset);
    }
  }

  private static void crop(
      float[] image, ImageShape shape, int down, int right, float[] target, int offset) {
    Arrays.fill(target, offset, offset + shape.length(), 0f);
    int left = Math.max(0, -right);
    int columns = Math.max(0, shape.width() - Math.abs(right));
    int rowLength = shape.width() * shape.channels();
    for (int row = Math.max(0, -down); row < shape.height() - Math.max(0, down); row++) {
      System.arraycopy(
          image,
          (row + down) * rowLength + (left + right) * shape.channels(),
          target,
          offset + row * rowLength + left * shape.channels(),
          columns * shape.channels());
    }
  }

  private static void flip(ImageShape shape, float[] pixels, int offset) {
    int channels = shape.channels();
    for (int row = 0; row < shape.height(); row++) {
      int left = offset + row * shape.width() * channels;
      int right = left + (shape.width() - 1) * channels;
      for (; left < right; left += channels, right -= channels) {
        for (int channel = 0; channel < channels; channel++) {
          float swapped = pixels[left + channel];
          pixels[left + channel] = pixels[right + channel];
          pixels[right + channel] = swapped;
        }
      }
    }
  }

  private static void cut(ImageShape shape, int row, int column, float[] pixels, int offset) {
    int half = Math.min(shape.height(), shape.width()) / 4;
    int left = Math.max(0, column - half);
    int right = Math.min(shape.width(), column + half);
    for (int r = Math.max(0, row - half); r < Math.min(shape.height(), row + half); r++) {
      int start = offset + r * shape.width() * shape.channels();
      Arrays.fill(pixels, start + left * shape.channels(), start + right * shape.channels(), 0f);
    }
  }
}

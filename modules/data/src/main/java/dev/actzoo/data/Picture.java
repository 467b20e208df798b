package dev.actzoo.data;

import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import org.jspecify.annotations.Nullable;

/**
 * A decoded picture.
 *
 * @param grey whether every pixel is grey, however it is stored
 * @param transparent whether any pixel is not wholly opaque; transparency is ignored
 * @param values row by row as it is to be seen, one unsigned byte a pixel if it is grey, or else
 *     red, green and blue
 */
@SuppressWarnings("ArrayRecordComponent") // never compared nor printed
record Picture(boolean grey, boolean transparent, byte[] values) {
  private static final int OPAQUE = 0xFF;
  private static final int RGB = 3;

  /** A picture of one channel; its samples as they are stored: the colour model brightens them. */
  static Picture ofSamples(BufferedImage image, Orientation orientation) {
    int width = image.getWidth();
    int height = image.getHeight();
    int[] samples = image.getRaster().getSamples(0, 0, width, height, 0, (int[]) null);
    int largest = (1 << image.getSampleModel().getSampleSize(0)) - 1;
    byte[] values = new byte[samples.length];
    int seenWidth = orientation.swapsAxes() ? height : width;
    for (int i = 0; i < values.length; i++) {
      int stored = orientation.stored(i / seenWidth, i % seenWidth, width, height);
      values[i] = (byte) Math.round(samples[stored] * 255.0 / largest);
    }
    return new Picture(true, isTransparent(image.getAlphaRaster()), values);
  }

  private static boolean isTransparent(@Nullable WritableRaster alpha) {
    if (alpha == null) {
      return false;
    }
    int opaque = (1 << alpha.getSampleModel().getSampleSize(0)) - 1;
    for (int sample :
        alpha.getSamples(
            alpha.getMinX(),
            alpha.getMinY(),
            alpha.getWidth(),
            alpha.getHeight(),
            0,
            (int[]) null)) {
      if (sample != opaque) {
        return true;
      }
    }
    return false;
  }

  /** A picture of colours, a palette or both, which may all be greys. */
  static Picture ofColours(BufferedImage image, Orientation orientation) {
    int width = image.getWidth();
    int height = image.getHeight();
    int[] packed = image.getRGB(0, 0, width, height, null, 0, width);
    boolean grey = true;
    boolean transparent = false;
    for (int pixel : packed) {
      int blue = pixel & 0xFF;
      grey &= (pixel >> 16 & 0xFF) == blue && (pixel >> 8 & 0xFF) == blue;
      transparent |= pixel >>> 24 != OPAQUE;
    }
    int channels = grey ? 1 : RGB;
    byte[] values = new byte[packed.length * channels];
    int seenWidth = orientation.swapsAxes() ? height : width;
    for (int i = 0; i < packed.length; i++) {
      int pixel = packed[orientation.stored(i / seenWidth, i % seenWidth, width, height)];
      for (int channel = 0; channel < channels; channel++) {
        values[i * channels + channel] = (byte) (pixel >> 8 * (2 - channel));
      }
    }
    return new Picture(grey, transparent, values);
  }

  /** The values with so many channels; those of a grey one may be three. */
  byte[] values(int channels) {
    if (!grey || channels == 1) {
      return values;
    }
    byte[] repeated = new byte[values.length * channels];
    for (int i = 0; i < repeated.length; i++) {
      repeated[i] = values[i / channels];
    }
    return repeated;
  }
}

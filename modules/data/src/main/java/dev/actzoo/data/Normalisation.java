package dev.actzoo.data;

import java.nio.ByteBuffer;

/**
 * The map of a pixel's byte to its standard score: with x the byte / 255, (x - mean) / SD of its
 * channel.
 */
public final class Normalisation {
  private static final int LEVELS = 256;

  private final double[] mean;
  private final double[] sd;
  private final float[][] value;

  private Normalisation(double[] mean, double[] sd) {
    this.mean = mean;
    this.sd = sd;
    value = new float[mean.length][LEVELS];
    for (int channel = 0; channel < mean.length; channel++) {
      for (int level = 0; level < LEVELS; level++) {
        double x = level / (LEVELS - 1.0);
        value[channel][level] = (float) ((x - mean[channel]) / sd[channel]);
      }
    }
  }

  /** The normalisation under which some images have mean 0 and population SD 1 in every channel. */
  static Normalisation of(ByteBuffer pixels, ImageShape shape, int[] images) {
    long[][] counts = new long[shape.channels()][LEVELS];
    byte[] bytes = new byte[shape.length()];
    for (int image : images) {
      pixels.get(image * shape.length(), bytes);
      for (int i = 0; i < bytes.length; i++) {
        counts[i % shape.channels()][bytes[i] & 0xFF]++;
      }
    }
    double[] mean = new double[shape.channels()];
    double[] sd = new double[shape.channels()];
    double n = (double) images.length * shape.height() * shape.width();
    for (int channel = 0; channel < mean.length; channel++) {
      double sum = 0;
      double squares = 0;
      for (int level = 0; level < LEVELS; level++) {
        double x = level / (LEVELS - 1.0);
        sum += counts[channel][level] * x;
        squares += counts[channel][level] * x * x;
      }
      mean[channel] = sum / n;
      double variance = squares / n - mean[channel] * mean[channel];
      sd[channel] = variance > 0 ? Math.sqrt(variance) : 1;
    }
    return new Normalisation(mean, sd);
  }

  /** The mean of a channel before, of bytes / 255. */
  public double mean(int channel) {
    return mean[channel];
  }

  /** The standard deviation of a channel before, of bytes / 255. */
  public double sd(int channel) {
    return sd[channel];
  }

  /** Normalises the pixels of an image, their channels alternating, the first of channel 0. */
  void apply(byte[] pixels, float[] target, int offset) {
    for (int channel = 0; channel < value.length; channel++) {
      float[] values = value[channel];
      for (int i = channel; i < pixels.length; i += value.length) {
        target[offset + i] = values[pixels[i] & 0xFF];
      }
    }
  }
}

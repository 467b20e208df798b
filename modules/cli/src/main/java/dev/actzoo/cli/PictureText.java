package dev.actzoo.cli;

import dev.actzoo.data.ImageShape;
import dev.actzoo.data.Preview;
import java.util.ArrayList;
import java.util.List;

/** An image as lines of characters, the brighter a spot the fuller its character. */
final class PictureText {
  private static final String SHADES = " .:-=+*#%@";

  private PictureText() {}

  /** The lines: a character for two pixels one above the other, as characters are twice as high. */
  static List<String> lines(Preview.Picture picture) {
    ImageShape shape = picture.shape();
    List<String> lines = new ArrayList<>();
    for (int row = 0; row < shape.height(); row += 2) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < shape.width(); column++) {
        double below = row + 1 < shape.height() ? brightness(picture, row + 1, column) : 0;
        double bright = (brightness(picture, row, column) + below) / 2;
        line.append(SHADES.charAt((int) Math.min(SHADES.length() - 1.0, bright * SHADES.length())));
      }
      lines.add(line.toString());
    }
    return lines;
  }

  /** The mean of a pixel's channels, in [0, 1]. */
  private static double brightness(Preview.Picture picture, int row, int column) {
    ImageShape shape = picture.shape();
    int first = (row * shape.width() + column) * shape.channels();
    return picture.values().subList(first, first + shape.channels()).stream()
            .mapToInt(Integer::intValue)
            .average()
            .orElse(0)
        / 255;
  }
}

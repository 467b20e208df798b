package dev.actzoo.kernels;

import dev.actzoo.kernels.X64Operand.Base;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The tiles of channels-last images: squares that lie in a grid, some of them partly outside.
 *
 * @param height of an image
 * @param width of an image
 * @param channels of an image, a multiple of 16
 * @param size height and width of a tile
 * @param step from tile to tile
 * @param before how far the first tile begins before the image
 */
record WinogradTiles(int height, int width, int channels, int size, int step, int before) {
  /** The part of a tile that lies inside its image. */
  record Inside(int top, int bottom, int left, int right) {
    boolean has(int row, int column) {
      return row >= top && row < bottom && column >= left && column < right;
    }
  }

  Inside inside(int row, int column) {
    int top = row * step - before;
    int left = column * step - before;
    return new Inside(
        Math.max(0, -top),
        Math.min(size, height - top),
        Math.max(0, -left),
        Math.min(size, width - left));
  }

  /** Where a tile begins in its image, in bytes; negative where that is before it. */
  long offset(int row, int column) {
    return at(row * step - before, (long) column * step - before);
  }

  long imageBytes() {
    return at(height, 0);
  }

  private long at(int row, long column) {
    return ((long) row * width + column) * channels * Float.BYTES;
  }

  /** A number of a tile in memory, from where the tile begins. */
  X64Operand number(Base tile, int row, int column) {
    return X64Operand.at(tile, Math.toIntExact(at(row, column)));
  }

  /** The ways to lie inside that there are in a grid. */
  Set<Inside> parts(WinogradGrid grid) {
    Set<Inside> parts = new LinkedHashSet<>();
    for (int row = 0; row < grid.rows(); row++) {
      for (int column = 0; column < grid.columns(); column++) {
        parts.add(inside(row, column));
      }
    }
    return parts;
  }
}

package dev.actzoo.data;

/**
 * How a camera held the picture that it stored, as EXIF numbers it from 1: which of the stored
 * picture's pixels is to be seen where.
 */
enum Orientation {
  UPRIGHT(false, false, false),
  MIRRORED(false, true, false),
  HALF_TURNED(false, true, true),
  FLIPPED(false, false, true),
  TRANSPOSED(true, false, false),
  TO_TURN_RIGHT(true, false, true),
  TRANSVERSED(true, true, true),
  TO_TURN_LEFT(true, true, false);

  private final boolean swapsAxes;
  private final boolean fromRight;
  private final boolean fromBottom;

  /**
   * @param fromRight whether the stored picture's columns are read from right to left
   * @param fromBottom whether its rows are read from bottom to top
   */
  Orientation(boolean swapsAxes, boolean fromRight, boolean fromBottom) {
    this.swapsAxes = swapsAxes;
    this.fromRight = fromRight;
    this.fromBottom = fromBottom;
  }

  /** The orientation of an EXIF tag; upright if it is none of the eight. */
  static Orientation of(int tag) {
    return tag >= 1 && tag <= values().length ? values()[tag - 1] : UPRIGHT;
  }

  boolean swapsAxes() {
    return swapsAxes;
  }

  /** The place in a stored picture of the pixel that is seen at a row and column. */
  int stored(int row, int column, int storedWidth, int storedHeight) {
    int x = swapsAxes ? row : column;
    int y = swapsAxes ? column : row;
    return (fromBottom ? storedHeight - 1 - y : y) * storedWidth
        + (fromRight ? storedWidth - 1 - x : x);
  }
}

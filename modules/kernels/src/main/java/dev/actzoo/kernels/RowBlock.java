package dev.actzoo.kernels;

/**
 * Some rows of a {@link RowArray} that a thread has before it, and one of them in double; all is
 * used again.
 */
final class RowBlock {
  private static final double[] NO_COLUMNS = {};

  private final HostNumbers memory = new HostNumbers();
  private final KeptArrays<double[]> rows = KeptArrays.ofDoubles();
  private float[] floats = {};
  private double[] doubles = NO_COLUMNS;
  private double[] row = NO_COLUMNS;
  private boolean ofFloats;
  private boolean single;

  /** Makes room for so many rows. */
  void begin(RowArray array, int count) {
    int columns = array.columns();
    row = columns == 0 ? NO_COLUMNS : rows.of(columns);
    ofFloats = array.isOfFloats();
    single = array.isSingle();
    int length = count * columns;
    if (ofFloats && floats.length < length) {
      floats = new float[length];
    } else if (!ofFloats && doubles.length < length) {
      doubles = new double[length];
    }
  }

  /** Makes room for so many rows and reads them, from one on. */
  void read(RowArray array, int first, int count) {
    begin(array, count);
    int from = single ? 0 : first;
    int length = (single ? 1 : count) * row.length;
    if (length == 0) {
      return;
    }
    if (array.isCopied()) {
      System.arraycopy(array.copied(), from * row.length, doubles, 0, length);
    } else if (ofFloats) {
      memory.read(array.address(from), floats, length);
    } else {
      memory.read(array.address(from), doubles, length);
    }
  }

  /** The row of that number in the block. */
  double[] row(int number) {
    int start = single ? 0 : number * row.length;
    if (ofFloats) {
      for (int i = 0; i < row.length; i++) {
        row[i] = floats[start + i];
      }
    } else {
      System.arraycopy(doubles, start, row, 0, row.length);
    }
    return row;
  }

  /** A row to be filled. */
  double[] row() {
    return row;
  }

  /** Puts what it was filled with in its place in the block. */
  void put(int number) {
    int start = number * row.length;
    if (ofFloats) {
      for (int i = 0; i < row.length; i++) {
        floats[start + i] = (float) row[i];
      }
    } else {
      System.arraycopy(row, 0, doubles, start, row.length);
    }
  }

  /** Writes so many rows, from one on. */
  void write(RowArray array, int first, int count) {
    int length = count * row.length;
    if (array.isCopied()) {
      System.arraycopy(doubles, 0, array.copied(), first * row.length, length);
    } else if (ofFloats) {
      memory.write(array.address(first), floats, length);
    } else {
      memory.write(array.address(first), doubles, length);
    }
  }
}

package dev.actzoo.layers;

import dev.actzoo.kernels.HostMemory;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The elements of a dense array in host memory, by their index in C order, without a copy. */
sealed interface HostValues {
  double at(int index);

  void set(int index, double value);

  /**
   * Sets {@code length} elements, those kept to a value, the others to zero.
   *
   * @param kept all bits set for an element to keep, else none; overwritten
   * @param from where that of the first element is
   */
  void select(int start, int length, int[] kept, int from, float value);

  /** Sets all elements to zero. */
  void clear();

  /**
   * Adds rows of this array to rows of another, one after the other.
   *
   * @param rows the row of this array to add each time, from 0; none where negative
   * @param toRows the row of the other to add it to; none where negative
   * @param width elements of a row
   */
  void addRows(int[] rows, HostValues to, int[] toRows, int width);

  static HostValues of(INDArray array) {
    return switch (array.dataType()) {
      case FLOAT -> {
        ByteBuffer bytes = HostMemory.of(array);
        yield new Floats(bytes.asFloatBuffer(), bytes.asIntBuffer());
      }
      case DOUBLE -> new Doubles(HostMemory.of(array).asDoubleBuffer());
      default ->
          throw new IllegalArgumentException("neither float nor double: " + array.dataType());
    };
  }

  /** Elements of a float32 array. */
  record Floats(FloatBuffer values, IntBuffer bits) implements HostValues {
    private static final float[] ZEROS = new float[8192];

    @Override
    public double at(int index) {
      return values.get(index);
    }

    @Override
    public void set(int index, double value) {
      values.put(index, (float) value);
    }

    @Override
    public void select(int start, int length, int[] kept, int from, float value) {
      int pattern = Float.floatToRawIntBits(value);
      for (int i = from; i < from + length; i++) {
        kept[i] &= pattern;
      }
      bits.put(start, kept, from, length);
    }

    @Override
    public void clear() {
      for (int start = 0; start < values.capacity(); start += ZEROS.length) {
        values.put(start, ZEROS, 0, Math.min(ZEROS.length, values.capacity() - start));
      }
    }

    @Override
    public void addRows(int[] rows, HostValues to, int[] toRows, int width) {
      FloatBuffer target = ((Floats) to).values;
      float[] row = new float[width];
      float[] sum = new float[width];
      for (int i = 0; i < rows.length; i++) {
        if (rows[i] >= 0 && toRows[i] >= 0) {
          values.get(rows[i] * width, row);
          target.get(toRows[i] * width, sum);
          for (int j = 0; j < width; j++) {
            sum[j] += row[j];
          }
          target.put(toRows[i] * width, sum);
        }
      }
    }
  }

  /** Elements of a float64 array. */
  record Doubles(DoubleBuffer values) implements HostValues {
    @Override
    public double at(int index) {
      return values.get(index);
    }

    @Override
    public void set(int index, double value) {
      values.put(index, value);
    }

    @Override
    public void select(int start, int length, int[] kept, int from, float value) {
      for (int i = 0; i < length; i++) {
        values.put(start + i, kept[from + i] == 0 ? 0 : value);
      }
    }

    @Override
    public void clear() {
      for (int i = 0; i < values.capacity(); i++) {
        values.put(i, 0);
      }
    }

    @Override
    public void addRows(int[] rows, HostValues to, int[] toRows, int width) {
      DoubleBuffer target = ((Doubles) to).values;
      for (int i = 0; i < rows.length; i++) {
        for (int j = 0; j < width && rows[i] >= 0 && toRows[i] >= 0; j++) {
          int index = toRows[i] * width + j;
          target.put(index, target.get(index) + values.get(rows[i] * width + j));
        }
      }
    }
  }
}

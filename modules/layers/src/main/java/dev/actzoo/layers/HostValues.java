package dev.actzoo.layers;

import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The elements of a dense array in host memory, by their index in C order, without a copy. */
sealed interface HostValues {
  double at(int index);

  void set(int index, double value);

  /** Writes the product of {@code length} elements with factors to the same place of another. */
  void multiply(int start, int length, float[] factors, HostValues to);

  static HostValues of(INDArray array) {
    return switch (array.dataType()) {
      case FLOAT -> new Floats(array.data().asNioFloat().slice());
      case DOUBLE -> new Doubles(array.data().asNioDouble().slice());
      default ->
          throw new IllegalArgumentException("neither float nor double: " + array.dataType());
    };
  }

  /** Elements of a float32 array. */
  record Floats(FloatBuffer values) implements HostValues {
    @Override
    public double at(int index) {
      return values.get(index);
    }

    @Override
    public void set(int index, double value) {
      values.put(index, (float) value);
    }

    @Override
    public void multiply(int start, int length, float[] factors, HostValues to) {
      float[] stretch = new float[length];
      values.get(start, stretch);
      for (int i = 0; i < length; i++) {
        stretch[i] *= factors[i];
      }
      ((Floats) to).values.put(start, stretch);
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
    public void multiply(int start, int length, float[] factors, HostValues to) {
      double[] stretch = new double[length];
      values.get(start, stretch);
      for (int i = 0; i < length; i++) {
        stretch[i] *= factors[i];
      }
      ((Doubles) to).values.put(start, stretch);
    }
  }
}

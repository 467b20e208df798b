package dev.actzoo.benchmarks.audit;

import java.util.Locale;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * An elementwise kernel under audit: results for many inputs at once.
 *
 * @param name whose it is, such as "oneDNN" or "DL4J Activation.GELU"
 * @param number the type it computes in
 * @param value f of each input
 * @param slope f' of each input; null if the kernel has no gradient
 */
record AuditedKernel(String name, NumberType number, Run value, @Nullable Run slope) {
  /** A floating-point type. */
  enum NumberType {
    FLOAT32(Float.MAX_VALUE, Float.MIN_NORMAL),
    FLOAT64(Double.MAX_VALUE, Double.MIN_NORMAL);

    /** The largest finite number. */
    final double largest;

    /** The smallest number that is not denormal. */
    final double smallestNormal;

    NumberType(double largest, double smallestNormal) {
      this.largest = largest;
      this.smallestNormal = smallestNormal;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The unit in the last place of numbers of that size. */
    double ulp(double size) {
      return this == FLOAT32 ? Math.ulp((float) size) : Math.ulp(size);
    }

    INDArray array(float[] x) {
      INDArray floats = Nd4j.createFromArray(x);
      return this == FLOAT32 ? floats : floats.castTo(DataType.DOUBLE);
    }

    double[] numbers(INDArray array) {
      if (this == FLOAT64) {
        return array.toDoubleVector();
      }
      float[] floats = array.toFloatVector();
      double[] numbers = new double[floats.length];
      for (int i = 0; i < floats.length; i++) {
        numbers[i] = floats[i];
      }
      return numbers;
    }
  }

  /** The slope of a kernel that is known to have one. */
  Run requiredSlope() {
    return Objects.requireNonNull(slope, name);
  }

  /** One number for each input. */
  interface Run {
    double[] of(float[] x);
  }

  /** A kernel over arrays, which may destroy what it is given. */
  static AuditedKernel overArrays(
      String name,
      NumberType number,
      UnaryOperator<INDArray> value,
      @Nullable UnaryOperator<INDArray> slope) {
    return new AuditedKernel(
        name,
        number,
        x -> number.numbers(value.apply(number.array(x))),
        slope == null ? null : x -> number.numbers(slope.apply(number.array(x))));
  }
}

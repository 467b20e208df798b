package dev.actzoo.layers;

import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Initial values drawn from one law, each a function of nothing but the seed, the layer's name, the
 * parameter's name and the value's coordinates: parameters of other sizes agree on the coordinates
 * they share.
 *
 * @param deviation what draws of deviation 1 are multiplied by
 * @param axes the coordinates, the outermost first; their sizes multiply to the parameter's length
 */
record Draws(Law law, double deviation, List<Axis> axes) implements Parameter.Start {
  /** A distribution of mean 0. */
  enum Law {
    NORMAL,
    /**
     * Normal draws, repeated while farther than two deviations from 0, as BERT's are (Devlin et al.
     * 2019); their standard deviation is 0.88.
     */
    TRUNCATED_NORMAL,
    /** Uniform on [-sqrt(3), sqrt(3)). */
    UNIFORM
  }

  private static final double TRUNCATION = 2;
  private static final double UNIT = 0x1p-53;

  @Override
  public void fill(INDArray parameter, long seed, String layer, String parameterName) {
    double[] values = new double[Math.toIntExact(parameter.length())];
    fill(values, 0, 0, values.length, SplitMix64.key(seed, layer, parameterName));
    try (INDArray filled = Nd4j.create(values, parameter.shape(), DataType.DOUBLE)) {
      parameter.assign(filled);
    }
  }

  /** Fills the stretch of values that is what an axis and those within it span. */
  private void fill(double[] values, int depth, int start, int length, long key) {
    Axis axis = axes.get(depth);
    int inner = length / axis.size();
    for (int part = 0; part < axis.parts(); part++) {
      long partKey = SplitMix64.key(key, part);
      if (depth == axes.size() - 1) {
        fillPart(values, start, axis, part, partKey);
        continue;
      }
      for (int unit = 0; unit < axis.units(); unit++) {
        int place = start + axis.place(part, unit) * inner;
        fill(values, depth + 1, place, inner, SplitMix64.key(partKey, unit));
      }
    }
  }

  /** Fills the units of a part of the innermost axis, two from each pair of draws. */
  private void fillPart(double[] values, int start, Axis axis, int part, long key) {
    Pair pair = new Pair();
    for (int unit = 0; unit < axis.units(); unit++) {
      if (unit % 2 == 0) {
        pair.draw(law, SplitMix64.bits(key, unit / 2));
      }
      double draw = unit % 2 == 0 ? pair.first : pair.second;
      values[start + axis.place(part, unit)] = deviation * draw;
    }
  }

  /** Two draws, functions of a key. */
  private static final class Pair {
    private double first;
    private double second;

    void draw(Law law, long key) {
      switch (law) {
        case NORMAL -> normal(key);
        case TRUNCATED_NORMAL -> {
          normal(key);
          double kept = Math.abs(second) > TRUNCATION ? again(key, 2) : second;
          first = Math.abs(first) > TRUNCATION ? again(key, 1) : first;
          second = kept;
        }
        case UNIFORM -> {
          first = Math.sqrt(3) * symmetric(key, 0);
          second = Math.sqrt(3) * symmetric(key, 1);
        }
      }
    }

    /** One draw in place of one that lies too far out. */
    private static double again(long key, int which) {
      Pair pair = new Pair();
      long family = SplitMix64.key(key, which);
      long number = 0;
      do {
        pair.normal(SplitMix64.bits(family, number++));
      } while (Math.abs(pair.first) > TRUNCATION);
      return pair.first;
    }

    /** Marsaglia's polar method, in strict arithmetic. */
    private void normal(long key) {
      double u;
      double v;
      double s;
      long counter = 0;
      do {
        u = symmetric(key, counter++);
        v = symmetric(key, counter++);
        s = u * u + v * v;
      } while (s >= 1 || s == 0);
      double factor = StrictMath.sqrt(-2 * StrictMath.log(s) / s);
      first = u * factor;
      second = v * factor;
    }

    /** Uniform in [-1, 1). */
    private static double symmetric(long key, long counter) {
      return 2 * ((SplitMix64.bits(key, counter) >>> 11) * UNIT) - 1;
    }
  }
}

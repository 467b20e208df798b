package dev.actzoo.benchmarks.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The vectors that folds are audited at: seeded ones of several widths, each at sizes from denormal
 * numbers to 1e38, and those with ties, huge spread, both zeros, denormals, infinities and NaN.
 */
final class FoldRows {
  private static final float[] SCALES = {
    1e-40f, 1e-38f, 1e-30f, 1e-20f, 1e-10f, 1e-5f, 1e-3f, 0.01f, 0.1f, 0.3f, 1, 2, 3, 5, 10, 20, 30,
    60, 90, 100, 300, 1e3f, 1e4f, 1e5f, 1e7f, 1e10f, 1e20f, 1e30f, 1e38f
  };
  private static final int[] WIDTHS = {2, 16, 64};

  /** Of so many features a vector only at the scales in between. */
  private static final int WIDEST = 512;

  private static final int DRAWN = 8;
  private static final int SPECIAL_WIDTH = 16;

  /** A place in the first half, so a gate, and its partner in the second. */
  private static final int[] MARKED = {3, 3 + SPECIAL_WIDTH / 2};

  private FoldRows() {}

  /** All vectors, those of one direction by growing size beside each other. */
  static List<float[]> all() {
    SplittableRandom random = new SplittableRandom(5);
    List<float[]> rows = new ArrayList<>();
    for (int width : WIDTHS) {
      for (int draw = 0; draw < Math.max(2, DRAWN * 2 / width); draw++) {
        double[] direction = random.doubles(width, -1, 1).toArray();
        for (float scale : SCALES) {
          rows.add(times(direction, scale));
        }
      }
    }
    double[] wide = random.doubles(WIDEST, -1, 1).toArray();
    rows.add(times(wide, 1));
    rows.add(times(wide, AuditGrid.REACH));
    for (float each : new float[] {0, -0f, 1, -1, 1e-40f, 30, -30, 1e30f, -1e30f}) {
      float[] equal = new float[SPECIAL_WIDTH];
      Arrays.fill(equal, each);
      rows.add(equal);
    }
    rows.add(with(random, 2, 1.5f, MARKED));
    rows.add(with(random, 1, 1e30f, MARKED[0]));
    rows.add(with(random, 1, -1e30f, MARKED));
    rows.add(with(random, 1e-3f, 100, MARKED[1]));
    rows.add(with(random, 1e-41f, 0, MARKED));
    rows.add(with(random, 1e-41f, -0f, 0, 1, 2, 3));
    rows.add(spread(random));
    return rows;
  }

  /** Vectors with infinities that a limit stands for. */
  static List<float[]> infinite() {
    SplittableRandom random = new SplittableRandom(6);
    List<float[]> rows = new ArrayList<>();
    for (int place : MARKED) {
      rows.add(with(random, 2, Float.POSITIVE_INFINITY, place));
      rows.add(with(random, 2, Float.NEGATIVE_INFINITY, place));
    }
    rows.add(with(random, 2, Float.NEGATIVE_INFINITY, 0, 4, 9, 14));
    return rows;
  }

  /** Vectors with a NaN. */
  static List<float[]> notNumbers() {
    SplittableRandom random = new SplittableRandom(7);
    return List.of(with(random, 2, Float.NaN, MARKED[0]), with(random, 2, Float.NaN, MARKED[1]));
  }

  /** A gradient for results of so many numbers. */
  static float[] gradient(int length, long seed) {
    return times(new SplittableRandom(seed).doubles(length, -1, 1).toArray(), 1);
  }

  /** The largest size of the finite features. */
  static float size(float[] row) {
    float size = 0;
    for (float x : row) {
      size = Float.isFinite(x) ? Math.max(size, Math.abs(x)) : size;
    }
    return size;
  }

  static float[] times(float[] row, double factor) {
    float[] scaled = new float[row.length];
    for (int i = 0; i < row.length; i++) {
      scaled[i] = (float) (row[i] * factor);
    }
    return scaled;
  }

  private static float[] times(double[] direction, float scale) {
    float[] row = new float[direction.length];
    for (int i = 0; i < row.length; i++) {
      row[i] = (float) (direction[i] * scale);
    }
    return row;
  }

  private static float[] with(SplittableRandom random, float scale, float value, int... places) {
    float[] row = times(random.doubles(SPECIAL_WIDTH, -1, 1).toArray(), scale);
    for (int place : places) {
      row[place] = value;
    }
    return row;
  }

  /** Numbers of every size, of both signs. */
  private static float[] spread(SplittableRandom random) {
    double[] powers = random.doubles(SPECIAL_WIDTH, -30, 30).toArray();
    float[] row = new float[SPECIAL_WIDTH];
    for (int i = 0; i < row.length; i++) {
      row[i] = (float) (Math.pow(10, powers[i]) * (i % 2 == 0 ? 1 : -1));
    }
    return row;
  }
}

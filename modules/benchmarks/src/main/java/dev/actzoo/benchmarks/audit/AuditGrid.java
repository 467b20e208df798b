package dev.actzoo.benchmarks.audit;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/**
 * The inputs that kernels are audited at, all of them floats.
 *
 * <p>The grid is what the reference is computed for in extended precision: zeros, denormals, four
 * points a decade up to 1e30, [-{@value #REACH}, {@value #REACH}] in steps of 0.0799, where
 * exponentials overflow, where formulas have kinks (multiples of one half) with the floats beside
 * them, infinities and NaN. Between its points the finer scan looks for larger errors, against the
 * reference in double.
 */
final class AuditGrid {
  /** Absolute errors are taken up to here: beyond, they are those of large numbers. */
  static final float REACH = 30;

  private static final double STEP = 0.0799;
  private static final double TAIL_REACH = 120;
  private static final double TAIL_STEP = 0.77;
  private static final int LARGEST_KINK = 8;
  private static final int POINTS_PER_DECADE = 4;
  private static final double LARGEST = 1e30;
  private static final double SMALLEST = 1e-30;
  private static final int SCANNED = 60_000;
  private static final int SCANNED_PER_DECADE = 200;

  private AuditGrid() {}

  /** The grid by growing size, the infinities and NaN last. */
  static float[] points() {
    Set<Float> sizes = new TreeSet<>();
    for (float tiny : new float[] {0, Float.MIN_VALUE, 1e-44f, 3e-42f, 1e-40f, 5e-39f, 1.1e-38f}) {
      sizes.add(tiny);
    }
    sizes.addAll(Set.of(Float.MIN_NORMAL, 1e-37f, 1e-35f, 1e-33f));
    double ratio = Math.pow(10, 1.0 / POINTS_PER_DECADE);
    for (double size = SMALLEST; size < LARGEST * 1.01; size *= ratio) {
      sizes.add((float) size);
    }
    for (double size = STEP / 2; size <= REACH; size += STEP) {
      sizes.add((float) size);
    }
    for (double size = REACH; size <= TAIL_REACH; size += TAIL_STEP) {
      sizes.add((float) size);
    }
    for (int half = 1; half <= 2 * LARGEST_KINK; half++) {
      float kink = half / 2f;
      sizes.addAll(Set.of(Math.nextDown(kink), kink, Math.nextUp(kink)));
    }
    sizes.add(Float.POSITIVE_INFINITY);
    float[] points = new float[2 * sizes.size() + 1];
    int n = 0;
    for (float size : sizes) {
      points[n++] = size;
      points[n++] = -size;
    }
    points[n] = Float.NaN;
    return points;
  }

  /** Whether a function of the catalogue may have a kink or a jump there. */
  static boolean mayBeKink(float x) {
    return Math.abs(x) <= LARGEST_KINK && 2 * x == Math.rint(2 * x);
  }

  /** The points of the finer scan, by growing size. */
  static float[] scan() {
    double decades = Math.log10(LARGEST / SMALLEST);
    int logarithmic = (int) (decades * SCANNED_PER_DECADE);
    double[] sizes = new double[SCANNED / 2 + logarithmic];
    for (int i = 0; i < SCANNED / 2; i++) {
      sizes[i] = REACH * (i + 0.37) / (SCANNED / 2.0);
    }
    for (int i = 0; i < logarithmic; i++) {
      sizes[SCANNED / 2 + i] = SMALLEST * Math.pow(10, decades * i / logarithmic);
    }
    Arrays.sort(sizes);
    float[] points = new float[2 * sizes.length];
    for (int i = 0; i < sizes.length; i++) {
      points[2 * i] = (float) sizes[i];
      points[2 * i + 1] = (float) -sizes[i];
    }
    return points;
  }
}

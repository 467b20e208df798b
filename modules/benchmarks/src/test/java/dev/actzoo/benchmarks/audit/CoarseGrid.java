package dev.actzoo.benchmarks.audit;

/** A part of the audit's grid that takes a test a second. */
final class CoarseGrid {
  private static final int EVERY = 7;

  private CoarseGrid() {}

  /** Every kink, infinity and NaN, and every seventh of the others. */
  static float[] points() {
    float[] all = AuditGrid.points();
    float[] kept = new float[all.length];
    int n = 0;
    for (int i = 0; i < all.length; i++) {
      if (i % EVERY == 0 || !Float.isFinite(all[i]) || AuditGrid.mayBeKink(all[i])) {
        kept[n++] = all[i];
      }
    }
    return java.util.Arrays.copyOf(kept, n);
  }
}

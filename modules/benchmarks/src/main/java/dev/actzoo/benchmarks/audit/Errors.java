package dev.actzoo.benchmarks.audit;

import org.jspecify.annotations.Nullable;

/** The largest errors of a kernel so far, in each measure. */
final class Errors {
  private final AuditedKernel.NumberType number;
  private Deviation absolute = Deviation.NONE;
  private Deviation relative = Deviation.NONE;
  private Deviation ulps = Deviation.NONE;

  Errors(AuditedKernel.NumberType number) {
    this.number = number;
  }

  /**
   * Takes one more result into account.
   *
   * @param at the input, or the largest of a vector
   * @param size of the right result, in whose units relative errors are
   */
  void take(double at, double error, double size, double right, double got) {
    if (Math.abs(at) <= AuditGrid.REACH) {
      absolute = absolute.orLarger(error, at, right, got);
    }
    if (size >= number.smallestNormal) {
      relative = relative.orLarger(error / size, at, right, got);
    }
    ulps = ulps.orLarger(error / number.ulp(size), at, right, got);
  }

  Side side(
      @Nullable Double notFiniteFrom, boolean limits, boolean keepsNaN, boolean differsInBatch) {
    return new Side(absolute, relative, ulps, notFiniteFrom, limits, keepsNaN, differsInBatch);
  }
}

package dev.actzoo.benchmarks.audit;

import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** The audit of a kernel's values, or of its gradients. */
final class SideAudit {
  /** What the double reference itself may err by, absolutely and relatively. */
  private static final double OF_THE_DOUBLE = 4e-15;

  private static final int REFINED = 256;
  private static final int REFINEMENTS = 4;

  private final AuditedKernel.NumberType number;
  private final AuditedKernel.Run kernel;

  private final Errors errors;
  private float notFinite = Float.NaN;
  private boolean limits = true;
  private boolean keepsNaN = true;

  private SideAudit(AuditedKernel.NumberType number, AuditedKernel.Run kernel) {
    this.number = number;
    this.kernel = kernel;
    this.errors = new Errors(number);
  }

  /**
   * @param grid by growing size
   * @param targets what is right at each point of the grid
   * @param scan more points, by growing size
   * @param inDouble what is right at those, to double precision
   */
  static Side of(
      AuditedKernel.NumberType number,
      AuditedKernel.Run kernel,
      float[] grid,
      List<Target> targets,
      float[] scan,
      DoubleUnaryOperator inDouble) {
    SideAudit audit = new SideAudit(number, kernel);
    audit.overGrid(grid, targets);
    if (number == AuditedKernel.NumberType.FLOAT32) {
      audit.overScan(scan, inDouble);
    }
    Double from = Float.isNaN(audit.notFinite) ? null : audit.refined();
    return audit.errors.side(from, audit.limits, audit.keepsNaN, false);
  }

  private void overGrid(float[] grid, List<Target> targets) {
    double[] results = kernel.of(grid);
    for (int i = 0; i < grid.length; i++) {
      float x = grid[i];
      Target target = targets.get(i);
      double got = results[i];
      if (Float.isNaN(x)) {
        keepsNaN = Double.isNaN(got);
        continue;
      }
      if (Float.isInfinite(x)) {
        limits &= target.isLimit(got);
      }
      if (!target.isFinite() || Math.abs(target.nearest()) > number.largest) {
        continue;
      }
      if (!Double.isFinite(got)) {
        foundNotFinite(x);
      } else if (Float.isFinite(x)) {
        errors.take(x, target.error(got), target.size(), target.nearest(), got);
      }
    }
  }

  private void overScan(float[] scan, DoubleUnaryOperator inDouble) {
    double[] results = kernel.of(scan);
    for (int i = 0; i < scan.length; i++) {
      double right = inDouble.applyAsDouble(scan[i]);
      double got = results[i];
      if (Math.abs(right) <= number.largest && !AuditGrid.mayBeKink(scan[i])) {
        if (Double.isFinite(got)) {
          double allowed =
              OF_THE_DOUBLE * Math.max(Math.min(1, Math.abs(scan[i])), Math.abs(right));
          double error = Math.abs(got - right);
          errors.take(scan[i], error > allowed ? error : 0, Math.abs(right), right, got);
        } else {
          foundNotFinite(scan[i]);
        }
      }
    }
  }

  private void foundNotFinite(float x) {
    if (!(Math.abs(x) >= Math.abs(notFinite))) {
      notFinite = x;
    }
  }

  /** The input nearest to zero that is not finite, between the one found and what precedes it. */
  private double refined() {
    float good = 0;
    float bad = notFinite;
    for (int round = 0; round < REFINEMENTS && Float.isFinite(bad); round++) {
      float[] between = new float[REFINED];
      for (int i = 0; i < REFINED; i++) {
        between[i] = good + (bad - good) * (i + 1f) / REFINED;
      }
      between[REFINED - 1] = bad;
      double[] results = kernel.of(between);
      int first = 0;
      while (first < REFINED - 1 && Double.isFinite(results[first])) {
        first++;
      }
      good = first == 0 ? good : between[first - 1];
      bad = between[first];
    }
    return bad;
  }
}

package dev.actzoo.benchmarks.audit;

import dev.actzoo.activations.Fold;
import dev.actzoo.benchmarks.audit.AuditedKernel.NumberType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The audit of a fold's kernels: values of vectors and gradients, with respect to them, of a loss
 * whose seeded gradient with respect to the values is given. Where an error occurs is told by the
 * size of the vector's largest feature.
 */
final class FoldAudit {
  private static final double ALIKE = 1e-4;
  private static final int REFINED = 256;
  private static final int REFINEMENTS = 3;

  private final FoldReference reference;

  private FoldAudit(Fold fold) {
    reference = FoldReference.of(fold);
  }

  static List<KernelAudit> of(Fold fold) {
    List<FoldKernel> kernels =
        Stream.concat(OurFolds.of(fold).stream(), StockFolds.of(fold).stream()).toList();
    return of(fold, kernels, FoldRows.all());
  }

  static List<KernelAudit> of(Fold fold, List<FoldKernel> kernels, List<float[]> rows) {
    FoldAudit audit = new FoldAudit(fold);
    List<Case> cases =
        Stream.concat(rows.stream(), FoldRows.infinite().stream())
            .map(row -> audit.judged(fold, row))
            .toList();
    return kernels.stream()
        .map(
            kernel ->
                new KernelAudit(
                    fold.name(),
                    kernel.name(),
                    kernel.number().toString(),
                    side(fold, kernel, cases, false),
                    kernel.gradient() == null ? null : side(fold, kernel, cases, true)))
        .toList();
  }

  /**
   * A vector and what should become of it.
   *
   * @param gradient with respect to the fold's values
   */
  private record Case(float[] row, float[] gradient, List<Goal> values, List<Goal> gradients) {
    boolean isFinite() {
      return IntStream.range(0, row.length).allMatch(i -> Float.isFinite(row[i]));
    }

    double[] run(FoldKernel kernel, boolean backward) {
      return FoldAudit.run(kernel, row, gradient, backward);
    }
  }

  private Case judged(Fold fold, float[] row) {
    float[] gradient = gradient(fold, row);
    return new Case(row, gradient, reference.values(row), reference.gradients(row, gradient));
  }

  private static float[] gradient(Fold fold, float[] row) {
    return FoldRows.gradient(fold.outputs(row.length), row.length);
  }

  private static Side side(Fold fold, FoldKernel kernel, List<Case> cases, boolean backward) {
    Errors errors = new Errors(kernel.number());
    List<double[]> alone = new ArrayList<>();
    boolean limits = true;
    float notFinite = Float.NaN;
    float[] found = null;
    for (Case one : cases) {
      double[] results = one.run(kernel, backward);
      alone.add(results);
      List<Goal> goals = backward ? one.gradients() : one.values();
      float at = FoldRows.size(one.row());
      if (!one.isFinite()) {
        limits &= areLimits(goals, results);
      } else if (take(errors, kernel.number(), at, goals, results) && !(at >= notFinite)) {
        notFinite = at;
        found = one.row();
      }
    }
    Double from = found == null ? null : refined(fold, kernel, found, backward);
    return errors.side(
        from,
        limits,
        keepsNaN(fold, kernel, backward),
        differsInBatch(kernel, cases, alone, backward));
  }

  /** Takes the errors of a row; whether a result is not finite that should be. */
  private static boolean take(
      Errors errors, NumberType number, float at, List<Goal> goals, double[] results) {
    boolean notFinite = false;
    for (int i = 0; i < results.length; i++) {
      Goal goal = goals.get(i);
      Target target = goal.target();
      if (target.isFinite() && target.size() <= number.largest) {
        if (Double.isFinite(results[i])) {
          errors.take(at, target.error(results[i]), goal.terms(), target.nearest(), results[i]);
        } else {
          notFinite = true;
        }
      }
    }
    return notFinite;
  }

  private static boolean areLimits(List<Goal> goals, double[] results) {
    return IntStream.range(0, results.length)
        .allMatch(i -> goals.get(i).target().isLimit(results[i]));
  }

  /** Whether of a vector with a NaN some result is NaN. */
  private static boolean keepsNaN(Fold fold, FoldKernel kernel, boolean backward) {
    return FoldRows.notNumbers().stream()
        .map(row -> run(kernel, row, gradient(fold, row), backward))
        .allMatch(results -> DoubleStream.of(results).anyMatch(Double::isNaN));
  }

  private static double[] run(FoldKernel kernel, float[] row, float[] gradient, boolean backward) {
    return backward
        ? kernel.gradients(List.of(row), List.of(gradient))[0]
        : kernel.values(List.of(row))[0];
  }

  /** Whether vectors give something else, beyond rounding, in a batch than alone. */
  private static boolean differsInBatch(
      FoldKernel kernel, List<Case> cases, List<double[]> alone, boolean backward) {
    Map<Integer, List<Integer>> alike =
        IntStream.range(0, cases.size())
            .boxed()
            .filter(i -> cases.get(i).isFinite())
            .collect(Collectors.groupingBy(i -> cases.get(i).row().length));
    for (List<Integer> places : alike.values()) {
      List<float[]> rows = places.stream().map(i -> cases.get(i).row()).toList();
      List<float[]> gradients = places.stream().map(i -> cases.get(i).gradient()).toList();
      double[][] together = backward ? kernel.gradients(rows, gradients) : kernel.values(rows);
      for (int i = 0; i < together.length; i++) {
        if (!alike(together[i], alone.get(places.get(i)))) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean alike(double[] one, double[] other) {
    return IntStream.range(0, one.length)
        .allMatch(
            i ->
                Double.compare(one[i], other[i]) == 0
                    || Math.abs(one[i] - other[i]) <= ALIKE * Math.max(1, Math.abs(other[i])));
  }

  /** The smallest multiple of a vector, by its size, of which a result is not finite. */
  private static double refined(Fold fold, FoldKernel kernel, float[] row, boolean backward) {
    double good = 0;
    double bad = 1;
    float[] gradient = gradient(fold, row);
    for (int round = 0; round < REFINEMENTS; round++) {
      double width = (bad - good) / REFINED;
      int first = 1;
      while (first < REFINED
          && isFinite(run(kernel, FoldRows.times(row, good + width * first), gradient, backward))) {
        first++;
      }
      bad = good + width * first;
      good = bad - width;
    }
    return FoldRows.size(FoldRows.times(row, bad));
  }

  private static boolean isFinite(double[] row) {
    return DoubleStream.of(row).allMatch(Double::isFinite);
  }
}

package dev.actzoo.reports.catalogue;

import dev.actzoo.activations.Catalogue;
import dev.actzoo.reports.catalogue.KernelAudits.Deviation;
import dev.actzoo.reports.catalogue.KernelAudits.Kernel;
import dev.actzoo.reports.catalogue.KernelAudits.Side;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that a kernel of stock Deeplearning4j or ND4J gets wrong beyond rounding.
 *
 * @param entry the function it stands for
 * @param kernel which one, and its type
 * @param value what is wrong with its values; empty if nothing
 * @param gradient what is wrong with its gradients; empty if nothing
 * @param weight how bad: where an infinity or NaN comes first, by how near to zero
 */
public record Defect(String entry, String kernel, String value, String gradient, double weight) {
  /** Errors of float32 in units of the result, or of 1 if that is larger, that are no rounding. */
  private static final double BEYOND_ROUNDING = 1e-5;

  private static final double IN_DOUBLE = 1e-9;

  /** The defects of an audit, the worst first. */
  public static List<Defect> of(KernelAudits audits) {
    List<Defect> defects = new ArrayList<>();
    for (Kernel kernel : audits.kernels()) {
      if (kernel.kernel().startsWith("DL4J ") || kernel.kernel().startsWith("ND4J op ")) {
        double tolerance = kernel.number().equals("float64") ? IN_DOUBLE : BEYOND_ROUNDING;
        String at = isFold(kernel.entry()) ? "a size of " : "";
        String value = wrong(kernel.value(), tolerance, at);
        String gradient = wrong(kernel.gradient(), tolerance, at);
        if (!value.isEmpty() || !gradient.isEmpty()) {
          defects.add(
              new Defect(
                  kernel.entry(),
                  kernel.kernel() + ", " + kernel.number(),
                  value,
                  gradient,
                  Math.max(badness(kernel.value()), badness(kernel.gradient()))));
        }
      }
    }
    defects.sort(Comparator.comparingDouble(Defect::weight).reversed());
    return defects;
  }

  private static boolean isFold(String entry) {
    return Catalogue.folds().stream().anyMatch(fold -> fold.name().equals(entry));
  }

  private static String wrong(@Nullable Side side, double tolerance, String at) {
    List<String> parts = new ArrayList<>();
    if (side != null) {
      Deviation worst = side.absolute();
      if (scaled(worst) > tolerance) {
        parts.add(
            "off by up to %s: %s instead of %s at %s%s"
                .formatted(
                    Figures.error(worst.error()),
                    Figures.number(worst.got()),
                    Figures.number(worst.expected()),
                    at,
                    Figures.number(worst.at())));
      }
      Double from = side.notFiniteFrom();
      if (from != null && Double.isFinite(from)) {
        parts.add("NaN or infinite from " + at + Figures.number(from));
      }
      if (side.differsInBatch()) {
        parts.add("other in a batch of rows than alone");
      }
    }
    return String.join("; ", parts);
  }

  private static double scaled(Deviation deviation) {
    return deviation.error() / Math.max(1, Math.abs(deviation.expected()));
  }

  private static double badness(@Nullable Side side) {
    if (side == null) {
      return 0;
    }
    Double from = side.notFiniteFrom();
    double overflow = from == null || Double.isInfinite(from) ? 0 : 1 / Math.abs(from);
    return overflow + scaled(side.absolute()) + (side.differsInBatch() ? 1 : 0);
  }
}

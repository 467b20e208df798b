package dev.actzoo.reports.html;

import dev.actzoo.reports.Numbers;
import dev.actzoo.reports.catalogue.Figures;
import dev.actzoo.reports.catalogue.KernelAudits.Deviation;
import dev.actzoo.reports.catalogue.KernelAudits.Kernel;
import dev.actzoo.reports.catalogue.KernelAudits.Side;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A kernel's audit as a row of an entry's table. */
record KernelRow(String kernel, String number, Cells value, Cells gradient, String remarks) {
  /** Errors of values or gradients; {@code where} tells the inputs of the largest. */
  record Cells(String absolute, String relative, String ulps, String where) {}

  static KernelRow of(Kernel kernel) {
    List<String> remarks = new ArrayList<>();
    remark("value", kernel.value(), remarks);
    remark("gradient", kernel.gradient(), remarks);
    return new KernelRow(
        kernel.kernel(),
        kernel.number(),
        cells(kernel.value()),
        cells(kernel.gradient()),
        String.join("; ", remarks));
  }

  private static Cells cells(@Nullable Side side) {
    if (side == null) {
      return new Cells(Numbers.NONE, Numbers.NONE, Numbers.NONE, "");
    }
    return new Cells(
        Figures.error(side.absolute().error()),
        Figures.error(side.relative().error()),
        Figures.error(side.ulps().error()),
        where(side.absolute()) + " / " + where(side.relative()) + " / " + where(side.ulps()));
  }

  private static String where(Deviation deviation) {
    return deviation.error() == 0 ? Numbers.NONE : Figures.number(deviation.at());
  }

  private static void remark(String what, @Nullable Side side, List<String> remarks) {
    if (side == null) {
      return;
    }
    Double from = side.notFiniteFrom();
    if (from != null) {
      remarks.add(
          "%s NaN or infinite %s %s"
              .formatted(what, Double.isInfinite(from) ? "at" : "from", Figures.number(from)));
    } else if (!side.limits()) {
      remarks.add(what + " not the limit at an infinity");
    }
    if (!side.keepsNaN()) {
      remarks.add(what + " loses NaN");
    }
  }
}

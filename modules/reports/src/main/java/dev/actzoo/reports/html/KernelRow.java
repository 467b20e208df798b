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
  /** The largest errors of values or gradients in three measures. */
  record Cells(Cell absolute, Cell relative, Cell ulps) {}

  /** An error and the input it occurs at, which is empty if there is none. */
  record Cell(String error, String at) {
    private static final Cell NONE = new Cell(Numbers.NONE, "");

    static Cell of(Deviation deviation) {
      return new Cell(
          Figures.error(deviation.error()),
          deviation.error() == 0 ? "" : Figures.number(deviation.at()));
    }
  }

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
    return side == null
        ? new Cells(Cell.NONE, Cell.NONE, Cell.NONE)
        : new Cells(Cell.of(side.absolute()), Cell.of(side.relative()), Cell.of(side.ulps()));
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
    if (side.differsInBatch()) {
      remarks.add(what + " other in a batch of rows than alone");
    }
  }
}

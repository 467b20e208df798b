package dev.actzoo.cli;

import dev.actzoo.benchmarks.audit.Deviation;
import dev.actzoo.benchmarks.audit.KernelAudit;
import dev.actzoo.benchmarks.audit.Side;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An audit as a table: for each kernel the largest errors, where, and what else is wrong. */
final class AuditLines {
  private AuditLines() {}

  static void print(List<KernelAudit> audits, PrintWriter out) {
    Table table =
        new Table(
            "function",
            "kernel",
            "type",
            "value off by",
            "at",
            "ulps",
            "at",
            "gradient off by",
            "at",
            "ulps",
            "at",
            "remarks");
    for (KernelAudit audit : audits) {
      List<Object> cells = new ArrayList<>(List.of(audit.entry(), audit.kernel(), audit.number()));
      errors(audit.value(), cells);
      errors(audit.gradient(), cells);
      cells.add(remarks(audit));
      table.row(cells.toArray());
    }
    table.print(out);
    out.println(
        "off by: largest absolute error on [-30, 30]; ulps: largest error anywhere in units in the"
            + " last place; at: the input, for a fold the size of its largest feature");
  }

  private static void errors(@Nullable Side side, List<Object> cells) {
    if (side == null) {
      cells.addAll(List.of("-", "", "", ""));
      return;
    }
    for (Deviation deviation : List.of(side.absolute(), side.ulps())) {
      cells.add(error(deviation.error()));
      cells.add(deviation.error() == 0 ? "" : number(deviation.at()));
    }
  }

  private static String error(double error) {
    return error == 0 ? "0" : String.format(Locale.ROOT, "%.1e", error);
  }

  private static String number(double x) {
    return Double.isInfinite(x)
        ? (x < 0 ? "-infinity" : "infinity")
        : String.format(Locale.ROOT, "%.4g", x);
  }

  private static String remarks(KernelAudit audit) {
    List<String> remarks = new ArrayList<>();
    remark("value", audit.value(), remarks);
    Side gradient = audit.gradient();
    if (gradient != null) {
      remark("gradient", gradient, remarks);
    }
    return String.join("; ", remarks);
  }

  private static void remark(String what, Side side, List<String> remarks) {
    Double from = side.notFiniteFrom();
    if (from != null) {
      remarks.add(
          what + " not finite " + (Double.isInfinite(from) ? "at " : "from ") + number(from));
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

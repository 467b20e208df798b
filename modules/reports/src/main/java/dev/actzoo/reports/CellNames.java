package dev.actzoo.reports;

import dev.actzoo.experiments.CellSpec;
import dev.actzoo.experiments.ModelSpec;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** What the cells of an experiment are called. */
public final class CellNames {
  private CellNames() {}

  /** A model with the options its spec gives: "resnet-8 (width 8)". */
  public static String of(ModelSpec model) {
    if (model.options().isEmpty()) {
      return model.name();
    }
    return model.options().entrySet().stream()
        .map(option -> option.getKey() + " " + plain(option.getValue()))
        .collect(Collectors.joining(", ", model.name() + " (", ")"));
  }

  /**
   * A name for each cell, in order: model and dataset, with the model's options where another cell
   * has the same two; cells that differ in their training alone are numbered.
   */
  public static List<String> of(List<CellSpec> cells) {
    List<String> brief =
        cells.stream().map(cell -> on(cell.model().name(), cell.dataset())).toList();
    List<String> full = cells.stream().map(cell -> on(of(cell.model()), cell.dataset())).toList();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < cells.size(); i++) {
      String name = Collections.frequency(brief, brief.get(i)) == 1 ? brief.get(i) : full.get(i);
      boolean unique = Collections.frequency(full, full.get(i)) == 1;
      long before = names.stream().filter(n -> n.startsWith(name + ", training ")).count();
      names.add(unique ? name : name + ", training " + (before + 1));
    }
    return List.copyOf(names);
  }

  private static String on(String model, String dataset) {
    return model + " on " + dataset;
  }

  /** A number without a needless fraction: 8.0 is "8". */
  public static String plain(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }
}

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

  /** A model with the options that differ from its own defaults: "resnet-8 (width 8)". */
  public static String of(ModelSpec model) {
    if (model.options().isEmpty()) {
      return model.name();
    }
    return model.options().entrySet().stream()
        .map(option -> option.getKey() + " " + plain(option.getValue()))
        .collect(Collectors.joining(", ", model.name() + " (", ")"));
  }

  /** A name for each cell, in order; cells that differ in their training alone are numbered. */
  public static List<String> of(List<CellSpec> cells) {
    List<String> plain = cells.stream().map(c -> of(c.model()) + " on " + c.dataset()).toList();
    List<String> names = new ArrayList<>();
    for (String name : plain) {
      boolean unique = Collections.frequency(plain, name) == 1;
      long before = names.stream().filter(n -> n.startsWith(name + ", training ")).count();
      names.add(unique ? name : name + ", training " + (before + 1));
    }
    return List.copyOf(names);
  }

  /** A number without a needless fraction: 8.0 is "8". */
  public static String plain(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }
}

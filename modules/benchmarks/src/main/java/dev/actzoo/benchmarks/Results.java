package dev.actzoo.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What a benchmark has found so far; whoever watches sees each row as it comes. */
public final class Results {
  private final List<Row> rows = new ArrayList<>();
  private final List<Missing> missing = new ArrayList<>();
  private final List<Breakdown> breakdowns = new ArrayList<>();
  private final List<Footprint> footprints = new ArrayList<>();
  private final Consumer<Row> watcher;

  public Results(Consumer<Row> watcher) {
    this.watcher = watcher;
  }

  void add(Row row) {
    rows.add(row);
    watcher.accept(row);
  }

  void add(Missing absence) {
    missing.add(absence);
  }

  void add(Breakdown breakdown) {
    breakdowns.add(breakdown);
  }

  void add(Footprint footprint) {
    footprints.add(footprint);
  }

  public List<Row> rows() {
    return List.copyOf(rows);
  }

  public List<Missing> missing() {
    return List.copyOf(missing);
  }

  public List<Breakdown> breakdowns() {
    return List.copyOf(breakdowns);
  }

  public List<Footprint> footprints() {
    return List.copyOf(footprints);
  }
}

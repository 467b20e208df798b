package dev.actzoo.benchmarks;

import dev.actzoo.input.BadInputException;
import java.nio.file.Path;
import java.util.List;

/**
 * The figures of one benchmark on one machine.
 *
 * @param format raised whenever a field changes its name or meaning
 * @param benchmark "kernels" or "step"
 * @param machine where they were measured
 * @param rows the comparisons
 * @param missing the comparisons that could not be made
 * @param breakdowns where our own steps' time goes
 * @param footprints the memory that our own steps take
 */
public record BenchmarkDocument(
    int format,
    String benchmark,
    MachineFacts machine,
    List<Row> rows,
    List<Missing> missing,
    List<Breakdown> breakdowns,
    List<Footprint> footprints) {
  private static final int FORMAT = 1;

  public BenchmarkDocument(String benchmark, MachineFacts machine, Results results) {
    this(
        FORMAT,
        benchmark,
        machine,
        results.rows(),
        results.missing(),
        results.breakdowns(),
        results.footprints());
  }

  /**
   * Writes it as JSON.
   *
   * @throws BadInputException if the file cannot be written
   */
  public void write(Path file) {
    JsonFile.write(file, this);
  }
}

package dev.actzoo.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.actzoo.input.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
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
  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

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
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.writeString(file, MAPPER.writeValueAsString(this) + "\n");
    } catch (IOException e) {
      throw new BadInputException(
          "cannot write '%s' (%s); name a file in a folder that can be written to"
              .formatted(file, e.getClass().getSimpleName()),
          e);
    }
  }
}

package dev.actzoo.reports;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.actzoo.input.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How fast a machine was beside other libraries: the figures of one benchmark, as its file has
 * them.
 *
 * @param benchmark which one
 * @param machine where it ran
 * @param rows the comparisons
 * @param missing the comparisons that could not be made
 * @param breakdowns where the time of our own steps went
 * @param footprints the memory that our own steps took
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Hardware(
    String benchmark,
    Machine machine,
    List<Row> rows,
    List<Missing> missing,
    List<Breakdown> breakdowns,
    List<Footprint> footprints) {
  private static final ObjectMapper MAPPER = JsonMapper.builder().build();

  public Hardware {
    if (benchmark == null || machine == null || rows == null) {
      throw new IllegalArgumentException("these are no figures of a benchmark");
    }
    missing = missing == null ? List.of() : List.copyOf(missing);
    breakdowns = breakdowns == null ? List.of() : List.copyOf(breakdowns);
    footprints = footprints == null ? List.of() : List.copyOf(footprints);
  }

  /** The machine and the program. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Machine(
      String cpu,
      String features,
      int cores,
      int threads,
      String java,
      String os,
      String kernels,
      String version,
      String commit,
      String date) {}

  /**
   * One comparison; {@code better} is "higher" or "lower". Kernels over single elements have the
   * nanoseconds that ours takes for each.
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Row(
      String name,
      String size,
      String peer,
      double ratio,
      String better,
      Times ours,
      Times theirs,
      @Nullable Times ourRate,
      @Nullable Times theirRate,
      @Nullable Double nsPerElement,
      String note) {}

  /** A median and its spread. */
  public record Times(double median, double low, double high, String unit) {
    /** Median, spread and unit, for people. */
    public String text() {
      return "%s (%s) %s".formatted(Numbers.significant(median), spread(), unit);
    }

    /** The spread, for people. */
    public String spread() {
      return "%s to %s".formatted(Numbers.significant(low), Numbers.significant(high));
    }
  }

  /** A comparison that could not be made. */
  public record Missing(String name, String peer, String reason) {}

  /** Where the time of our step went, and the Java objects it made. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Breakdown(
      String name, double milliseconds, double allocatedKibibytes, List<Share> shares) {}

  /** The peak memory of our step in a process of its own; unknown where there is a note. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Footprint(
      String name,
      String size,
      int steps,
      int heapMebibytes,
      @Nullable Double peakMebibytes,
      String note) {}

  /** A part of a step. */
  public record Share(String kind, double milliseconds, double share) {}

  /**
   * Reads a benchmark's file.
   *
   * @throws BadInputException if it cannot be read or is none
   */
  public static Hardware read(Path file) {
    try {
      return MAPPER.readValue(file.toFile(), Hardware.class);
    } catch (IOException e) {
      throw new BadInputException("'%s' holds no figures of a benchmark".formatted(file), e);
    }
  }

  /**
   * The benchmarks of a folder that ran on one of these processors, by file name; none if there is
   * no such folder. Other files are left alone.
   */
  public static List<Hardware> in(Path folder, Set<String> processors) {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> entries = Files.list(folder)) {
      entries.filter(Hardware::isJson).sorted().forEach(files::add);
    } catch (IOException absent) {
      return List.of();
    }
    return files.stream()
        .flatMap(file -> ifAny(file).stream())
        .filter(hardware -> processors.contains(hardware.machine().cpu()))
        .toList();
  }

  private static Optional<Hardware> ifAny(Path file) {
    try {
      return Optional.of(read(file));
    } catch (BadInputException other) {
      return Optional.empty();
    }
  }

  private static boolean isJson(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(".json");
  }
}

package dev.actzoo.reports.catalogue;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.actzoo.input.BadInputException;
import dev.actzoo.reports.Hardware.Machine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How right the kernels of a machine are: the figures of an audit, as its file has them.
 *
 * @param machine where it ran
 * @param digits of the reference
 * @param points how many inputs the reference was computed for
 * @param scanned how many more were compared with the reference in double
 * @param vectors how many vectors folds were compared at; 0 if none was
 * @param kernels what was found
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record KernelAudits(
    Machine machine, int digits, int points, int scanned, int vectors, List<Kernel> kernels) {
  private static final ObjectMapper MAPPER = JsonMapper.builder().build();

  public KernelAudits {
    if (machine == null || kernels == null || digits == 0) {
      throw new IllegalArgumentException("these are no figures of an audit");
    }
    kernels = List.copyOf(kernels);
  }

  /** What was found of one kernel; without gradients if it has none. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Kernel(
      String entry, String kernel, String number, Side value, @Nullable Side gradient) {}

  /**
   * How right values or gradients are.
   *
   * @param absolute the largest absolute error on [-30, 30]
   * @param relative the largest relative error of results that are not denormal
   * @param ulps the largest error in units in the last place
   * @param notFiniteFrom where results stop being finite though they should be; an infinity if only
   *     there, null if nowhere
   * @param limits whether the results at the infinities are the limits
   * @param keepsNaN whether NaN gives NaN
   * @param differsInBatch whether a vector gives something else in a batch than alone
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Side(
      Deviation absolute,
      Deviation relative,
      Deviation ulps,
      @Nullable Double notFiniteFrom,
      boolean limits,
      boolean keepsNaN,
      boolean differsInBatch) {}

  /** The largest error in one measure, and where. */
  public record Deviation(double error, double at, double expected, double got) {}

  /** The kernels of an entry. */
  public List<Kernel> of(String entry) {
    return kernels.stream().filter(kernel -> kernel.entry().equals(entry)).toList();
  }

  /**
   * Reads an audit's file.
   *
   * @throws BadInputException if it cannot be read or is none
   */
  public static KernelAudits read(Path file) {
    try {
      return MAPPER.readValue(file.toFile(), KernelAudits.class);
    } catch (IOException e) {
      throw new BadInputException(
          "'%s' holds no figures of an audit; actzoo catalog audit writes them".formatted(file), e);
    }
  }
}

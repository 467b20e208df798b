package dev.actzoo.cli.device;

import dev.actzoo.input.BadInputException;
import dev.actzoo.input.Quoted;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code --device} asks for.
 *
 * @param kind what to compute on
 * @param index which GPU, counted from 0 in the order of the PCI bus; 0 unless said
 */
public record DeviceRequest(Kind kind, int index) {
  private static final Pattern CUDA = Pattern.compile("cuda(?::(0|[1-9]\\d{0,2}))?");

  /** What to compute on. */
  public enum Kind {
    /** A GPU if this build and the machine have one that can be used, else the CPU. */
    AUTO,
    CPU,
    /** A GPU or nothing. */
    CUDA
  }

  /**
   * What the text asks for.
   *
   * @throws BadInputException if it is not a device
   */
  public static DeviceRequest of(String text) {
    Matcher cuda = CUDA.matcher(text);
    if (cuda.matches()) {
      return new DeviceRequest(
          Kind.CUDA, cuda.group(1) == null ? 0 : Integer.parseInt(cuda.group(1)));
    }
    return switch (text) {
      case "auto" -> new DeviceRequest(Kind.AUTO, 0);
      case "cpu" -> new DeviceRequest(Kind.CPU, 0);
      default ->
          throw new BadInputException(
              "--device is '%s'; valid: auto, cpu, cuda, cuda:N with N the number of a GPU from 0"
                  .formatted(Quoted.of(text)));
    };
  }

  @Override
  public String toString() {
    return switch (kind) {
      case AUTO -> "auto";
      case CPU -> "cpu";
      case CUDA -> index == 0 ? "cuda" : "cuda:" + index;
    };
  }
}

package dev.actzoo.cli.device;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The generation of an NVIDIA GPU's instructions, such as 8.6. */
public record ComputeCapability(int major, int minor) implements Comparable<ComputeCapability> {
  private static final Pattern TEXT = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})");
  private static final Comparator<ComputeCapability> ORDER =
      Comparator.comparingInt(ComputeCapability::major).thenComparingInt(ComputeCapability::minor);

  /** What the text says; null if it is none. */
  static @Nullable ComputeCapability of(String text) {
    Matcher matcher = TEXT.matcher(text.strip());
    return matcher.matches()
        ? new ComputeCapability(
            Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)))
        : null;
  }

  @Override
  public int compareTo(ComputeCapability other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}

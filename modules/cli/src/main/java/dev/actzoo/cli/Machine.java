package dev.actzoo.cli;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import oshi.SystemInfo;

/** The machine that the program runs on. */
final class Machine {
  static final String UNKNOWN = "unknown";

  static final String AVX512_BF16 = "AVX-512 bf16";
  static final String AMX_BF16 = "AMX bf16";

  /** Instruction sets that matter to the kernels, by what Linux or macOS call them. */
  private static final Map<String, String> FEATURES =
      Map.ofEntries(
          Map.entry("avx2", "AVX2"),
          Map.entry("fma", "FMA"),
          Map.entry("avx512f", "AVX-512"),
          Map.entry("avx512_bf16", AVX512_BF16),
          Map.entry("avx512_vnni", "AVX-512 VNNI"),
          Map.entry("amx_tile", "AMX"),
          Map.entry("amx_bf16", AMX_BF16),
          Map.entry("amx_int8", "AMX int8"),
          Map.entry("asimd", "NEON"),
          Map.entry("sve", "SVE"),
          Map.entry("bf16", "bf16"));

  private Machine() {}

  static String java() {
    return "%s %s (%s)"
        .formatted(
            System.getProperty("java.vm.name"),
            System.getProperty("java.runtime.version"),
            System.getProperty("java.vendor"));
  }

  static String operatingSystem() {
    return "%s %s %s"
        .formatted(
            System.getProperty("os.name"),
            System.getProperty("os.version"),
            System.getProperty("os.arch"));
  }

  /** The processor's model name. */
  static String processor() {
    try {
      String name =
          new SystemInfo().getHardware().getProcessor().getProcessorIdentifier().getName();
      return name.isBlank() ? UNKNOWN : name.strip();
    } catch (RuntimeException | LinkageError e) {
      return UNKNOWN;
    }
  }

  /** The instruction sets the processor has, of those that matter; empty if none is known. */
  static Set<String> features() {
    try {
      return features(new SystemInfo().getHardware().getProcessor().getFeatureFlags());
    } catch (RuntimeException | LinkageError e) {
      return Set.of();
    }
  }

  /** What of the flags matters; each flag is a list of words, as the operating system prints it. */
  static Set<String> features(List<String> flags) {
    return flags.stream()
        .flatMap(line -> List.of(line.toLowerCase(Locale.ROOT).split("[^a-z0-9_]+")).stream())
        .filter(FEATURES::containsKey)
        .map(FEATURES::get)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Processors the Java runtime may use. */
  static int cores() {
    return Runtime.getRuntime().availableProcessors();
  }

  /** Bytes of memory that this process can have: the machine's, or its container's if less. */
  static long memory() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getTotalMemorySize()
        : Long.MAX_VALUE;
  }
}

package dev.actzoo.cli;

import dev.actzoo.experiments.Outcome;
import dev.actzoo.experiments.TrialResult;
import dev.actzoo.input.BadInputException;
import dev.actzoo.kernels.Kernels;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * The native threads of one trial. oneDNN, ND4J and OpenBLAS read their number from the environment
 * when they are loaded, and no call changes it for all three: the launcher sets it from {@code
 * --threads} before Java starts.
 */
final class NativeThreads {
  static final String OPEN_MP = "OMP_NUM_THREADS";
  private static final String OPEN_BLAS = "OPENBLAS_NUM_THREADS";
  private static final int MOST = 1024;

  private NativeThreads() {}

  /** What OpenMP is told, or else as many as there are cores. */
  static int ofThisProcess() {
    return Kernels.threads();
  }

  /**
   * Refuses a number of threads that this process cannot have.
   *
   * @param asked the number asked for; null if none was
   */
  static void require(@Nullable Integer asked) {
    if (asked != null) {
      require(asked, System.getenv());
    }
  }

  static void require(int asked, Map<String, String> environment) {
    if (asked < 1 || asked > MOST) {
      throw new BadInputException(
          "--threads is %d; it must be from 1 to %d".formatted(asked, MOST));
    }
    for (String variable : List.of(OPEN_MP, OPEN_BLAS)) {
      Integer told = told(environment, variable);
      boolean needed = variable.equals(OPEN_MP) || environment.containsKey(variable);
      if (needed && (told == null || told != asked)) {
        throw new BadInputException(
            "--threads is %d, but %s is %s; start with the launcher, which sets it, or set it before Java starts"
                .formatted(asked, variable, environment.getOrDefault(variable, "not set")));
      }
    }
  }

  /** What a run should know if its trials want more threads than there are cores; null if not. */
  static @Nullable String notice(int trials, int threads, int cores) {
    return (long) trials * threads <= cores
        ? null
        : "%d trials at a time, each of %d native threads, are more than the %d cores: they slow each other down"
            .formatted(trials, threads, cores);
  }

  /** What a run should know if results it goes on from had other threads; null if none had. */
  static @Nullable String notice(List<TrialResult> earlier, int threads) {
    List<Integer> others =
        earlier.stream()
            .filter(result -> result.outcome() != Outcome.FAILED)
            .map(result -> result.provenance().threads())
            .filter(number -> number != threads)
            .sorted()
            .toList();
    return others.isEmpty()
        ? null
        : "%d of the earlier trials had %s native threads each, this run has %d: their results are a little different for that alone; --threads sets it"
            .formatted(
                others.size(),
                others.stream().distinct().map(String::valueOf).collect(Collectors.joining(" or ")),
                threads);
  }

  /** How many threads each library says it uses; loads the native libraries. */
  static String byLibrary() {
    int openBlas = Nd4j.factory().blas().getMaxThreads(); // sets up what the next line reads
    int nd4j = NativeOpsHolder.getInstance().getDeviceNativeOps().ompGetMaxThreads();
    return "ND4J %d, OpenBLAS %d, oneDNN %d".formatted(nd4j, openBlas, ofThisProcess());
  }

  private static @Nullable Integer told(Map<String, String> environment, String variable) {
    String text = environment.getOrDefault(variable, "").strip();
    return text.matches("[1-9]\\d{0,3}") ? Integer.valueOf(text) : null;
  }
}

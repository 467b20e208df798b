package dev.actzoo.cli;

import dev.actzoo.input.BadInputException;
import dev.actzoo.kernels.Kernels;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The option for the threads of every native library. They read the number when they are loaded, so
 * it is the launcher that hands it on; here it is checked and read.
 */
final class ThreadOption {
  private static final int MOST = 1024;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description =
          "Threads of oneDNN, ND4J and OpenBLAS in each trial; 1 if not given (bench: all cores).")
  private @Nullable Integer threads;

  /**
   * The threads that the libraries have.
   *
   * @throws BadInputException if they were told another number than this command
   */
  int count() {
    int started = Kernels.threads();
    if (threads != null && (threads < 1 || threads > MOST)) {
      throw new BadInputException("--threads is %d; it must be 1 to %d".formatted(threads, MOST));
    }
    if (threads != null && threads != started) {
      throw new BadInputException(
          "--threads is %d, but the native libraries were told %d; start ./actzoo, or set OMP_NUM_THREADS to %d"
              .formatted(threads, started, threads));
    }
    return started;
  }
}

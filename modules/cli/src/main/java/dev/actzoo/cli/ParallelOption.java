package dev.actzoo.cli;

import dev.actzoo.input.BadInputException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option of commands that run many trials: how many at once. */
final class ParallelOption {
  @Option(
      names = "--parallel",
      paramLabel = "N",
      description =
          "How many trials run at once; as many as have cores for their threads if not given.")
  private @Nullable Integer parallel;

  /**
   * How many trials run at once.
   *
   * @throws BadInputException if the number that was asked for is below 1
   */
  int workers() {
    if (parallel == null) {
      return Math.max(1, Machine.cores() / NativeThreads.ofThisProcess());
    }
    if (parallel < 1) {
      throw new BadInputException("--parallel is %d; it must be at least 1".formatted(parallel));
    }
    return parallel;
  }
}

package dev.actzoo.sweeps;

/** A trial took longer than it may. */
final class TimeLimitException extends RuntimeException {
  private static final long serialVersionUID = 1;

  TimeLimitException(double minutes) {
    super("longer than %s minutes".formatted(minutes));
  }
}

package dev.actzoo.data.store;

import java.time.Duration;

/** An address's answer that is not the file. */
final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean forGood;
  private final Duration after;

  private RefusedException(String message, boolean forGood, Duration after) {
    super(message);
    this.forGood = forGood;
    this.after = after;
  }

  /** There is no use in asking again. */
  static RefusedException forGood(String message) {
    return new RefusedException(message, true, Duration.ZERO);
  }

  /**
   * It may be had later.
   *
   * @param after the pause the server asks for
   */
  static RefusedException forNow(String message, Duration after) {
    return new RefusedException(message, false, after);
  }

  boolean forGood() {
    return forGood;
  }

  Duration after() {
    return after;
  }
}

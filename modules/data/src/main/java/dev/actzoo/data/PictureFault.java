package dev.actzoo.data;

/** A picture that cannot be used: why, as one of a few reasons to count by, and in words. */
final class PictureFault extends Exception {
  private static final long serialVersionUID = 1L;

  private final String reason;

  PictureFault(String reason, String message) {
    super(message);
    this.reason = reason;
  }

  PictureFault(String reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** Such as {@code of another size}. */
  String reason() {
    return reason;
  }
}

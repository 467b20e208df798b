package dev.actzoo.input;

/**
 * Something a person gave that cannot be used: an unknown name, a malformed file, a value out of
 * range. The message is one line that says what was wrong, where, and what is valid; the command
 * line prints it as it is and exits with code 2.
 */
public final class BadInputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BadInputException(String message) {
    super(message);
  }

  public BadInputException(String message, Throwable cause) {
    super(message, cause);
  }
}

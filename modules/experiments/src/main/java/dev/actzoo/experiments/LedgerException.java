package dev.actzoo.experiments;

/**
 * A ledger that could not be read or written: a full disk, a damaged file, a lost drive. What was
 * committed before is still there. The message is one line with the file and the reason.
 */
public final class LedgerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LedgerException(String message, Throwable cause) {
    super(message, cause);
  }
}

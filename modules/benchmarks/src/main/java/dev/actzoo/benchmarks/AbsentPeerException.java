package dev.actzoo.benchmarks;

/** A peer that is not there to compete; the message says why in one line. */
final class AbsentPeerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  AbsentPeerException(String reason) {
    super(reason.replaceAll("\\s+", " ").strip());
  }
}

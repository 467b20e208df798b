package dev.actzoo.activations.formula;

/**
 * An allowance of work, in units of about a microsecond on a machine of 2020. It is counted, not
 * timed, so that what is given up is given up on every machine.
 */
public final class Effort {
  private long left;

  public Effort(long units) {
    this.left = units;
  }

  static Effort unlimited() {
    return new Effort(Long.MAX_VALUE);
  }

  /** Takes units of what is left. */
  public void spend(long units) {
    left -= units;
    if (left < 0) {
      throw new SpentException();
    }
  }

  /** Work that was given up because its allowance was spent. */
  public static final class SpentException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}

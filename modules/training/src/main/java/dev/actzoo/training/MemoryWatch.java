package dev.actzoo.training;

/** A look at the resident memory of the process for as long as one trial runs. */
public interface MemoryWatch extends AutoCloseable {
  /** Takes note of what is resident now; called at the end of each epoch. */
  void sample();

  /**
   * The most that has been resident since the watch began, in megabytes of 10^6 bytes; NaN if
   * unknown.
   */
  double peakMegabytes();

  @Override
  void close();
}

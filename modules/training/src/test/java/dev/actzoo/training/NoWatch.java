package dev.actzoo.training;

/** Knows nothing of memory. */
record NoWatch() implements MemoryWatch {
  @Override
  public void sample() {}

  @Override
  public double peakMegabytes() {
    return Double.NaN;
  }

  @Override
  public void close() {}
}

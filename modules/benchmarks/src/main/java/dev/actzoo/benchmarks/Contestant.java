package dev.actzoo.benchmarks;

/** A piece of work that can be done again and again, and what it holds on to meanwhile. */
interface Contestant extends AutoCloseable {
  /** Does the work once, to its end. */
  void run();

  @Override
  default void close() {}
}

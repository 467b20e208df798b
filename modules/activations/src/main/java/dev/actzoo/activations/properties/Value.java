package dev.actzoo.activations.properties;

/** What a property is: a quantity, a set of real numbers, or a word. */
public sealed interface Value permits Quantity, RealSet, Word {
  /** As it is declared, or to 15 digits if it was computed. */
  String text();

  /** For people: numbers declared by a formula are also given as decimals. */
  default String shown() {
    return text();
  }

  /** Whether it is the other, numbers to so much relative to the larger of them and 1. */
  boolean agrees(Value other, double tolerance);
}

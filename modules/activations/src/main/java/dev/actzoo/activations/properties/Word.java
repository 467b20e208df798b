package dev.actzoo.activations.properties;

/**
 * A property that is one of a few words.
 *
 * @param text the word, or a few
 */
public record Word(String text) implements Value {
  /** In the place of a property of a function so involved that its computation is given up. */
  static final Word NOT_DETERMINED = new Word("not determined");

  @Override
  public boolean agrees(Value other, double tolerance) {
    return equals(other);
  }
}

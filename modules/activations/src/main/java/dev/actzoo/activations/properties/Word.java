package dev.actzoo.activations.properties;

/**
 * A property that is one of a few words.
 *
 * @param text the word, or a few
 */
public record Word(String text) implements Value {
  @Override
  public boolean agrees(Value other, double tolerance) {
    return equals(other);
  }
}

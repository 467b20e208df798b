package dev.actzoo.models;

/**
 * Token ids [batch, length], below {@code vocabulary}, with a mask of the same shape.
 *
 * @param predicted what a model of them is to tell
 */
public record TextInput(int vocabulary, int length, Predicted predicted) implements ModelInput {

  /** What a model of text tells. */
  public enum Predicted {
    /** The class of the whole sequence. */
    CLASS,
    /** A tag for each token. */
    TAGS,
    /** The tokens that were hidden. */
    HIDDEN_TOKENS
  }

  /** Text whose class is to be told. */
  public TextInput(int vocabulary, int length) {
    this(vocabulary, length, Predicted.CLASS);
  }
}

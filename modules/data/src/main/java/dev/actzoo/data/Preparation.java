package dev.actzoo.data;

import dev.actzoo.input.BadInputException;

/**
 * How a dataset is made ready for training: equal for all trials that are compared.
 *
 * @param validationFraction the part of the training file set aside to validate on, in (0, 1)
 * @param splitSeed picks the examples set aside; not a trial's seed, which must not change the
 *     split
 * @param vocabularySize the most tokens of a text vocabulary; unused by images
 * @param maxLength tokens of a passage with padding, longer ones being cut; 0 takes the {@link
 *     FittingLength} of the training part's passages; unused by images
 * @param tokenizer {@link #WORDPIECE} or {@link #BYTE_BPE}, learned from the training part, or the
 *     SHA-256 of a published one that {@link Datasets#addTokenizer} has read, whose vocabulary is
 *     taken whole; unused by images
 * @param zca whether images are whitened; unused by other data
 */
public record Preparation(
    double validationFraction,
    long splitSeed,
    int vocabularySize,
    int maxLength,
    String tokenizer,
    boolean zca) {

  /** A tokenizer of words and pieces of words. */
  public static final String WORDPIECE = "wordpiece";

  /** A tokenizer of bytes, merged pair by pair. */
  public static final String BYTE_BPE = "byte-bpe";

  /** The split seed of every experiment that does not say otherwise. */
  public static final long SPLIT_SEED = 20_240_601L;

  /** What is used where nothing else is said. */
  public static final Preparation DEFAULTS = new Preparation(0.1, SPLIT_SEED, 4096, 0);

  private static final int LEAST_LENGTH = 3;

  public Preparation {
    require(
        validationFraction > 0 && validationFraction < 1,
        "validation fraction",
        validationFraction,
        "in (0, 1)");
    require(
        vocabularySize > Vocabulary.SPECIAL.size(), "vocabulary size", vocabularySize, "above 5");
    require(
        maxLength == 0 || maxLength >= LEAST_LENGTH,
        "max length",
        maxLength,
        "at least 3, or 0 to fit the passages");
  }

  /** Settings with a learned WordPiece vocabulary. */
  public Preparation(double validationFraction, long splitSeed, int vocabularySize, int maxLength) {
    this(validationFraction, splitSeed, vocabularySize, maxLength, WORDPIECE, false);
  }

  private static void require(boolean holds, String what, Number value, String valid) {
    if (!holds) {
      throw new BadInputException("%s is %s; it must be %s".formatted(what, value, valid));
    }
  }

  /** These settings with another validation fraction. */
  public Preparation withValidationFraction(double fraction) {
    return new Preparation(fraction, splitSeed, vocabularySize, maxLength, tokenizer, zca);
  }

  /** These settings with images whitened or not. */
  public Preparation withZca(boolean whitened) {
    return new Preparation(
        validationFraction, splitSeed, vocabularySize, maxLength, tokenizer, whitened);
  }
}

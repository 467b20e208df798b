package dev.actzoo.data;

/**
 * How many examples a dataset's files hold.
 *
 * @param train examples to train on, and to validate on where validation is 0
 * @param validation examples that the publisher set apart for validation
 * @param test examples to evaluate on once, at the end
 */
public record SplitSizes(int train, int validation, int test) {
  public SplitSizes {
    if (train < 1 || validation < 0 || test < 1) {
      throw new IllegalArgumentException(
          "splits are %d, %d and %d; train and test must be at least 1, validation at least 0"
              .formatted(train, validation, test));
    }
  }
}

package dev.actzoo.data;

/**
 * How many examples a dataset's files hold.
 *
 * @param train examples to train and to validate on
 * @param test examples to evaluate on once, at the end
 */
public record SplitSizes(int train, int test) {
  public SplitSizes {
    if (train < 1 || test < 1) {
      throw new IllegalArgumentException(
          "splits are %d and %d; each must be at least 1".formatted(train, test));
    }
  }
}

package dev.actzoo.data;

/**
 * A dataset of sequences in which single tokens are to be predicted, ready for training. What is
 * hidden in sequences to validate and to test on never changes.
 *
 * @param tokenizer what cut the text; if learned, from the training part
 */
public record TokenDataset(
    DatasetDescriptor descriptor,
    TokenExamples train,
    TokenExamples validation,
    TokenExamples test,
    Tokenizer tokenizer)
    implements LoadedDataset {

  /** Tokens of every sequence, padding included. */
  public int length() {
    return train.length();
  }

  /** How many tokens the vocabulary has. */
  public int vocabularySize() {
    return tokenizer.vocabulary().size();
  }
}

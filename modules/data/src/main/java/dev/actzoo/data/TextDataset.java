package dev.actzoo.data;

/**
 * A dataset of passages ready for training.
 *
 * @param notice what there is to tell of how long passages may be; empty if nothing
 * @param tokenizer what cut the passages; if learned, from the training part
 */
public record TextDataset(
    DatasetDescriptor descriptor,
    TextExamples train,
    TextExamples validation,
    TextExamples test,
    String notice,
    Tokenizer tokenizer)
    implements LoadedDataset {

  /** Tokens of every passage, padding included. */
  public int length() {
    return train.length();
  }

  /** How many tokens the vocabulary has. */
  public int vocabularySize() {
    return tokenizer.vocabulary().size();
  }
}

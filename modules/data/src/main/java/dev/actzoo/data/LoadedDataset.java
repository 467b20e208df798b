package dev.actzoo.data;

/**
 * A dataset ready for training: decoded, split and fitted, in memory, never changed. Whatever is
 * fitted to data (normalisation, vocabulary, length) is fitted to the training part alone.
 */
public sealed interface LoadedDataset
    permits ImageDataset, PointDataset, TextDataset, TokenDataset, ValueDataset {

  /** The dataset's data sheet. */
  DatasetDescriptor descriptor();

  /** The examples to train on. */
  Examples train();

  /**
   * The examples to select epochs and hyperparameters on, from the training file or one of their
   * own.
   */
  Examples validation();

  /** The examples to evaluate on once, with what was selected; never select on them. */
  Examples test();
}

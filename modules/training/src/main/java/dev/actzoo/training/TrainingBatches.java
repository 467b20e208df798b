package dev.actzoo.training;

import dev.actzoo.data.Batches;
import dev.actzoo.data.Examples;
import dev.actzoo.data.ImageAugmentation;
import dev.actzoo.data.ImageDataset;
import dev.actzoo.data.ImageExamples;
import dev.actzoo.data.LoadedDataset;
import dev.actzoo.data.MaskedTokens;
import dev.actzoo.data.Mixup;
import dev.actzoo.data.Task;
import dev.actzoo.data.TokenDataset;
import dev.actzoo.experiments.Masking;
import dev.actzoo.experiments.TrialSpec;

/** What a trial trains on, epoch by epoch, counted from 1. */
record TrainingBatches(TrialSpec trial, LoadedDataset dataset) {

  /**
   * The batches of one epoch in its order, images changed as the trial's augmentation says, tokens
   * hidden anew.
   */
  Batches of(int epoch) {
    return examples(epoch).shuffled(trial.training().batchSize(), trial.seed(), epoch);
  }

  /** How many batches an epoch has. */
  int count() {
    return dataset.train().inOrder(trial.training().batchSize()).count();
  }

  private Examples examples(int epoch) {
    if (dataset instanceof TokenDataset tokens
        && dataset.descriptor().task() == Task.MASKED_LANGUAGE_MODEL) {
      boolean wholeWords = trial.training().masking() == Masking.WHOLE_WORDS;
      return tokens
          .train()
          .masked(new MaskedTokens(tokens.tokenizer(), wholeWords, trial.seed(), epoch));
    }
    return switch (trial.training().augmentation()) {
      case NONE -> dataset.train();
      case PAD_CROP_FLIP -> augmented(false, epoch);
      case PAD_CROP_FLIP_CUTOUT -> augmented(true, epoch);
      case PAD_CROP_FLIP_MIXUP -> augmented(false, epoch).mixed(new Mixup(trial.seed(), epoch));
    };
  }

  private ImageExamples augmented(boolean cutout, int epoch) {
    if (dataset instanceof ImageDataset images) {
      return images.train().augmented(new ImageAugmentation(cutout, trial.seed(), epoch));
    }
    throw new IllegalArgumentException(
        "augmentation %s is for images, and dataset %s holds none"
            .formatted(trial.training().augmentation().label(), trial.dataset()));
  }
}

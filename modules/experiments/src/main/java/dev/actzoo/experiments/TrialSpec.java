package dev.actzoo.experiments;

/**
 * A trial: one arm in one cell with one seed and one set of hyperparameters.
 *
 * @param model the model and its options
 * @param dataset the dataset's name
 * @param datasetHash the SHA-256 of the dataset's content, as its descriptor gives it
 * @param activation the arm: a canonical activation name
 * @param seed fixes initial weights, data order, augmentation and dropout; the same for every arm
 *     of a pair
 * @param training budget, optimiser and schedule; a published tokenizer is known by its SHA-256,
 *     wherever it lies
 */
public record TrialSpec(
    ModelSpec model,
    String dataset,
    String datasetHash,
    String activation,
    long seed,
    TrainingSpec training) {
  public TrialSpec {
    training = training.withTokenizer(TokenizerFile.identity(training.tokenizer()));
  }

  /** The same trial of another arm, or of this one under another name. */
  public TrialSpec withActivation(String other) {
    return new TrialSpec(model, dataset, datasetHash, other, seed, training);
  }

  /** The identity of this trial: the SHA-256, in hexadecimal, of its canonical JSON. */
  public String id() {
    return CanonicalJson.sha256(this);
  }
}

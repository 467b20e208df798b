package dev.actzoo.experiments;

import dev.actzoo.input.BadInputException;

/**
 * The nuisance and fixed hyperparameters of one training: budget, optimiser, learning rate
 * schedule.
 *
 * @param epochs passes over the training split, at least 1
 * @param batchSize examples a step, at least 1
 * @param optimiser the update rule
 * @param learningRate the peak learning rate, above 0
 * @param momentum SGD momentum (Nesterov) in [0, 1); unused by Adam and AdamW
 * @param weightDecay weight decay of weights (never of biases, gains or embeddings' norms), at
 *     least 0
 * @param schedule how the learning rate moves after warm-up
 * @param warmUpFraction the part of all steps over which the learning rate rises in a straight line
 *     from 0 to its peak, in [0, 1)
 * @param gradientClip the largest global L2 norm of the gradient; 0 switches clipping off
 * @param validationFraction the part of the training split set aside, stratified by class, to
 *     select the epoch, in (0, 1)
 * @param augmentation how training images are changed at random
 * @param precision what the step computes in
 * @param masking what a masked language model has hidden from it together; unused by other tasks
 * @param tokenizer {@code wordpiece} or {@code byte-bpe}, learned from the training part, or a
 *     published one as {@link TokenizerFile} names it; unused by images and points
 * @param preprocessing what becomes of images before a model reads them; unused by other data
 */
public record TrainingSpec(
    int epochs,
    int batchSize,
    Optimiser optimiser,
    double learningRate,
    double momentum,
    double weightDecay,
    Schedule schedule,
    double warmUpFraction,
    double gradientClip,
    double validationFraction,
    Augmentation augmentation,
    Precision precision,
    Masking masking,
    String tokenizer,
    Preprocessing preprocessing) {

  /** The tokenizer where nothing else is said. */
  public static final String WORDPIECE = "wordpiece";

  /** What a key left out of an experiment file means. */
  public static final TrainingSpec DEFAULTS =
      new TrainingSpec(10, 64, Optimiser.ADAMW, 1e-3, 0.9, 0.01, Schedule.COSINE, 0.1, 1.0, 0.1);

  public TrainingSpec {
    require(epochs >= 1, "epochs", epochs, "at least 1");
    require(batchSize >= 1, "batch-size", batchSize, "at least 1");
    require(
        learningRate > 0 && Double.isFinite(learningRate),
        "learning-rate",
        learningRate,
        "above 0");
    require(momentum >= 0 && momentum < 1, "momentum", momentum, "in [0, 1)");
    require(
        weightDecay >= 0 && Double.isFinite(weightDecay),
        "weight-decay",
        weightDecay,
        "at least 0");
    require(
        warmUpFraction >= 0 && warmUpFraction < 1, "warm-up-fraction", warmUpFraction, "in [0, 1)");
    require(
        gradientClip >= 0 && Double.isFinite(gradientClip),
        "gradient-clip",
        gradientClip,
        "at least 0 (0 is off)");
    require(
        validationFraction > 0 && validationFraction < 1,
        "validation-fraction",
        validationFraction,
        "in (0, 1)");
    if (tokenizer.isBlank()) {
      throw new BadInputException(
          "training.tokenizer is empty; it must be wordpiece, byte-bpe or the path of a vocabulary");
    }
  }

  /** A training on examples as they are, in float32. */
  public TrainingSpec(
      int epochs,
      int batchSize,
      Optimiser optimiser,
      double learningRate,
      double momentum,
      double weightDecay,
      Schedule schedule,
      double warmUpFraction,
      double gradientClip,
      double validationFraction) {
    this(
        epochs,
        batchSize,
        optimiser,
        learningRate,
        momentum,
        weightDecay,
        schedule,
        warmUpFraction,
        gradientClip,
        validationFraction,
        Augmentation.NONE,
        Precision.FLOAT32);
  }

  /** A training that hides single tokens, where it hides any. */
  public TrainingSpec(
      int epochs,
      int batchSize,
      Optimiser optimiser,
      double learningRate,
      double momentum,
      double weightDecay,
      Schedule schedule,
      double warmUpFraction,
      double gradientClip,
      double validationFraction,
      Augmentation augmentation,
      Precision precision) {
    this(
        epochs,
        batchSize,
        optimiser,
        learningRate,
        momentum,
        weightDecay,
        schedule,
        warmUpFraction,
        gradientClip,
        validationFraction,
        augmentation,
        precision,
        Masking.TOKENS,
        WORDPIECE,
        Preprocessing.STANDARDISE);
  }

  /** The same training with another tokenizer. */
  public TrainingSpec withTokenizer(String other) {
    return new TrainingSpec(
        epochs,
        batchSize,
        optimiser,
        learningRate,
        momentum,
        weightDecay,
        schedule,
        warmUpFraction,
        gradientClip,
        validationFraction,
        augmentation,
        precision,
        masking,
        other,
        preprocessing);
  }

  /** The same training with images preprocessed otherwise. */
  public TrainingSpec withPreprocessing(Preprocessing other) {
    return new TrainingSpec(
        epochs,
        batchSize,
        optimiser,
        learningRate,
        momentum,
        weightDecay,
        schedule,
        warmUpFraction,
        gradientClip,
        validationFraction,
        augmentation,
        precision,
        masking,
        tokenizer,
        other);
  }

  private static void require(boolean holds, String key, Number value, String valid) {
    if (!holds) {
      throw new BadInputException("training.%s is %s; it must be %s".formatted(key, value, valid));
    }
  }

  /**
   * The learning rate of a step.
   *
   * @param step the step, counted from 0
   * @param steps how many steps the whole training has
   */
  public double learningRateAt(long step, long steps) {
    double warmUp = Math.floor(warmUpFraction * steps);
    if (step < warmUp) {
      return learningRate * (step + 1) / warmUp;
    }
    double progress = (step - warmUp) / Math.max(1.0, steps - warmUp);
    return learningRate
        * switch (schedule) {
          case CONSTANT -> 1.0;
          case LINEAR -> 1.0 - progress;
          case COSINE -> 0.5 * (1.0 + StrictMath.cos(Math.PI * progress));
        };
  }
}

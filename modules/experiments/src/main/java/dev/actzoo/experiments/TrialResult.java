package dev.actzoo.experiments;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a trial.
 *
 * @param spec the trial
 * @param outcome how it ended
 * @param reason why it did not complete, one line; null if it completed
 * @param epochs one record for each epoch that ended, in order
 * @param selectedEpoch the epoch whose weights validation selected (highest validation accuracy,
 *     then lowest validation loss, then earliest); 0 if none
 * @param testAccuracy accuracy on the test split with those weights, evaluated once, or R^2 where
 *     numbers are predicted; null unless completed
 * @param testLoss mean cross-entropy on the test split with those weights, in nats, or the mean
 *     squared error of numbers; null unless completed
 * @param testAnswers the answers behind that accuracy; null unless completed, and in results of
 *     versions that did not record them
 * @param parameters how many trainable parameters the model has
 * @param timing the cost
 * @param provenance where the result comes from
 */
public record TrialResult(
    TrialSpec spec,
    Outcome outcome,
    @Nullable String reason,
    List<EpochRecord> epochs,
    int selectedEpoch,
    @Nullable Double testAccuracy,
    @Nullable Double testLoss,
    @Nullable Answers testAnswers,
    long parameters,
    Timing timing,
    Provenance provenance) {

  public TrialResult {
    epochs = List.copyOf(epochs);
    if ((outcome == Outcome.COMPLETED) != (testAccuracy != null && reason == null)) {
      throw new IllegalArgumentException(
          "a trial that completed has a test accuracy and no reason, any other the reverse");
    }
  }

  /** A result whose answers are not known. */
  public TrialResult(
      TrialSpec spec,
      Outcome outcome,
      @Nullable String reason,
      List<EpochRecord> epochs,
      int selectedEpoch,
      @Nullable Double testAccuracy,
      @Nullable Double testLoss,
      long parameters,
      Timing timing,
      Provenance provenance) {
    this(
        spec,
        outcome,
        reason,
        epochs,
        selectedEpoch,
        testAccuracy,
        testLoss,
        null,
        parameters,
        timing,
        provenance);
  }

  /** The same result under another name of its activation. */
  public TrialResult withActivation(String other) {
    return new TrialResult(
        spec.withActivation(other),
        outcome,
        reason,
        epochs,
        selectedEpoch,
        testAccuracy,
        testLoss,
        testAnswers,
        parameters,
        timing,
        provenance);
  }
}

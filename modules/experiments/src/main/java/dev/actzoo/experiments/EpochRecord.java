package dev.actzoo.experiments;

/**
 * What one epoch of a trial showed.
 *
 * @param epoch the epoch, counted from 1
 * @param trainLoss mean cross-entropy over the epoch's training batches, in nats, or the mean
 *     squared error of numbers; NaN if it diverged
 * @param validationLoss the same on the validation split after the epoch
 * @param validationAccuracy the fraction of the validation split classified correctly after the
 *     epoch, or R^2 where numbers are predicted
 * @param learningRate the learning rate of the epoch's last step
 * @param examplesPerSecond training throughput of the epoch, validation left out
 * @param seconds wall time of the epoch, validation included
 */
public record EpochRecord(
    int epoch,
    double trainLoss,
    double validationLoss,
    double validationAccuracy,
    double learningRate,
    double examplesPerSecond,
    double seconds) {}

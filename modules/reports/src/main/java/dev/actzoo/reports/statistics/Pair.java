package dev.actzoo.reports.statistics;

/**
 * The accuracies of an arm and of the baseline arm that share a seed.
 *
 * @param seed the seed
 * @param accuracy the arm's test accuracy
 * @param baseline the baseline arm's test accuracy
 */
public record Pair(long seed, double accuracy, double baseline) {
  public double difference() {
    return accuracy - baseline;
  }
}

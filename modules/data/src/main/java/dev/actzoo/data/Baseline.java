package dev.actzoo.data;

/**
 * The accuracy on the test split of a method that learns next to nothing; a model worth comparing
 * beats it.
 *
 * @param name the method, such as nearest centroid
 * @param accuracy the part of the test examples it gets right, in [0, 1]
 */
public record Baseline(String name, double accuracy) {
  public Baseline {
    if (!(accuracy >= 0 && accuracy <= 1)) {
      throw new IllegalArgumentException(
          "baseline '%s': accuracy is %s; it must be in [0, 1]".formatted(name, accuracy));
    }
  }
}

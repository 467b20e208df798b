package dev.actzoo.data;

import java.util.Arrays;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Points of one split, each with the number to predict; a batch's features are [batch, 1, 1, 1], as
 * images of one pixel would be, its labels [batch, 1].
 */
public final class ValueExamples implements Examples {
  private final GeneratedValues values;
  private final int[] places;

  /**
   * @param places the places of the split's examples among the values
   */
  ValueExamples(GeneratedValues values, int[] places) {
    this.values = values;
    this.places = places;
  }

  @Override
  public int size() {
    return places.length;
  }

  @Override
  public int classes() {
    return 0;
  }

  @Override
  public int source(int example) {
    return places[example];
  }

  /** The number to predict for an example. */
  public float value(int example) {
    return values.values()[places[example]];
  }

  /**
   * The variance of the numbers to predict, the mean square of what they differ from their mean.
   */
  public double variance() {
    double mean = Arrays.stream(places).mapToDouble(i -> values.values()[i]).average().orElse(0);
    return Arrays.stream(places)
        .mapToDouble(i -> (values.values()[i] - mean) * (values.values()[i] - mean))
        .average()
        .orElse(0);
  }

  @Override
  public MultiDataSet batch(int[] examples) {
    float[] points = new float[examples.length];
    float[] labels = new float[examples.length];
    for (int row = 0; row < examples.length; row++) {
      points[row] = values.points()[places[examples[row]]];
      labels[row] = value(examples[row]);
    }
    return new MultiDataSet(
        Nd4j.create(points, new long[] {examples.length, 1, 1, 1}, 'c'),
        Nd4j.create(labels, new long[] {examples.length, 1}, 'c'));
  }
}

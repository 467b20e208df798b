package dev.actzoo.data;

import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Points of one split; a batch's features are [batch, 1, 1, coordinates], as images of one pixel
 * would be.
 */
public final class PointExamples extends ClassExamples {
  private final float[] coordinates;
  private final int dimensions;

  /**
   * @param coordinates those of all points, one point after the other
   * @param dimensions coordinates of a point
   */
  PointExamples(Selection selection, float[] coordinates, int dimensions) {
    super(selection);
    this.coordinates = coordinates;
    this.dimensions = dimensions;
  }

  /** Coordinates of a point. */
  public int dimensions() {
    return dimensions;
  }

  @Override
  public MultiDataSet batch(int[] examples) {
    float[] values = new float[examples.length * dimensions];
    for (int row = 0; row < examples.length; row++) {
      int start = selection.source(examples[row]) * dimensions;
      System.arraycopy(coordinates, start, values, row * dimensions, dimensions);
    }
    long[] size = {examples.length, 1, 1, dimensions};
    return new MultiDataSet(Nd4j.create(values, size, 'c'), selection.oneHot(examples));
  }
}

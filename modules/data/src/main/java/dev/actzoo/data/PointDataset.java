package dev.actzoo.data;

/** A dataset of points, ready for training. */
public record PointDataset(
    DatasetDescriptor descriptor, PointExamples train, PointExamples validation, PointExamples test)
    implements LoadedDataset {

  /** Coordinates of a point. */
  public int dimensions() {
    return train.dimensions();
  }
}

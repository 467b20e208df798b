package dev.actzoo.data;

/**
 * A dataset of images, [height, width, channels], ready for training.
 *
 * @param normalisation how pixels were normalised, whitened or not, fitted to the training part
 */
public record ImageDataset(
    DatasetDescriptor descriptor,
    ImageExamples train,
    ImageExamples validation,
    ImageExamples test,
    Normalisation normalisation)
    implements LoadedDataset {

  /** The shape of one image. */
  public ImageShape shape() {
    return descriptor.imageShape();
  }
}

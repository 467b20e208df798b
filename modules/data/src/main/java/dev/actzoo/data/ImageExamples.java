package dev.actzoo.data;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Images of one split. They are kept as the bytes they came as, shared by all splits, and
 * normalised as a batch is assembled; a batch's features are [batch, height, width, channels].
 */
public final class ImageExamples implements Examples {
  private final Selection selection;
  private final byte[] pixels;
  private final ImageShape shape;
  private final Normalisation normalisation;
  private final @Nullable ImageAugmentation augmentation;

  ImageExamples(Selection selection, byte[] pixels, ImageShape shape, Normalisation normalisation) {
    this(selection, pixels, shape, normalisation, null);
  }

  private ImageExamples(
      Selection selection,
      byte[] pixels,
      ImageShape shape,
      Normalisation normalisation,
      @Nullable ImageAugmentation augmentation) {
    this.selection = selection;
    this.pixels = pixels;
    this.shape = shape;
    this.normalisation = normalisation;
    this.augmentation = augmentation;
  }

  /** The same images as one epoch changes them. */
  public ImageExamples augmented(ImageAugmentation changes) {
    return new ImageExamples(selection, pixels, shape, normalisation, changes);
  }

  @Override
  public int size() {
    return selection.size();
  }

  @Override
  public int classes() {
    return selection.classes();
  }

  @Override
  public int label(int example) {
    return selection.label(example);
  }

  @Override
  public int source(int example) {
    return selection.source(example);
  }

  /** The normalised pixels of an image: rows, in them columns, in them channels. */
  public float[] pixels(int example) {
    float[] values = new float[shape.length()];
    copy(example, new float[shape.length()], values, 0);
    return values;
  }

  @Override
  public MultiDataSet batch(int[] examples) {
    float[] values = new float[examples.length * shape.length()];
    float[] image = new float[shape.length()];
    for (int row = 0; row < examples.length; row++) {
      copy(examples[row], image, values, row * shape.length());
    }
    long[] size = {examples.length, shape.height(), shape.width(), shape.channels()};
    INDArray features = Nd4j.create(values, size, 'c');
    return new MultiDataSet(features, selection.oneHot(examples));
  }

  /**
   * @param image holds one image on its way
   */
  private void copy(int example, float[] image, float[] target, int offset) {
    int source = selection.source(example);
    int start = source * shape.length();
    if (augmentation == null) {
      normalisation.apply(pixels, start, target, offset, shape.length());
    } else {
      normalisation.apply(pixels, start, image, 0, shape.length());
      augmentation.apply(image, shape, source, target, offset);
    }
  }
}

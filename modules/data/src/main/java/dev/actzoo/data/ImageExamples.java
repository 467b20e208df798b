package dev.actzoo.data;

import java.nio.ByteBuffer;
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
  private final ByteBuffer pixels;
  private final ImageShape shape;
  private final Normalisation normalisation;
  private final @Nullable ImageAugmentation augmentation;

  ImageExamples(
      Selection selection, ByteBuffer pixels, ImageShape shape, Normalisation normalisation) {
    this(selection, pixels, shape, normalisation, null);
  }

  private ImageExamples(
      Selection selection,
      ByteBuffer pixels,
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
    copy(example, new Scratch(shape), values, 0);
    return values;
  }

  @Override
  public MultiDataSet batch(int[] examples) {
    float[] values = new float[examples.length * shape.length()];
    Scratch scratch = new Scratch(shape);
    for (int row = 0; row < examples.length; row++) {
      copy(examples[row], scratch, values, row * shape.length());
    }
    long[] size = {examples.length, shape.height(), shape.width(), shape.channels()};
    INDArray features = Nd4j.create(values, size, 'c');
    return new MultiDataSet(features, selection.oneHot(examples));
  }

  /** Holds one image on its way. */
  @SuppressWarnings("ArrayRecordComponent") // never compared nor printed
  private record Scratch(byte[] bytes, float[] values) {
    Scratch(ImageShape shape) {
      this(new byte[shape.length()], new float[shape.length()]);
    }
  }

  private void copy(int example, Scratch scratch, float[] target, int offset) {
    int source = selection.source(example);
    pixels.get(source * shape.length(), scratch.bytes);
    if (augmentation == null) {
      normalisation.apply(scratch.bytes, target, offset);
    } else {
      normalisation.apply(scratch.bytes, scratch.values, 0);
      augmentation.apply(scratch.values, shape, source, target, offset);
    }
  }
}

package dev.actzoo.data;

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

  ImageExamples(Selection selection, byte[] pixels, ImageShape shape, Normalisation normalisation) {
    this.selection = selection;
    this.pixels = pixels;
    this.shape = shape;
    this.normalisation = normalisation;
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
    copy(example, values, 0);
    return values;
  }

  @Override
  public MultiDataSet batch(int[] examples) {
    float[] values = new float[examples.length * shape.length()];
    for (int row = 0; row < examples.length; row++) {
      copy(examples[row], values, row * shape.length());
    }
    long[] size = {examples.length, shape.height(), shape.width(), shape.channels()};
    INDArray features = Nd4j.create(values, size, 'c');
    return new MultiDataSet(features, selection.oneHot(examples));
  }

  private void copy(int example, float[] target, int offset) {
    int start = selection.source(example) * shape.length();
    normalisation.apply(pixels, start, target, offset, shape.length());
  }
}

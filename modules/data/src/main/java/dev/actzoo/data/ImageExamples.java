package dev.actzoo.data;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Images of one split. They are kept as the bytes they came as, shared by all splits, and
 * normalised as a batch is assembled; a batch's features are [batch, height, width, channels].
 */
public final class ImageExamples extends ClassExamples {
  private final ByteBuffer pixels;
  private final ImageShape shape;
  private final Normalisation normalisation;
  private final @Nullable FloatBuffer whitened;
  private final @Nullable ImageAugmentation augmentation;
  private final @Nullable Mixup mixup;

  ImageExamples(
      Selection selection, ByteBuffer pixels, ImageShape shape, Normalisation normalisation) {
    this(selection, pixels, shape, normalisation, null, null, null);
  }

  private ImageExamples(
      Selection selection,
      ByteBuffer pixels,
      ImageShape shape,
      Normalisation normalisation,
      @Nullable FloatBuffer whitened,
      @Nullable ImageAugmentation augmentation,
      @Nullable Mixup mixup) {
    super(selection);
    this.pixels = pixels;
    this.shape = shape;
    this.normalisation = normalisation;
    this.whitened = whitened;
    this.augmentation = augmentation;
    this.mixup = mixup;
  }

  /** The same images as one epoch changes them. */
  public ImageExamples augmented(ImageAugmentation changes) {
    return new ImageExamples(selection, pixels, shape, normalisation, whitened, changes, mixup);
  }

  /** The same images, each mixed with another of them as one epoch mixes them. */
  public ImageExamples mixed(Mixup mixtures) {
    return new ImageExamples(
        selection, pixels, shape, normalisation, whitened, augmentation, mixtures);
  }

  /**
   * The same images, whitened.
   *
   * @param values those of all decoded images, one image after the other
   */
  ImageExamples whitened(FloatBuffer values) {
    return new ImageExamples(selection, pixels, shape, normalisation, values, augmentation, mixup);
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
    List<Mixup.Mixed> mixtures = mix(examples, values);
    long[] size = {examples.length, shape.height(), shape.width(), shape.channels()};
    INDArray features = Nd4j.create(values, size, 'c');
    return new MultiDataSet(
        features,
        mixtures.isEmpty() ? selection.oneHot(examples) : selection.mixed(examples, mixtures));
  }

  /** Mixes the images of a batch with others; with what, or nothing if none are mixed. */
  private List<Mixup.Mixed> mix(int[] examples, float[] values) {
    if (mixup == null) {
      return List.of();
    }
    List<Mixup.Mixed> mixtures = new ArrayList<>();
    Scratch scratch = new Scratch(shape);
    float[] partner = new float[shape.length()];
    for (int row = 0; row < examples.length; row++) {
      Mixup.Mixed mixed = mixup.of(selection.source(examples[row]), size());
      copy(mixed.partner(), scratch, partner, 0);
      for (int i = 0; i < partner.length; i++) {
        int place = row * partner.length + i;
        values[place] = mixed.part() * values[place] + (1 - mixed.part()) * partner[i];
      }
      mixtures.add(mixed);
    }
    return mixtures;
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
    if (augmentation == null) {
      read(source, scratch, target, offset);
    } else {
      read(source, scratch, scratch.values, 0);
      augmentation.apply(scratch.values, shape, source, target, offset);
    }
  }

  private void read(int source, Scratch scratch, float[] target, int offset) {
    if (whitened == null) {
      pixels.get(source * shape.length(), scratch.bytes);
      normalisation.apply(scratch.bytes, target, offset);
    } else {
      whitened.get(source * shape.length(), target, offset, shape.length());
    }
  }
}

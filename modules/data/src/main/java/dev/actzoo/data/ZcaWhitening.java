package dev.actzoo.data;

import dev.actzoo.input.BadInputException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * ZCA whitening of images (Bell and Sejnowski 1997; Krizhevsky 2009, appendix A): with x the
 * normalised pixels of an image, m their mean and C their covariance over the images to train on,
 * (C + epsilon I)^(-1/2) (x - m). Along an eigenvector of C with eigenvalue l the variance becomes
 * l / (l + epsilon): 1 where an image varies much, little where there is but noise.
 *
 * <p>Covariance and eigenvectors (LAPACK's dsyev, through ND4J) are worked out in double precision.
 * Of images of n values it holds three n x n matrices of doubles at a time, 76 MB each for CIFAR's
 * 3,072.
 */
final class ZcaWhitening {
  /**
   * What is added to the variances, of pixels with variance 1: Pylearn2's for CIFAR-10 (its {@code
   * filter_bias}), whose images are scaled to a like variance before.
   */
  static final double EPSILON = 0.1;

  private static final int MOST_VALUES = 4096;
  private static final long MOST_BYTES = Integer.MAX_VALUE - 4096L;
  private static final int CHUNK = 1000;

  private final ImageShape shape;
  private final Normalisation normalisation;
  private final INDArray mean;
  private final INDArray map;

  private ZcaWhitening(ImageShape shape, Normalisation normalisation, INDArray mean, INDArray map) {
    this.shape = shape;
    this.normalisation = normalisation;
    this.mean = mean;
    this.map = map;
  }

  /**
   * The whitening of some images.
   *
   * @param pixels of all images
   * @param images those to train on
   * @param epsilon what is added to the variances
   */
  static ZcaWhitening of(
      ByteBuffer pixels,
      ImageShape shape,
      Normalisation normalisation,
      int[] images,
      double epsilon) {
    int length = shape.length();
    INDArray sum = Nd4j.zeros(DataType.DOUBLE, 1, length);
    INDArray products = Nd4j.zeros(DataType.DOUBLE, length, length);
    for (int start = 0; start < images.length; start += CHUNK) {
      int[] some = IntStream.range(start, Math.min(images.length, start + CHUNK)).toArray();
      for (int i = 0; i < some.length; i++) {
        some[i] = images[some[i]];
      }
      try (INDArray x = values(pixels, shape, normalisation, some).castTo(DataType.DOUBLE);
          INDArray square = Nd4j.gemm(x, x, true, false)) {
        sum.addi(x.sum(true, 0));
        products.addi(square);
      }
    }
    INDArray mean = sum.divi(images.length);
    INDArray covariance = products.divi(images.length).subi(Nd4j.gemm(mean, mean, true, false));
    return new ZcaWhitening(
        shape,
        normalisation,
        mean.castTo(DataType.FLOAT),
        inverseRoot(covariance, epsilon).castTo(DataType.FLOAT));
  }

  /** (C + epsilon I)^(-1/2) of a symmetric matrix, which is overwritten. */
  private static INDArray inverseRoot(INDArray covariance, double epsilon) {
    int length = (int) covariance.rows();
    INDArray vectors = covariance.dup('f');
    INDArray values = Nd4j.create(DataType.DOUBLE, length);
    Nd4j.getBlasWrapper().lapack().syev('V', 'U', vectors, values);
    INDArray scales = Nd4j.create(DataType.DOUBLE, length);
    for (int i = 0; i < length; i++) {
      double variance = Math.max(0, values.getDouble(i)) + epsilon;
      scales.putScalar(i, 1 / Math.sqrt(variance));
    }
    return Nd4j.gemm(vectors.mulRowVector(scales), vectors, false, true);
  }

  /**
   * Refuses images that are too large or too many.
   *
   * @param dataset for the message
   * @param count how many images there are
   */
  static void requireFeasible(String dataset, ImageShape shape, int count) {
    if (shape.length() > MOST_VALUES || (long) count * shape.length() * Float.BYTES > MOST_BYTES) {
      throw new BadInputException(
          ("training.preprocessing zca is for images of at most %d values and parts of at most"
                  + " 2 GiB of them as floats; dataset %s has %d of %d values")
              .formatted(MOST_VALUES, dataset, count, shape.length()));
    }
  }

  /** The whitened values of all images, little-endian, one image after the other. */
  ByteBuffer apply(ByteBuffer pixels, int count) {
    int length = shape.length();
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.multiplyExact(Float.BYTES * length, count))
            .order(ByteOrder.LITTLE_ENDIAN);
    FloatBuffer values = bytes.asFloatBuffer();
    for (int start = 0; start < count; start += CHUNK) {
      int[] some = IntStream.range(start, Math.min(count, start + CHUNK)).toArray();
      try (INDArray x = values(pixels, shape, normalisation, some);
          INDArray white = Nd4j.gemm(x.subiRowVector(mean), map, false, false);
          INDArray rows = white.dup('c')) {
        values.put(rows.data().asFloat());
      }
    }
    return bytes;
  }

  private static INDArray values(
      ByteBuffer pixels, ImageShape shape, Normalisation normalisation, int[] images) {
    int length = shape.length();
    float[] values = new float[images.length * length];
    byte[] bytes = new byte[length];
    for (int row = 0; row < images.length; row++) {
      pixels.get(images[row] * length, bytes);
      normalisation.apply(bytes, values, row * length);
    }
    return Nd4j.create(values, new long[] {images.length, length}, 'c');
  }

  /** Parts of a dataset whitened, as floats. */
  List<ByteBuffer> apply(List<DecodedImages> parts) {
    return parts.stream().map(part -> apply(part.pixels(), part.labels().limit())).toList();
  }
}

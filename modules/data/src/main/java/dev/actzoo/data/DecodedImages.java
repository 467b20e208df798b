package dev.actzoo.data;

import dev.actzoo.input.BadInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.util.List;
import org.datavec.api.split.InputSplit;
import org.datavec.api.writable.BytesWritable;
import org.datavec.api.writable.IntWritable;
import org.datavec.api.writable.Writable;

/**
 * The images of one part of a dataset as read.
 *
 * @param pixels all images one after the other, one unsigned byte a pixel
 * @param labels their labels
 */
record DecodedImages(ByteBuffer pixels, IntBuffer labels) {
  private static final int MOST_BYTES = Integer.MAX_VALUE - 1024;

  /**
   * Reads images and checks them against what the descriptor says of them.
   *
   * @param reader not yet initialised; closed in the end
   * @param expected how many there must be
   */
  static DecodedImages read(
      ImageRecordReader reader, InputSplit input, DatasetDescriptor descriptor, int expected) {
    ImageShape shape = descriptor.imageShape();
    DecodedImages images = all(reader, input, expected);
    if (images.labels.limit() != expected || !reader.shape().equals(shape)) {
      throw new BadInputException(
          "%s: expected %d images of %s, found %d of %s"
              .formatted(
                  BinaryFile.name(input.locations()[0]),
                  expected,
                  shape,
                  images.labels.limit(),
                  reader.shape()));
    }
    return images;
  }

  /**
   * Reads images of one shape.
   *
   * @param reader not yet initialised; closed in the end
   * @param most the most there may be
   */
  static DecodedImages all(ImageRecordReader reader, InputSplit input, int most) {
    try (reader) {
      reader.initialize(input);
      long bytes = (long) most * reader.shape().length();
      if (bytes > MOST_BYTES) {
        throw new BadInputException(
            "%s: %d images of %s are more than 2 GiB"
                .formatted(BinaryFile.name(input.locations()[0]), most, reader.shape()));
      }
      ByteBuffer pixels = ByteBuffer.allocate((int) bytes);
      IntBuffer labels = IntBuffer.allocate(most);
      while (reader.hasNext()) {
        List<Writable> record = reader.next();
        if (!labels.hasRemaining()) {
          throw new BadInputException(
              "%s: expected %d images of %s, found more"
                  .formatted(BinaryFile.name(input.locations()[0]), most, reader.shape()));
        }
        pixels.put(((BytesWritable) record.get(0)).getContent());
        labels.put(((IntWritable) record.get(1)).get());
      }
      IntBuffer read = IntBuffer.allocate(labels.position()).put(labels.flip()).flip();
      return new DecodedImages(pixels.flip().slice(), read);
    } catch (IOException e) {
      throw new BadInputException(
          "%s: %s".formatted(BinaryFile.name(input.locations()[0]), e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(
          "interrupted while reading " + BinaryFile.name(input.locations()[0]), e);
    }
  }

  /** Images kept as {@link #parts} gave them. */
  static DecodedImages of(List<ByteBuffer> parts) {
    return new DecodedImages(parts.get(0), parts.get(1).asIntBuffer());
  }

  List<ByteBuffer> parts() {
    return List.of(pixels, TokenSequences.bytes(labels));
  }

  /** The labels of all images. */
  int[] labelArray() {
    int[] all = new int[labels.limit()];
    labels.get(0, all);
    return all;
  }
}

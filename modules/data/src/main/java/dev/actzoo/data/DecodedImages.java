package dev.actzoo.data;

import dev.actzoo.input.BadInputException;
import java.io.IOException;
import java.util.List;
import org.datavec.api.split.InputSplit;
import org.datavec.api.writable.BytesWritable;
import org.datavec.api.writable.IntWritable;
import org.datavec.api.writable.Writable;

/**
 * The images of one split as read.
 *
 * @param pixels all images one after the other, one unsigned byte a pixel
 * @param labels their labels
 */
@SuppressWarnings("ArrayRecordComponent") // never compared nor printed
record DecodedImages(byte[] pixels, int[] labels) {

  /**
   * Reads images and checks them against what the descriptor says of them.
   *
   * @param expected how many there must be
   */
  static DecodedImages read(InputSplit input, DatasetDescriptor descriptor, int expected) {
    ImageShape shape = descriptor.imageShape();
    try (IdxRecordReader reader = new IdxRecordReader(descriptor.classNames())) {
      reader.initialize(input);
      ImageShape found = new ImageShape(reader.height(), reader.width(), 1);
      if (reader.count() != expected || !found.equals(shape)) {
        throw new BadInputException(
            "%s: expected %d images of %s, found %d of %s"
                .formatted(input.locations()[0], expected, shape, reader.count(), found));
      }
      byte[] pixels = new byte[expected * shape.length()];
      int[] labels = new int[expected];
      for (int image = 0; reader.hasNext(); image++) {
        List<Writable> record = reader.next();
        byte[] content = ((BytesWritable) record.get(0)).getContent();
        System.arraycopy(content, 0, pixels, image * shape.length(), content.length);
        labels[image] = ((IntWritable) record.get(1)).get();
      }
      return new DecodedImages(pixels, labels);
    } catch (IOException e) {
      throw new BadInputException("%s: %s".formatted(input.locations()[0], e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while reading " + descriptor.name(), e);
    }
  }
}

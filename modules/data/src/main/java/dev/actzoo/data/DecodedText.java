package dev.actzoo.data;

import dev.actzoo.input.BadInputException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.datavec.api.split.InputSplit;
import org.datavec.api.writable.IntWritable;
import org.datavec.api.writable.Writable;

/**
 * The passages of one split as read.
 *
 * @param passages their text
 * @param labels their labels
 */
@SuppressWarnings("ArrayRecordComponent") // never compared nor printed
record DecodedText(List<String> passages, int[] labels) {

  /**
   * Reads passages and checks their number.
   *
   * @param expected how many there must be
   */
  static DecodedText read(InputSplit input, DatasetDescriptor descriptor, int expected) {
    try (LabelledTextRecordReader reader = new LabelledTextRecordReader(descriptor.classNames())) {
      reader.initialize(input);
      List<String> passages = new ArrayList<>();
      List<Integer> labels = new ArrayList<>();
      while (reader.hasNext()) {
        List<Writable> record = reader.next();
        passages.add(record.get(0).toString());
        labels.add(((IntWritable) record.get(1)).get());
      }
      if (passages.size() != expected) {
        throw new BadInputException(
            "%s: expected %d passages, found %d"
                .formatted(input.locations()[0], expected, passages.size()));
      }
      return new DecodedText(passages, labels.stream().mapToInt(Integer::intValue).toArray());
    } catch (IOException e) {
      throw new BadInputException("%s: %s".formatted(input.locations()[0], e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while reading " + descriptor.name(), e);
    }
  }
}

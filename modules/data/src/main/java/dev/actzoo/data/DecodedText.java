package dev.actzoo.data;

import dev.actzoo.input.BadInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
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
  /** As in AG News. */
  private static final TextLayout NUMBER_TITLE_TEXT =
      new TextLayout(
          TextFormat.CSV,
          List.of("class", "title", "description"),
          "class",
          List.of("title", "description"));

  /** As in GLUE. */
  private static final TextLayout SENTENCE_AND_LABEL =
      new TextLayout(TextFormat.TSV, List.of(), "label", List.of("sentence"));

  /**
   * Reads passages and checks their number.
   *
   * @param expected how many there must be
   */
  static DecodedText read(InputSplit input, DatasetDescriptor descriptor, int expected) {
    DecodedText text = all(reader(descriptor), input);
    if (text.passages.size() != expected) {
      throw new BadInputException(
          "%s: expected %d passages, found %d"
              .formatted(BinaryFile.name(input.locations()[0]), expected, text.passages.size()));
    }
    return text;
  }

  /**
   * Reads passages, however many there are.
   *
   * @param reader not yet initialised; closed in the end
   */
  static DecodedText all(LabelledTextRecordReader reader, InputSplit input) {
    try (reader) {
      reader.initialize(input);
      List<String> passages = new ArrayList<>();
      IntStream.Builder labels = IntStream.builder();
      while (reader.hasNext()) {
        List<Writable> record = reader.next();
        passages.add(record.get(0).toString());
        labels.add(((IntWritable) record.get(1)).get());
      }
      return new DecodedText(passages, labels.build().toArray());
    } catch (IOException e) {
      throw new BadInputException(
          "%s: %s".formatted(BinaryFile.name(input.locations()[0]), e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(
          "interrupted while reading " + BinaryFile.name(input.locations()[0]), e);
    }
  }

  /** Some of the passages. */
  DecodedText only(int[] places) {
    return new DecodedText(
        Arrays.stream(places).mapToObj(passages::get).toList(),
        Arrays.stream(places).map(place -> labels[place]).toArray());
  }

  /** Passages kept as {@link #parts} gave them. */
  static DecodedText of(List<ByteBuffer> parts) {
    IntBuffer starts = parts.get(1).asIntBuffer();
    List<String> passages = new ArrayList<>();
    for (int i = 1; i < starts.limit(); i++) {
      byte[] bytes = new byte[starts.get(i) - starts.get(i - 1)];
      parts.get(0).get(starts.get(i - 1), bytes);
      passages.add(new String(bytes, StandardCharsets.UTF_8));
    }
    return new DecodedText(passages, TokenSequences.ints(parts.get(2)));
  }

  List<ByteBuffer> parts() {
    List<byte[]> encoded =
        passages.stream().map(passage -> passage.getBytes(StandardCharsets.UTF_8)).toList();
    int[] starts = new int[encoded.size() + 1];
    for (int i = 0; i < encoded.size(); i++) {
      starts[i + 1] = Math.addExact(starts[i], encoded.get(i).length);
    }
    ByteBuffer text = ByteBuffer.allocate(starts[encoded.size()]);
    encoded.forEach(text::put);
    return List.of(
        text.flip(),
        TokenSequences.bytes(IntBuffer.wrap(starts)),
        TokenSequences.bytes(IntBuffer.wrap(labels)));
  }

  private static LabelledTextRecordReader reader(DatasetDescriptor descriptor) {
    int classes = descriptor.classes();
    return switch (descriptor.format()) {
      case LABELLED_LINES -> new LabelledTextRecordReader(descriptor.classNames());
      case CSV -> reader(NUMBER_TITLE_TEXT, numbers(1, classes));
      case TSV -> reader(SENTENCE_AND_LABEL, numbers(0, classes));
      case IDX, CIFAR_10, CIFAR_100, TAGGED_TOKENS, LINES, OWN, GENERATED ->
          throw new IllegalStateException(descriptor.name() + " is in no format of labelled text");
    };
  }

  private static LabelledTextRecordReader reader(TextLayout layout, List<String> classes) {
    return new LabelledTextRecordReader(layout, classes, new BadRows(BadRows.Policy.FAIL));
  }

  private static List<String> numbers(int first, int count) {
    return IntStream.range(first, first + count).mapToObj(Integer::toString).toList();
  }
}

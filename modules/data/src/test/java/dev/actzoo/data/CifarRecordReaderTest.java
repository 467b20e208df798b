package dev.actzoo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.actzoo.input.BadInputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.datavec.api.split.CollectionInputSplit;
import org.datavec.api.writable.BytesWritable;
import org.datavec.api.writable.Writable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CifarRecordReaderTest {
  private static final int PLANE = 1024;

  @TempDir Path folder;

  @Test
  void readsFilesInOrderWithTheColoursOfAPixelTogether() throws Exception {
    byte[] first = records(image(1, 10, 20, 30), image(0, 11, 21, 31));
    byte[] second = records(image(1, 12, 22, 200));
    try (CifarRecordReader reader = reader(1, first, new byte[0], second)) {
      List<Writable> record = reader.next();
      byte[] pixels = ((BytesWritable) record.get(0)).getContent();
      assertThat(pixels).hasSize(3 * PLANE).startsWith(10, 20, 30, 11, 21, 31).endsWith(9, 19, 29);
      assertThat(record.get(1).toInt()).isEqualTo(1);
      assertThat(reader.next().get(1).toInt()).isZero();
      byte[] last = ((BytesWritable) reader.next().get(0)).getContent();
      assertThat(last).startsWith(12, 22, (byte) 200);
      assertThat(reader.hasNext()).isFalse();
      reader.reset();
      assertThat(reader.next()).isEqualTo(record);
    }
  }

  @Test
  void takesTheSecondOfTwoLabels() throws Exception {
    byte[] record = new byte[2 + 3 * PLANE];
    record[0] = 19;
    record[1] = 1;
    try (CifarRecordReader reader = reader(2, record)) {
      assertThat(reader.next().get(1).toInt()).isEqualTo(1);
    }
  }

  @Test
  void refusesAFileThatEndsWithinAnImage() {
    byte[] whole = records(image(0, 1, 2, 3), image(1, 1, 2, 3));
    for (int length : new int[] {whole.length - 1, 3074, 3072, 1}) {
      assertThatThrownBy(() -> readAll(Arrays.copyOf(whole, length)))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("batch-0: ends in the middle of image " + length / 3073);
    }
  }

  @Test
  void refusesALabelWithoutAClass() {
    byte[] second = records(image(0, 0, 0, 0), image(2, 0, 0, 0));
    assertThatThrownBy(() -> readAll(records(image(0, 0, 0, 0)), second))
        .isInstanceOf(BadInputException.class)
        .hasMessageEndingWith("batch-1: label 1 is 2; there are 2 classes");
  }

  private void readAll(byte[]... files) throws IOException, InterruptedException {
    try (CifarRecordReader reader = reader(1, files)) {
      while (reader.hasNext()) {
        reader.next();
      }
    }
  }

  private CifarRecordReader reader(int labelBytes, byte[]... files)
      throws IOException, InterruptedException {
    List<java.net.URI> locations = new ArrayList<>();
    for (int i = 0; i < files.length; i++) {
      locations.add(Files.write(folder.resolve("batch-" + i), files[i]).toUri());
    }
    CifarRecordReader reader = new CifarRecordReader(List.of("a", "b"), labelBytes);
    reader.initialize(new CollectionInputSplit(locations));
    return reader;
  }

  /** Each colour counts up from its first value, modulo 256. */
  private static byte[] image(int label, int red, int green, int blue) {
    byte[] bytes = new byte[1 + 3 * PLANE];
    bytes[0] = (byte) label;
    int[] first = {red, green, blue};
    for (int i = 0; i < 3 * PLANE; i++) {
      bytes[1 + i] = (byte) (first[i / PLANE] + i % PLANE);
    }
    return bytes;
  }

  private static byte[] records(byte[]... images) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    Arrays.stream(images).forEach(all::writeBytes);
    return all.toByteArray();
  }
}

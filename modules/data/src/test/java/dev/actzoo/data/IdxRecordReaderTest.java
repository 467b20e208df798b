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
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.datavec.api.records.metadata.RecordMetaDataIndex;
import org.datavec.api.split.CollectionInputSplit;
import org.datavec.api.writable.BytesWritable;
import org.datavec.api.writable.Writable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxRecordReaderTest {
  /** Two images of 2 rows and 3 columns. */
  private static final byte[] IMAGES = {
    0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, (byte) 255
  };

  private static final byte[] LABELS = {0, 0, 8, 1, 0, 0, 0, 2, 1, 0};

  @TempDir Path folder;

  @Test
  void readsImagesAndLabelsInOrder() throws Exception {
    try (IdxRecordReader reader = reader(IMAGES, LABELS)) {
      assertThat(reader.count()).isEqualTo(2);
      assertThat(reader.height()).isEqualTo(2);
      assertThat(reader.width()).isEqualTo(3);
      assertThat(reader.getLabels()).containsExactly("a", "b");
      List<Writable> first = reader.next();
      assertThat(((BytesWritable) first.get(0)).getContent()).containsExactly(1, 2, 3, 4, 5, 6);
      assertThat(first.get(1).toInt()).isEqualTo(1);
      assertThat(((RecordMetaDataIndex) reader.nextRecord().getMetaData()).getIndex()).isEqualTo(1);
      assertThat(reader.hasNext()).isFalse();
      reader.reset();
      assertThat(reader.next()).isEqualTo(first);
    }
  }

  @Test
  void readsGzip() throws Exception {
    try (IdxRecordReader reader = reader(gzip(IMAGES), gzip(LABELS))) {
      assertThat(((BytesWritable) reader.next().get(0)).getContent()).endsWith(6);
      assertThat(((BytesWritable) reader.next().get(0)).getContent()).endsWith(255);
    }
  }

  @Test
  void refusesWrongMagic() {
    assertBad(() -> readAll(LABELS, LABELS), "images: not an IDX file of images", "0x00000801");
    assertBad(() -> readAll(IMAGES, IMAGES), "labels: not an IDX file of labels", "0x00000803");
  }

  @Test
  void refusesTruncatedFilesWhereverTheyEnd() {
    for (int length = 0; length < IMAGES.length; length++) {
      byte[] part = Arrays.copyOf(IMAGES, length);
      assertBad(() -> readAll(part, LABELS), "images: ends in the middle of ");
    }
    for (int length = 0; length < LABELS.length; length++) {
      byte[] part = Arrays.copyOf(LABELS, length);
      assertBad(() -> readAll(IMAGES, part), "labels: ends in the middle of ");
    }
  }

  @Test
  void refusesTruncatedGzip() throws IOException {
    byte[] packed = gzip(IMAGES);
    byte[] part = Arrays.copyOf(packed, packed.length - 9);
    assertBad(() -> readAll(part, LABELS), "images: cannot be read: ");
  }

  @Test
  void refusesBytesLeftOver() {
    byte[] images = Arrays.copyOf(IMAGES, IMAGES.length + 1);
    byte[] labels = Arrays.copyOf(LABELS, LABELS.length + 1);
    assertBad(() -> readAll(images, LABELS), "images: bytes are left over");
    assertBad(() -> readAll(IMAGES, labels), "labels: bytes are left over");
  }

  @Test
  void refusesCountsThatDiffer() {
    byte[] labels = {0, 0, 8, 1, 0, 0, 0, 3, 1, 0, 1};
    assertBad(() -> readAll(IMAGES, labels), "labels: 3 labels for the 2 images of ", "images");
  }

  @Test
  void refusesSizesThatCannotBe() {
    byte[] images = IMAGES.clone();
    images[4] = -1;
    assertBad(() -> readAll(images, LABELS), "number of images is 4278190082");
    byte[] wide = IMAGES.clone();
    wide[12] = 1;
    assertBad(() -> readAll(wide, LABELS), "number of columns is 16777219", "1 to 16384");
  }

  @Test
  void refusesALabelWithoutAClass() {
    byte[] labels = LABELS.clone();
    labels[9] = 2;
    assertBad(() -> readAll(IMAGES, labels), "labels: label 1 is 2; there are 2 classes");
  }

  private void readAll(byte[] images, byte[] labels) throws IOException, InterruptedException {
    try (IdxRecordReader reader = reader(images, labels)) {
      while (reader.hasNext()) {
        reader.next();
      }
    }
  }

  private IdxRecordReader reader(byte[] images, byte[] labels)
      throws IOException, InterruptedException {
    Path imagesFile = Files.write(folder.resolve("images"), images);
    Path labelsFile = Files.write(folder.resolve("labels"), labels);
    IdxRecordReader reader = new IdxRecordReader(List.of("a", "b"));
    reader.initialize(
        new CollectionInputSplit(new ArrayList<>(List.of(imagesFile.toUri(), labelsFile.toUri()))));
    return reader;
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream stream = new GZIPOutputStream(packed)) {
      stream.write(bytes);
    }
    return packed.toByteArray();
  }

  private static void assertBad(ThrowingCallable reading, String... parts) {
    assertThatThrownBy(reading)
        .isInstanceOf(BadInputException.class)
        .hasMessageNotContaining("\n")
        .hasMessageContainingAll(parts);
  }
}

package dev.actzoo.data.store;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.actzoo.data.DataFile;
import dev.actzoo.data.FileRole;
import dev.actzoo.input.BadInputException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * The taker of CIFAR-10 as pictures, from which it puts the published binary batches together: a
 * PNG for each batch with an image a row, its 1,024 pixels one after the other, and two JSON lists
 * with the labels of the training and of the test batches.
 */
final class CifarPictures implements Item.Taker {
  private static final int IMAGES = 10_000;
  private static final int PIXELS = 32 * 32;
  private static final int RECORD = 1 + 3 * PIXELS;
  private static final String PICTURE = ".png";
  private static final Map<String, FileRole> LABELS =
      Map.of(
          "train_lables.json", FileRole.TRAIN_EXAMPLES,
          "train_labels.json", FileRole.TRAIN_EXAMPLES,
          "test_lables.json", FileRole.TEST_EXAMPLES,
          "test_labels.json", FileRole.TEST_EXAMPLES);

  private final Staging staging;
  private final Map<DataFile, String> pictures = new HashMap<>();
  private final Map<FileRole, int[]> labels = new HashMap<>();

  CifarPictures(Staging staging) {
    this.staging = staging;
  }

  @Override
  public boolean wants(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return LABELS.containsKey(name) || batches().stream().anyMatch(b -> picture(b).equals(name));
  }

  private List<DataFile> batches() {
    return staging.dataset().files();
  }

  private static String picture(DataFile batch) {
    return batch.name().replace(".bin", PICTURE);
  }

  @Override
  public void take(Item item) throws IOException {
    FileRole role = LABELS.get(item.name());
    if (role != null) {
      labels.put(role, new ObjectMapper().readValue(item.content(), int[].class));
      return;
    }
    for (DataFile batch : batches()) {
      if (picture(batch).equals(item.name()) && !staging.has(batch)) {
        writePixels(batch, picture(item));
        pictures.put(batch, item.origin());
      }
    }
  }

  /** Puts the labels into the batches whose pixels are there, and hands those over. */
  void finish() throws IOException {
    for (FileRole role : List.of(FileRole.TRAIN_EXAMPLES, FileRole.TEST_EXAMPLES)) {
      List<DataFile> files = staging.dataset().files(role);
      if (files.stream().noneMatch(pictures::containsKey)) {
        continue;
      }
      int[] found = labels.getOrDefault(role, new int[0]);
      if (found.length != files.size() * IMAGES) {
        throw new BadInputException(
            "the pictures of CIFAR-10 need their labels: %d labels for %s, found %d"
                .formatted(files.size() * IMAGES, role, found.length));
      }
      for (int number = 0; number < files.size(); number++) {
        DataFile batch = files.get(number);
        String origin = pictures.get(batch);
        if (origin != null) {
          writeLabels(staging.place(batch), found, number * IMAGES);
          staging.built(batch, "rebuilt from " + origin);
        }
      }
    }
  }

  private static BufferedImage picture(Item item) throws IOException {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("png");
    ImageReader reader = readers.next();
    try (ImageInputStream stream = new MemoryCacheImageInputStream(item.content())) {
      reader.setInput(stream, true, true);
      if (reader.getWidth(0) != PIXELS || reader.getHeight(0) != IMAGES) {
        throw new BadInputException(
            "%s is %d x %d; a batch of CIFAR-10 is %d x %d"
                .formatted(item.origin(), reader.getWidth(0), reader.getHeight(0), PIXELS, IMAGES));
      }
      return reader.read(0);
    } finally {
      reader.dispose();
    }
  }

  /** Writes records with label 0. */
  private void writePixels(DataFile batch, BufferedImage picture) throws IOException {
    int[] colours = new int[PIXELS];
    byte[] record = new byte[RECORD];
    try (OutputStream file = staging.open(batch)) {
      for (int image = 0; image < IMAGES; image++) {
        picture.getRGB(0, image, PIXELS, 1, colours, 0, PIXELS);
        for (int pixel = 0; pixel < PIXELS; pixel++) {
          record[1 + pixel] = (byte) (colours[pixel] >> 16);
          record[1 + PIXELS + pixel] = (byte) (colours[pixel] >> 8);
          record[1 + 2 * PIXELS + pixel] = (byte) colours[pixel];
        }
        file.write(record);
      }
    }
  }

  private static void writeLabels(Path batch, int[] labels, int first) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(batch.toFile(), "rw")) {
      MappedByteBuffer records =
          file.getChannel().map(FileChannel.MapMode.READ_WRITE, 0, (long) IMAGES * RECORD);
      for (int image = 0; image < IMAGES; image++) {
        records.put(image * RECORD, (byte) labels[first + image]);
      }
      records.force();
    }
  }
}

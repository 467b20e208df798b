package dev.actzoo.data.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.actzoo.data.DataFile;
import dev.actzoo.data.DataFormat;
import dev.actzoo.data.DatasetDescriptor;
import dev.actzoo.data.FileRole;
import dev.actzoo.input.BadInputException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CifarPicturesTest {
  private static final int IMAGES = 10_000;
  private static final int PIXELS = 1024;

  @TempDir Path folder;

  @Test
  void putsTheBatchTogetherFromPictureAndLabels() throws IOException {
    byte[] batch = new byte[IMAGES * (1 + 3 * PIXELS)];
    BufferedImage picture = new BufferedImage(PIXELS, IMAGES, BufferedImage.TYPE_INT_RGB);
    for (int image = 0; image < IMAGES; image++) {
      int record = image * (1 + 3 * PIXELS);
      batch[record] = (byte) label(image);
      for (int pixel = 0; pixel < PIXELS; pixel++) {
        int red = image & 0xFF;
        int green = pixel & 0xFF;
        int blue = pixel >> 8;
        picture.setRGB(pixel, image, red << 16 | green << 8 | blue);
        batch[record + 1 + pixel] = (byte) red;
        batch[record + 1 + PIXELS + pixel] = (byte) green;
        batch[record + 1 + 2 * PIXELS + pixel] = (byte) blue;
      }
    }
    Path source = Files.createDirectories(folder.resolve("package"));
    ImageIO.write(picture, "png", source.resolve("data_batch_1.png").toFile());
    DatasetDescriptor dataset = dataset(batch);
    DatasetStore store = new DatasetStore(folder.resolve("data"));

    assertThatThrownBy(() -> store.add(dataset, List.of(source), () -> {}))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "the pictures of CIFAR-10 need their labels: 10000 labels for TRAIN_EXAMPLES, found 0");

    writeLabels(source, 1);
    assertThatThrownBy(() -> store.add(dataset, List.of(source), () -> {}))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("rebuilt from data_batch_1.png of " + source + ": expected SHA-256");

    writeLabels(source, 0);
    assertThat(store.add(dataset, List.of(source), () -> {}).values())
        .containsExactly("rebuilt from data_batch_1.png of " + source);
    assertThat(folder.resolve("data/made-up/data_batch_1.bin")).hasBinaryContent(batch);
  }

  @Test
  void refusesAPictureOfAnotherSizeBeforeDecodingIt() throws IOException {
    BufferedImage picture = new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB);
    ImageIO.write(picture, "png", folder.resolve("data_batch_1.png").toFile());
    DatasetDescriptor dataset = dataset(new byte[] {1});
    assertThatThrownBy(
            () -> new DatasetStore(folder.resolve("data")).add(dataset, List.of(folder), () -> {}))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "data_batch_1.png of %s is 32 x 32; a batch of CIFAR-10 is 1024 x 10000", folder);
  }

  private static int label(int image) {
    return image % 10;
  }

  private static void writeLabels(Path folder, int shift) throws IOException {
    String labels =
        IntStream.range(0, IMAGES)
            .mapToObj(image -> String.valueOf(label(image + shift)))
            .collect(Collectors.joining(",", "[", "]"));
    Files.writeString(folder.resolve("train_lables.json"), labels);
  }

  private static DatasetDescriptor dataset(byte[] batch) {
    DataFile file = MadeUp.file("data_batch_1.bin", FileRole.TRAIN_EXAMPLES, batch, "c.tar.gz");
    return MadeUp.dataset(
        MadeUp.NAME,
        DataFormat.CIFAR_10,
        List.of(file),
        List.of(MadeUp.download("c.tar.gz", batch, URI.create("https://example.org/c.tar.gz"))));
  }
}

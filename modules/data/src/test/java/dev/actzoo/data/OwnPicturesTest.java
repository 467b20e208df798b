package dev.actzoo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.actzoo.input.BadInputException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnPicturesTest {
  @TempDir Path folder;
  private Path root;

  @BeforeEach
  void make() throws IOException {
    root = Files.createDirectory(folder.resolve("pets"));
  }

  @Test
  void everythingUnderAClassIsRead() throws IOException {
    pictures("cat", 5);
    pictures("cat/2023/summer", 7);
    pictures("dog", 10);
    pictures("dog/2023", 3);
    OwnFacts facts = add(BadRows.Policy.FAIL);
    assertThat(facts.train()).containsExactly(10, 10);
    assertThat(facts.test()).containsExactly(2, 3);
    assertThat(facts.remarks()).containsEntry("in folders inside of their class's folder", 10);
    assertThat(facts.unread()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "train,validation,test",
    "Train,Val,Test",
    "training,DEV,testing",
    "training_set,valid,test_set"
  })
  void splitsAreFoundByTheirUsualNames(String train, String validation, String test)
      throws IOException {
    split(train, 6);
    split(validation, 3);
    split(test, 2);
    Datasets datasets = datasets();
    OwnFacts facts = datasets.add(data(null, BadRows.Policy.FAIL));
    assertThat(facts.classes()).containsExactly("cat", "dog");
    assertThat(facts.train()).containsExactly(6, 6);
    assertThat(facts.validation()).containsExactly(3, 3);
    assertThat(facts.test()).containsExactly(2, 2);
    assertThat(datasets.descriptor("own").splits()).isEqualTo(new SplitSizes(12, 6, 4));
    ImageDataset loaded = (ImageDataset) datasets.load("own", Preparation.DEFAULTS);
    assertThat(loaded.train().size()).isEqualTo(12);
    assertThat(loaded.validation().size()).isEqualTo(6);
    assertThat(loaded.validation().label(5)).isEqualTo(1);
    assertThat(loaded.test().size()).isEqualTo(4);
    assertThat(datasets.preview("own", 2).counts())
        .containsOnlyKeys("train", "validation", "test")
        .containsEntry("validation", List.of(3, 3));
  }

  @Test
  void whiteningKeepsTheValidationFoldersPictures() throws IOException {
    split("train", 6);
    split("val", 3);
    Datasets datasets = datasets();
    datasets.add(data(null, BadRows.Policy.FAIL));
    Preparation zca = Preparation.DEFAULTS.withZca(true);
    ImageDataset loaded = (ImageDataset) datasets.load("own", zca);
    assertThat(loaded.validation().size()).isEqualTo(6);
    assertThat(loaded.validation().pixels(5)).hasSize(12);
  }

  @Test
  void whatIsToTestOnIsDrawnWhereOnlyValidationIsSetApart() throws IOException {
    split("train", 10);
    split("val", 3);
    OwnFacts facts = add(BadRows.Policy.FAIL);
    assertThat(facts.train()).containsExactly(8, 8);
    assertThat(facts.validation()).containsExactly(3, 3);
    assertThat(facts.test()).containsExactly(2, 2);
  }

  @Test
  void splitsNeverBecomeClasses() throws IOException {
    split("train", 2);
    split("test", 2);
    pictures("rabbit", 2);
    assertBad(
        root
            + ": folder 'rabbit' with pictures is beside 'train', by its name pictures to train on;"
            + " a folder holds either splits or classes: move or rename one");
    delete("rabbit");
    split("Training", 1);
    assertBad("are both folders to train on; keep one");
    delete("Training");
    delete("train");
    assertBad("'test' is by its name a folder of pictures to test on, but there is no 'train'");
    delete("test");
    pictures("cat/train", 2);
    pictures("cat/test", 2);
    pictures("dog", 2);
    assertBad(
        root.resolve("cat") + ": the class's folder holds 'test', by its name pictures to test on");
  }

  @Test
  void twoPlacesToTestOnAreOneTooMany() throws IOException {
    split("train", 2);
    split("test", 2);
    Path other = Files.createDirectory(folder.resolve("other"));
    assertThatThrownBy(() -> datasets().add(data(other, BadRows.Policy.FAIL)))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "%s: has a folder 'test' of pictures to test on, and %s is named for that too; leave out one"
                .formatted(root, other));
  }

  @Test
  void whatIsNoPictureIsCountedByWhatItIs() throws IOException {
    pictures("cat", 5);
    pictures("dog", 5);
    pictures(".trash", 5);
    Files.writeString(root.resolve("README.txt"), "pets");
    Files.writeString(root.resolve("cat/notes.txt"), "of cats");
    Files.writeString(root.resolve("cat/.DS_Store"), "x");
    Files.writeString(root.resolve("dog/Thumbs.db"), "x");
    Files.createSymbolicLink(root.resolve("dog/again"), root);
    Files.copy(root.resolve("cat/0.png"), root.resolve("cat/UPPER.PNG"));
    Files.copy(root.resolve("cat/0.png"), root.resolve("cat/without"));
    OwnFacts facts = add(BadRows.Policy.FAIL);
    assertThat(facts.sizes()).isEqualTo(new SplitSizes(10, 0, 2));
    assertThat(facts.unread())
        .containsEntry("hidden or the operating system's", 3)
        .containsEntry("no pictures", 1)
        .containsEntry("in no class's folder", 1)
        .containsEntry("links to a folder around them", 1)
        .hasSize(4);
  }

  @Test
  void faultyPicturesAreCountedByReason() throws IOException {
    pictures("cat", 5);
    pictures("dog", 5);
    Files.write(root.resolve("cat/5.png"), PictureBytes.plain("png", 9, 9));
    Files.write(root.resolve("cat/6.png"), PictureBytes.pngOf(12_000, 12_000));
    Files.write(root.resolve("cat/7.png"), PictureBytes.cut(PictureBytes.plain("png", 2, 2)));
    Files.writeString(root.resolve("dog/8.webp"), "RIFF1234WEBPVP8 ");
    Files.createSymbolicLink(root.resolve("dog/9.png"), root.resolve("gone.png"));
    OwnFacts facts = add(BadRows.Policy.SKIP);
    assertThat(facts.leftOut()).isEqualTo(5);
    assertThat(facts.unread())
        .containsOnlyKeys(
            "of another size", "too large", PictureFile.DAMAGED, PictureFile.UNREAD, "unreadable");
    assertBad("cat/5.png: is 9x9; the first picture is 2x2, and all must be of one size");
  }

  @Test
  void greysAmongColoursBecomeColours() throws IOException {
    pictures("cat", 5);
    pictures("dog", 5);
    OwnFacts greys = addGreys();
    assertThat(greys.shape()).containsExactly(2, 2, 1);
    byte[] red =
        PictureBytes.encoded(PictureBytes.image(BufferedImage.TYPE_INT_RGB, 2, 2, 0xFF0000), "png");
    Files.write(root.resolve("dog/red.png"), red);
    OwnFacts mixed = add(BadRows.Policy.FAIL);
    assertThat(mixed.shape()).containsExactly(2, 2, 3);
    assertThat(mixed.remarks()).containsEntry("grey among colours, and read as colours", 10);
  }

  /** All pictures so far are grey, though some are stored as colours and some as bits. */
  private OwnFacts addGreys() throws IOException {
    for (String name : List.of("cat", "dog")) {
      for (int i = 0; i < 5; i++) {
        int type = i % 2 == 0 ? BufferedImage.TYPE_BYTE_BINARY : BufferedImage.TYPE_INT_RGB;
        Files.write(
            root.resolve(name + "/" + i + ".png"),
            PictureBytes.encoded(PictureBytes.image(type, 2, 2, 0, 0xFFFFFF), "png"));
      }
    }
    return add(BadRows.Policy.FAIL);
  }

  @Test
  void theHashOfDataThatIsReadAsBeforeStays() throws IOException {
    split("train", 2);
    split("test", 1);
    Datasets datasets = datasets();
    datasets.add(data(null, BadRows.Policy.FAIL));
    StringBuilder content = new StringBuilder("own-1 IMAGE_FOLDER text [] label   bad rows FAIL\n");
    for (String file :
        List.of(
            "train cat/0.png",
            "train cat/1.png",
            "train dog/0.png",
            "train dog/1.png",
            "test cat/0.png",
            "test dog/0.png")) {
      String[] parts = file.split(" ");
      String hash = Sha256.hex(Files.readAllBytes(root.resolve(parts[0]).resolve(parts[1])));
      content.append(parts[0]).append(' ').append(hash).append(' ').append(parts[1]).append('\n');
    }
    assertThat(datasets.descriptor("own").files().get(0).sha256())
        .isEqualTo(Sha256.hex(content.toString().getBytes(StandardCharsets.UTF_8)));
  }

  private void split(String name, int each) throws IOException {
    pictures(name + "/cat", each);
    pictures(name + "/dog", each);
  }

  private void pictures(String path, int count) throws IOException {
    Path made = Files.createDirectories(root.resolve(path));
    for (int i = 0; i < count; i++) {
      int colour = 0x102030 * (1 + i) + path.hashCode() % 1000;
      Files.write(
          made.resolve(i + ".png"),
          PictureBytes.encoded(
              PictureBytes.image(BufferedImage.TYPE_INT_RGB, 2, 2, colour & 0xFFFFFF, 0x0A),
              "png"));
    }
  }

  private void delete(String path) throws IOException {
    try (Stream<Path> files = Files.walk(root.resolve(path))) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private Datasets datasets() {
    return new Datasets(null, folder.resolve("cache"));
  }

  private OwnFacts add(BadRows.Policy policy) {
    return datasets().add(data(null, policy));
  }

  private OwnData data(Path test, BadRows.Policy policy) {
    return new OwnData("own", root, OwnFormat.IMAGE_FOLDER, List.of(), "", test, 0.2, 1, policy);
  }

  private void assertBad(String part) {
    assertThatThrownBy(() -> add(BadRows.Policy.FAIL))
        .isInstanceOf(BadInputException.class)
        .hasMessageNotContaining("\n")
        .hasMessageContaining(part);
  }
}

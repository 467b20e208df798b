package dev.actzoo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.actzoo.input.BadInputException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnDatasetTest {
  private static final int EACH = 10;

  @TempDir Path folder;
  private Path pictures;
  private Path rows;

  @BeforeEach
  void write() throws IOException {
    pictures = folder.resolve("flowers");
    for (int i = 0; i < EACH; i++) {
      colour(pictures.resolve("roses/" + i + ".png"), 4, 3, 0xC80A14 + i);
      colour(pictures.resolve("violets/" + i + ".bmp"), 4, 3, 0x0A14C8 + i);
    }
    StringBuilder csv = new StringBuilder("id,stars,body\n");
    for (int i = 0; i < 2 * EACH; i++) {
      csv.append(i).append(',').append(i % 2 == 0 ? 10 : 9).append(",\"film, ").append(i);
      csv.append("\"\n");
    }
    rows = Files.writeString(folder.resolve("reviews.csv"), csv);
  }

  @Test
  void readsPicturesOfFolders() {
    Datasets datasets = datasets();
    OwnFacts facts = datasets.add(pictures(null, BadRows.Policy.FAIL));
    assertThat(facts.classes()).containsExactly("roses", "violets");
    assertThat(facts.shape()).containsExactly(3, 4, 3);
    assertThat(facts.train()).containsExactly(8, 8);
    assertThat(facts.test()).containsExactly(2, 2);
    ImageDataset loaded = (ImageDataset) datasets.load("own", Preparation.DEFAULTS);
    assertThat(loaded.train().size() + loaded.validation().size()).isEqualTo(16);
    Normalisation scores = loaded.normalisation();
    for (int i = 0; i < loaded.test().size(); i++) {
      boolean rose = loaded.test().label(i) == 0;
      double red = loaded.test().pixels(i)[0] * scores.sd(0) + scores.mean(0);
      assertThat(Math.round(red * 255)).isEqualTo(rose ? 0xC8 : 0x0A);
    }
  }

  @Test
  void readsRowsByTheirColumns() {
    Datasets datasets = datasets();
    OwnFacts facts = datasets.add(rows(rows, null, BadRows.Policy.FAIL));
    assertThat(facts.classes()).containsExactly("9", "10");
    assertThat(facts.train()).containsExactly(8, 8);
    Preparation few = new Preparation(0.1, 1, 40, 0);
    TextDataset loaded = (TextDataset) datasets.load("own", few);
    assertThat(loaded.tokenizer().decode(loaded.test().tokens(0))).startsWith("[CLS] film ,");
  }

  @Test
  void testsOnWhatIsGivenForThat() throws IOException {
    Path test = Files.writeString(folder.resolve("test.csv"), "stars,body\n9,a\n10,b\n9,c\n");
    OwnFacts facts = datasets().add(rows(rows, test, BadRows.Policy.FAIL));
    assertThat(facts.train()).containsExactly(EACH, EACH);
    assertThat(facts.test()).containsExactly(2, 1);
  }

  @Test
  void testsOnTheFolderBesideTheOneToTrainOn() throws IOException {
    Path root = Files.createDirectory(folder.resolve("divided"));
    Files.move(pictures, root.resolve("train"));
    for (String name : List.of("roses", "violets")) {
      colour(root.resolve("test/" + name + "/a.png"), 4, 3, 1);
    }
    pictures = root;
    OwnFacts facts = datasets().add(pictures(null, BadRows.Policy.FAIL));
    assertThat(facts.train()).containsExactly(EACH, EACH);
    assertThat(facts.test()).containsExactly(1, 1);
  }

  @Test
  void hashFollowsFromContentAndSettingsNotFromTheFolder() throws IOException {
    String hash = hash(rows);
    Path renamed = Files.copy(rows, folder.resolve("renamed.csv"));
    assertThat(hash(renamed)).isEqualTo(hash);
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere")).resolve("reviews.csv");
    Files.copy(rows, elsewhere);
    assertThat(hash(elsewhere)).isEqualTo(hash);
    Files.writeString(elsewhere, Files.readString(rows).replace("film, 3", "film, 4"));
    assertThat(hash(elsewhere)).isNotEqualTo(hash);
    Datasets other = datasets();
    other.add(
        new OwnData(
            "own",
            rows,
            OwnFormat.CSV,
            List.of("body"),
            "stars",
            null,
            0.5,
            1,
            BadRows.Policy.FAIL));
    assertThat(other.descriptor("own").hash()).isNotEqualTo(hash);
  }

  @Test
  void whatWasDecodedIsKept() throws IOException {
    datasets().add(pictures(null, BadRows.Policy.FAIL));
    try (var kept = Files.list(folder.resolve("cache/decoded"))) {
      assertThat(kept).hasSize(1);
    }
    Datasets again = datasets();
    assertThat(again.add(pictures(null, BadRows.Policy.FAIL)).train()).containsExactly(8, 8);
    assertThat(again.load("own", Preparation.DEFAULTS).test().size()).isEqualTo(4);
  }

  @Test
  void refusesPicturesThatAreNot() throws IOException {
    Files.writeString(pictures.resolve("roses/5.png"), "not a picture");
    assertBad(
        () -> datasets().add(pictures(null, BadRows.Policy.FAIL)),
        pictures.resolve("roses/5.png") + ": is no PNG, JPEG, GIF, BMP or TIFF picture");
    colour(pictures.resolve("roses/5.png"), 5, 3, 0);
    assertBad(
        () -> datasets().add(pictures(null, BadRows.Policy.FAIL)),
        "5.png: is 5x3; the first picture is 4x3, and all must be of one size");
    OwnFacts facts = datasets().add(pictures(null, BadRows.Policy.SKIP));
    assertThat(facts.leftOut()).isEqualTo(1);
    assertThat(facts.faults().get(0)).contains("5.png: is 5x3");
  }

  @Test
  void refusesClassesWithoutPictures() throws IOException {
    Files.createDirectory(pictures.resolve("daisies"));
    assertBad(
        () -> datasets().add(pictures(null, BadRows.Policy.FAIL)),
        pictures.resolve("daisies") + ": holds no picture; every class needs some");
  }

  @Test
  void refusesWhatIsNoClassification() throws IOException {
    Path one = Files.writeString(folder.resolve("one.csv"), "stars,body\n1,a\n1,b\n");
    assertBad(
        () -> datasets().add(rows(one, null, BadRows.Policy.FAIL)),
        "one.csv: every row is of class '1'; a dataset needs at least two classes");
    Path tiny = Files.writeString(folder.resolve("tiny.csv"), "stars,body\n1,a\n1,b\n1,c\n2,d\n");
    assertBad(
        () -> datasets().add(rows(tiny, null, BadRows.Policy.FAIL)),
        "dataset own: class '2' has one example; every class needs two at least");
  }

  @Test
  void countsRowsThatAreLeftOut() throws IOException {
    Files.writeString(rows, Files.readString(rows) + "1,2\n7,9,\n");
    assertBad(
        () -> datasets().add(rows(rows, null, BadRows.Policy.FAIL)),
        "reviews.csv:22: 2 columns; a row has 3: id, stars, body");
    OwnFacts facts = datasets().add(rows(rows, null, BadRows.Policy.SKIP));
    assertThat(facts.leftOut()).isEqualTo(2);
    assertThat(facts.faults().get(1)).endsWith("reviews.csv:23: the text is empty");
  }

  @Test
  void refusesNamesThatAreTaken() {
    Datasets datasets = datasets();
    datasets.add(pictures(null, BadRows.Policy.FAIL));
    assertBad(
        () -> datasets.add(pictures(null, BadRows.Policy.FAIL)),
        "dataset own is there already; call your own otherwise");
  }

  private Datasets datasets() {
    return new Datasets(null, folder.resolve("cache"));
  }

  private String hash(Path file) {
    Datasets datasets = datasets();
    datasets.add(rows(file, null, BadRows.Policy.FAIL));
    return datasets.descriptor("own").hash();
  }

  private OwnData pictures(Path test, BadRows.Policy policy) {
    return new OwnData(
        "own", pictures, OwnFormat.IMAGE_FOLDER, List.of(), "", test, 0.2, 1, policy);
  }

  private static OwnData rows(Path file, Path test, BadRows.Policy policy) {
    return new OwnData("own", file, OwnFormat.CSV, List.of("body"), "stars", test, 0.2, 1, policy);
  }

  private static void colour(Path file, int width, int height, int rgb) throws IOException {
    Files.createDirectories(file.getParent());
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < width * height; i++) {
      image.setRGB(i % width, i / width, rgb);
    }
    String name = file.getFileName().toString();
    ImageIO.write(image, name.substring(name.length() - 3), file.toFile());
  }

  private static void assertBad(ThrowingCallable reading, String part) {
    assertThatThrownBy(reading)
        .isInstanceOf(BadInputException.class)
        .hasMessageNotContaining("\n")
        .hasMessageContaining(part);
  }
}

package dev.actzoo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnPicturesCommandTest {
  @TempDir Path folder;

  @Test
  void showTellsSplitsClassesCountsSamplesAndWhatWasNotRead() throws IOException {
    Path pets = pets(4, 64);
    Files.writeString(pets.resolve("train/cat/broken.png"), "no picture");
    Files.writeString(pets.resolve("train/dog/notes.txt"), "no picture either");
    Invocation run = Invocation.of(folder, "datasets", "show", pets.toString(), "--samples=2");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out().lines())
        .contains(
            "dataset pets: 8 examples to train on, 4 to validate on, 4 to test on, 2 classes",
            "  not read: 1 of a format that is not read, 1 no pictures",
            "examples  8 train, 4 validation, 4 test")
        .anyMatch(line -> line.matches("label +train +validation +test"))
        .anyMatch(line -> line.matches("cat +4 +2 +2"))
        .anyMatch(line -> line.endsWith("broken.png: is no PNG, JPEG, GIF, BMP or TIFF picture"))
        .anyMatch(line -> line.matches("cat +dog"))
        .allMatch(line -> line.length() <= 110 + folder.toString().length());
  }

  @Test
  void showReadsTablesToo() throws IOException {
    Path rows =
        Files.writeString(
            folder.resolve("rows.csv"), "label,text\n" + "a,x\nb,y\n".repeat(5) + "a\n");
    Invocation run = Invocation.of(folder, "datasets", "show", rows.toString());
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out().lines())
        .contains(
            "dataset rows: 8 examples to train on, 2 to test on, 2 classes",
            "  not read: 1 faulty rows",
            "a: x")
        .anyMatch(line -> line.matches("b +4 +1"));
  }

  @Test
  void whatWasReadIsToldBeforeTrainingAndInTheReport() throws IOException {
    Path pets = pets(4, 3);
    Files.writeString(pets.resolve("train/dog/notes.txt"), "no picture");
    Path file =
        Files.writeString(
            folder.resolve("e.yaml"),
            "name: mine\ncells: [{model: mlp, dataset: pets, options: {depth: 1, width: 4}}]\n"
                + "activations: [relu, tanh]\nseeds: [1]\ntraining: {epochs: 1}\n"
                + "datasets: {pets: {path: '"
                + pets
                + "'}}\n");
    Invocation run = Invocation.of(folder, "compare", "--config=" + file);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err().lines())
        .contains(
            "dataset pets: 8 examples to train on, 4 to validate on, 4 to test on, 2 classes",
            "  not read: 1 no pictures");
    String told = "8 examples to train on, 4 to validate on, 4 to test on; not read: 1 no pictures";
    Path reports = folder.resolve("reports/mine");
    assertThat(reports.resolve("report.html")).content().contains(told);
    assertThat(reports.resolve("summary.md")).content().contains(told);
    assertThat(reports.resolve("results.json"))
        .content()
        .containsPattern("\"validation\" ?: ?4")
        .containsPattern("\"no pictures\" ?: ?1");
  }

  @Test
  void picturesTooSmallForAModelAreToldBeforeTraining() throws IOException {
    Path pets = pets(2, 1);
    Invocation run =
        Invocation.of(
            folder, "train", "--model=resnet-8", "--dataset=" + pets, "--activation=relu");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .contains(
            "actzoo: dataset pets: model resnet-8 needs images of at least 3x3 pixels; these are 1x1");
    assertThat(folder.resolve("reports/train/ledger.sqlite")).doesNotExist();
  }

  /** Pictures of two classes in three splits. */
  private Path pets(int train, int side) throws IOException {
    Path pets = folder.resolve("pets");
    int shade = 0;
    for (String split : new String[] {"train", "val", "test"}) {
      for (String name : new String[] {"cat", "dog"}) {
        Path made = Files.createDirectories(pets.resolve(split).resolve(name));
        for (int i = 0; i < (split.equals("train") ? train : 2); i++) {
          BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
          image.setRGB(0, 0, 0x800000 + 5 * shade++);
          ImageIO.write(image, "png", made.resolve(i + ".png").toFile());
        }
      }
    }
    return pets;
  }
}

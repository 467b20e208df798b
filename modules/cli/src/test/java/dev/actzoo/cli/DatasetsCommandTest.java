package dev.actzoo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actzoo.data.ImageShape;
import dev.actzoo.data.Preview;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatasetsCommandTest {
  private static final String LABELS = "t10k-labels-idx1-ubyte";

  @TempDir Path folder;

  @Test
  void theListTellsWhatIsHereAndWhatIsToBeFetched() throws IOException {
    write(folder.resolve("data/mnist").resolve(LABELS), new byte[10_008]);
    Invocation run = Invocation.of(folder, "datasets", "list");
    assertThat(run.out().lines())
        .anyMatch(line -> line.matches("fashion-mnist-6000 .* embedded +3\\.5 MB +MIT"))
        .anyMatch(line -> line.matches("spiral +point-classification +2000 +1000 +generated .*"))
        .anyMatch(line -> line.matches("cifar-10 .* no +170\\.1 MB to fetch +none stated.*"))
        .anyMatch(line -> line.matches("sst-2 .* no +unknown to fetch .*"))
        .anyMatch(line -> line.matches("mnist .* 1 of 4 files +11\\.6 MB to fetch .*"))
        .contains("datasets are kept in " + folder.resolve("data"));
    assertThat(run.code()).isZero();
  }

  @Test
  void verifyReadsEveryByte() throws IOException {
    Invocation sound = Invocation.of(folder, "datasets", "verify");
    assertThat(sound.code()).isZero();
    assertThat(sound.out().lines())
        .containsExactly(
            "fashion-mnist-6000: all 4 files are as described",
            "gutenberg-authors: all 2 files are as described");

    Path data = folder.resolve("elsewhere");
    write(data.resolve("mnist").resolve(LABELS), new byte[10_008]);
    Invocation damaged = Invocation.of(folder, "datasets", "verify", "mnist", "--data-dir=" + data);
    assertThat(damaged.code()).isEqualTo(Failures.FAILURE);
    assertThat(damaged.out().lines())
        .contains("mnist/train-labels-idx1-ubyte: missing")
        .anyMatch(line -> line.startsWith("mnist/" + LABELS + ": expected SHA-256 ff7bcfd416de"));
  }

  @Test
  void rmRemovesADatasetsFilesAndNoOthers() throws IOException {
    Path own = folder.resolve("data/mnist");
    write(own.resolve(LABELS), new byte[10_008]);
    write(own.resolve(LABELS + ".gz.part"), new byte[992]);
    write(own.resolve("notes.txt"), new byte[1]);
    Invocation run = Invocation.of(folder, "datasets", "rm", "mnist");
    assertThat(run.out()).isEqualTo("dataset mnist: 11.0 kB freed" + System.lineSeparator());
    assertThat(own.resolve("notes.txt")).exists();
    assertThat(own.resolve(LABELS)).doesNotExist();
    assertThat(own.resolve(LABELS + ".gz.part")).doesNotExist();
    assertThat(Invocation.of(folder, "datasets", "rm", "gutenberg-authors").out())
        .startsWith("dataset gutenberg-authors is part of the program; nothing to remove");
  }

  @Test
  void whatCannotBeAddedIsToldInOneLine() throws IOException {
    Path copies = folder.resolve("copies");
    write(copies.resolve(LABELS), new byte[10_008]);
    assertThat(rejected("datasets", "add", "mnist", "--from=" + copies))
        .startsWith("actzoo: dataset mnist is not whole: 4 of 4 files are not in " + copies);
    assertThat(rejected("datasets", "add", "mnits", "--from=" + copies))
        .startsWith("actzoo: unknown dataset 'mnits'; did you mean mnist");
    assertThat(rejected("datasets", "add", "mnist", "--from=none"))
        .isEqualTo("actzoo: none does not exist");
    assertThat(rejected("datasets", "fetch", "spiral"))
        .isEqualTo("actzoo: dataset spiral is part of the program; there is nothing to fetch");
    write(folder.resolve("data/file"), new byte[1]);
    assertThat(
            rejected(
                "datasets",
                "add",
                "mnist",
                "--from=" + copies,
                "--data-dir=" + folder.resolve("data/file")))
        .contains("cannot be used", "name another with --data-dir");
  }

  @Test
  void showTellsWhatADatasetHolds() {
    Invocation authors =
        Invocation.of(folder, "datasets", "show", "gutenberg-authors", "--samples=2");
    assertThat(authors.out().lines())
        .contains("licence   public domain", "cite      Texts of Project Gutenberg")
        .anyMatch(line -> line.matches("austen +600 +150"))
        .anyMatch(line -> line.startsWith("austen: "))
        .anyMatch(line -> line.startsWith("bible: "))
        .allMatch(line -> line.length() <= 100);
    Invocation clothes =
        Invocation.of(folder, "datasets", "show", "fashion-mnist-6000", "--samples=4");
    assertThat(clothes.out().lines())
        .anyMatch(line -> line.matches("T-shirt/top +Trouser +Pullover"))
        .filteredOn(line -> line.matches("[ .:=+*#%@-]*[%@][ .:=+*#%@-]*"))
        .hasSizeGreaterThan(10);
    assertThat(Invocation.of(folder, "datasets", "show", "mnist").out())
        .contains("its files are not here; see actzoo datasets fetch and add");
    assertThat(rejected("datasets", "show", "mnist", "--samples=-1"))
        .isEqualTo("actzoo: --samples is -1; it must be at least 0");
  }

  @Test
  void aPictureHasACharacterForTwoPixels() {
    Preview.Picture picture =
        new Preview.Picture("x", new ImageShape(3, 2, 1), List.of(255, 0, 255, 0, 128, 255));
    assertThat(PictureText.lines(picture)).containsExactly("@ ", ":+");
  }

  private String rejected(String... arguments) {
    Invocation run = Invocation.of(folder, arguments);
    assertThat(run.code()).isEqualTo(Failures.BAD_INPUT);
    assertThat(run.err().strip().lines()).hasSize(1);
    return run.err().strip();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "999, 999 B",
    "1000, 1.0 kB",
    "999949, 999.9 kB",
    "999950, 1.0 MB",
    "170052171, 170.1 MB",
    "4294967296, 4.3 GB"
  })
  void sizesAreShort(long bytes, String text) {
    assertThat(Bytes.text(bytes)).isEqualTo(text);
  }

  private static void write(Path file, byte[] bytes) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }
}

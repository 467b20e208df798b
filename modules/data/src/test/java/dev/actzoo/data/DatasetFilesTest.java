package dev.actzoo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.actzoo.input.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetFilesTest {
  private static final String NAME = "gutenberg-authors";

  @TempDir Path folder;
  private Datasets datasets;
  private DataFile described;
  private Path file;
  private byte[] content;

  @BeforeEach
  void copyOneFile() throws IOException {
    datasets = new Datasets(folder, folder.resolve("cache"));
    described = datasets.descriptor(NAME).file(FileRole.TEST_TEXT);
    content = new DatasetFiles(null).read(described);
    file = folder.resolve(described.path());
    Files.createDirectories(file.getParent());
    Files.write(file, content);
  }

  @Test
  void takesTheGivenFileAndTheEmbeddedOnesBesideIt() {
    assertThatCode(() -> datasets.verify(NAME)).doesNotThrowAnyException();
    assertThat(new DatasetFiles(folder).read(described)).isEqualTo(content);
  }

  @Test
  void noticesAFlippedByte() throws IOException {
    content[content.length / 2] ^= 1;
    Files.write(file, content);
    String message =
        "dataset file %s: expected SHA-256 %s, found %s"
            .formatted(file, described.sha256(), Sha256.hex(content));
    assertThatThrownBy(() -> datasets.load(NAME, Preparation.DEFAULTS))
        .isInstanceOf(BadInputException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> datasets.verify(NAME))
        .isInstanceOf(BadInputException.class)
        .hasMessage(message);
  }

  @Test
  void noticesASizeThatDiffers() throws IOException {
    Files.write(file, Arrays.copyOf(content, 1000));
    assertThatThrownBy(() -> datasets.verify(NAME))
        .isInstanceOf(BadInputException.class)
        .hasMessage("dataset file %s: expected 118243 bytes, found 1000", file);
    Files.write(file, Arrays.copyOf(content, content.length + 1));
    assertThatThrownBy(() -> datasets.verify(NAME))
        .isInstanceOf(BadInputException.class)
        .hasMessage("dataset file %s: expected 118243 bytes, found more", file);
  }

  @Test
  void refusesAFolderThatIsNone() {
    Path none = folder.resolve("none");
    assertThatThrownBy(() -> new Datasets(none, folder))
        .isInstanceOf(BadInputException.class)
        .hasMessage("data folder %s is not a folder", none);
  }

  @Test
  void digestsAsTheStandardDoes() {
    assertThat(Sha256.hex(new byte[] {'a', 'b', 'c'}))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }
}

package dev.actzoo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetDescriptorTest {
  private static final String HASH = "0123456789abcdef".repeat(4);
  private static final DataFile TRAIN =
      new DataFile("x/a.gz", FileRole.TRAIN_TEXT, 1L, HASH, null, null);

  private static final List<Download> DOWNLOADS =
      List.of(new Download("a.zip", List.of(URI.create("https://a.org/a.zip")), null, HASH, null));

  @ParameterizedTest
  @ValueSource(strings = {"../a", "/a", "a/../b", "a//b", ".a", "a\\b", "", "c:/a", "a/"})
  void filesStayInTheirFolder(String path) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DataFile(path, FileRole.TRAIN_TEXT, 1L, HASH, null, null))
        .withMessage("'" + path + "' is not a plain relative path");
  }

  @Test
  void filesHaveASizeAndADigest() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DataFile("a", FileRole.TRAIN_TEXT, 0L, HASH, null, null));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DataFile("a", FileRole.TRAIN_TEXT, 1L, HASH + "0", null, null));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DataFile("a", FileRole.TRAIN_TEXT, 1L, null, null, null))
        .withMessage("a: without a download it needs bytes and sha256");
  }

  @Test
  void classesAndPathsAreDistinctAndTheShapeFitsTheTask() {
    assertThat(descriptor(List.of("a", "b"), List.of(32), List.of(TRAIN)).classes()).isEqualTo(2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> descriptor(List.of("a", "a"), List.of(32), List.of(TRAIN)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> descriptor(List.of("a"), List.of(32), List.of(TRAIN)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> descriptor(List.of("a", "b"), List.of(28, 28, 1), List.of(TRAIN)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> descriptor(List.of("a", "b"), List.of(32), List.of(TRAIN, TRAIN)));
  }

  @Test
  void textHasNoImageShapeAndARoleMayBeMissing() {
    DatasetDescriptor text = descriptor(List.of("a", "b"), List.of(32), List.of(TRAIN));
    assertThatIllegalStateException().isThrownBy(text::imageShape);
    assertThatIllegalStateException().isThrownBy(() -> text.file(FileRole.TEST_TEXT));
    assertThat(text.file(FileRole.TRAIN_TEXT)).isEqualTo(TRAIN);
  }

  @Test
  void aFileOfUnknownContentGoesByItsDownload() {
    DataFile known = new DataFile("x/a", FileRole.TRAIN_TEXT, null, null, null, "a.zip");
    String hash = descriptor(List.of("a", "b"), List.of(), List.of(known)).hash();
    String identity = HASH + "/a TRAIN_TEXT\n";
    assertThat(hash).isEqualTo(Sha256.hex(identity.getBytes(StandardCharsets.UTF_8)));
    DataFile lost = new DataFile("x/a", FileRole.TRAIN_TEXT, null, null, null, "b.zip");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> descriptor(List.of("a", "b"), List.of(), List.of(lost)))
        .withMessage("made-up: x/a is in download b.zip; there are [a.zip]");
  }

  @Test
  void downloadsHaveAddressesAndAChecksum() {
    List<URI> urls = List.of(URI.create("https://a.org/a.zip"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Download("a.zip", urls, null, null, null))
        .withMessage("a.zip: needs sha256 or md5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Download("a.zip", List.of(), null, HASH, null));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new Download("a.zip", List.of(URI.create("file:///a.zip")), null, HASH, null));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Download("../a.zip", urls, null, HASH, null));
  }

  private static DatasetDescriptor descriptor(
      List<String> classNames, List<Integer> shape, List<DataFile> files) {
    return new DatasetDescriptor(
        "made-up",
        Task.TEXT_CLASSIFICATION,
        "",
        classNames,
        shape,
        new SplitSizes(4, 0, 2),
        DataFormat.LABELLED_LINES,
        null,
        files,
        DOWNLOADS,
        List.of(),
        "",
        "",
        "",
        null);
  }
}

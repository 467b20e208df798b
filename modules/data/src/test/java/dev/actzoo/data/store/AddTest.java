package dev.actzoo.data.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.actzoo.data.DataFile;
import dev.actzoo.data.DataFormat;
import dev.actzoo.data.DatasetDescriptor;
import dev.actzoo.data.Download;
import dev.actzoo.data.FileRole;
import dev.actzoo.input.BadInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddTest {
  private static final URI URL = URI.create("https://example.org/x");
  private static final byte[] TRAIN = MadeUp.bytes(5000, 1);
  private static final byte[] TEST = MadeUp.bytes(300, 2);

  @TempDir Path folder;
  private Path data;
  private DatasetStore store;
  private DatasetDescriptor dataset;

  @BeforeEach
  void describe() {
    data = folder.resolve("data");
    store = new DatasetStore(data);
    dataset =
        MadeUp.dataset(
            MadeUp.NAME,
            DataFormat.LABELLED_LINES,
            List.of(
                MadeUp.file("train", FileRole.TRAIN_TEXT, TRAIN, "train.tgz"),
                MadeUp.file("test", FileRole.TEST_TEXT, TEST, "test.tgz")),
            List.of(
                MadeUp.download("train.tgz", TRAIN, URL), MadeUp.download("test.tgz", TEST, URL)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"tgz", "zip", "deb", "gz"})
  void anArchiveThatIsCutShortIsNamedWithTheReason(String kind) throws IOException {
    byte[] whole = Files.readAllBytes(archive(kind));
    for (int length = 0; length < whole.length; length += 1 + whole.length / 97) {
      Path cut = Files.write(folder.resolve("train." + kind), Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> add(cut))
          .as("%d of %d bytes", length, whole.length)
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining(cut.toString())
          .hasMessageNotContaining("null");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tgz", "zip", "deb", "gz"})
  void anArchiveWithWrongBytesIsNeverATrace(String kind) throws IOException {
    byte[] whole = Files.readAllBytes(archive(kind));
    byte[] noise = MadeUp.bytes(whole.length, 3);
    for (int at = 0; at + 4 < whole.length; at += 1 + whole.length / 97) {
      byte[] wrong = whole.clone();
      System.arraycopy(noise, at, wrong, at, 4);
      Path file = Files.write(folder.resolve("train." + kind), wrong);
      Throwable thrown = catchThrowable(() -> add(file));
      if (thrown != null) {
        assertThat(thrown)
            .as("from byte %d", at)
            .isInstanceOf(BadInputException.class)
            .hasMessageNotContaining("null");
      }
    }
  }

  /** An archive of one of the dataset's two files. */
  private Path archive(String kind) throws IOException {
    Path archive = folder.resolve("train." + kind);
    Map<String, byte[]> entries = Map.of("train", TRAIN);
    return switch (kind) {
      case "tgz" -> Archives.tgz(archive, entries);
      case "zip" -> Archives.zip(archive, entries);
      case "deb" -> Archives.deb(archive, entries);
      default -> Files.write(archive, Archives.gzip(TRAIN));
    };
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aFullDiskIsToldOfTheFileThatIsWritten() throws IOException {
    Path written = Files.createDirectories(data.resolve("made-up")).resolve("train.new");
    Files.createSymbolicLink(written, Path.of("/dev/full"));
    Path source = write(folder.resolve("source/train"), TRAIN).getParent();
    assertThatThrownBy(() -> add(source))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            written
                + " cannot be written: No space left on device;"
                + " make room or name another folder with --data-dir");
  }

  @Test
  void aFileInThePlaceOfTheFolderIsToldOfThatFolder() throws IOException {
    Path taken = write(data.resolve("made-up"), TEST);
    assertThatThrownBy(() -> add(archive("tgz")))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith(taken + " cannot be written: a file is in the place of a folder;");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tgz", "zip", "deb", "folder"})
  void takesFilesFromEveryKindOfContainer(String kind) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("package/readme.md", "read me".getBytes(UTF_8));
    entries.put("package/data/train", TRAIN);
    entries.put("package/data/test.gz", Archives.gzip(TEST));
    Path source = folder.resolve("source." + kind);
    switch (kind) {
      case "tgz" -> Archives.tgz(source, entries);
      case "zip" -> Archives.zip(source, entries);
      case "deb" -> Archives.deb(source, entries);
      default -> entries.forEach((name, bytes) -> write(source.resolve(name), bytes));
    }
    Map<DataFile, String> origins = add(source);
    assertThat(origins.values())
        .containsExactlyInAnyOrder(
            "package/data/train of " + source, "package/data/test.gz of " + source);
    assertThat(Files.readAllBytes(data.resolve("made-up/train"))).isEqualTo(TRAIN);
    assertThat(Files.readAllBytes(data.resolve("made-up/test"))).isEqualTo(TEST);
    assertThat(store.missing(dataset)).isEmpty();
    assertThat(store.faults(dataset)).isEmpty();
    assertThat(namesIn(data.resolve("made-up"))).containsExactly("test", "train");
  }

  @Test
  void takesSingleFilesPackedOrNot() throws IOException {
    Path train = write(folder.resolve("train"), TRAIN);
    Path test = write(folder.resolve("test.gz"), Archives.gzip(TEST));
    store.add(dataset, List.of(train, test), () -> {});
    assertThat(store.faults(dataset)).isEmpty();
  }

  @Test
  void keepsWhatItFoundAndTellsWhatIsMissing() {
    Path train = write(folder.resolve("train"), TRAIN);
    assertBad(
        "dataset made-up is not whole: 1 of 2 files are not in "
            + train
            + "; made-up/test: not found",
        train);
    assertThat(data.resolve("made-up/train")).exists();
    assertThat(store.missing(dataset)).extracting(DataFile::name).containsExactly("test");
  }

  @Test
  void takesNoFileThatIsNotTheOneDescribed() throws IOException {
    byte[] other = TEST.clone();
    other[7] ^= 1;
    write(folder.resolve("source/train"), TRAIN);
    Path wrong = write(folder.resolve("source/test"), other);
    assertBad(
        "made-up/test: test of " + wrong.getParent() + ": expected SHA-256 ", wrong.getParent());
    write(wrong, MadeUp.bytes(301, 2));
    assertBad(": expected 300 bytes, found 301", wrong.getParent());
    write(wrong, MadeUp.bytes(30_000, 2));
    assertBad(": expected 300 bytes, found 301", wrong.getParent());
    assertThat(namesIn(data.resolve("made-up"))).containsExactly("train");
  }

  @Test
  void aRightFileBesideAWrongOneOfItsNameIsFound() throws IOException {
    Path source =
        Archives.tgz(
            folder.resolve("s.tgz"),
            Map.of(
                "a/train", MadeUp.bytes(9, 9), "b/train", TRAIN, "c/test", TEST, "d/test", TEST));
    assertThat(add(source)).hasSize(2);
  }

  @Test
  void aFileWithoutAChecksumIsTakenFromItsArchiveAlone() throws IOException {
    Path archive = Archives.zip(folder.resolve("set.zip"), Map.of("set/train", TRAIN));
    byte[] packed = Files.readAllBytes(archive);
    DatasetDescriptor unknown = unknown(packed);
    Path loose = write(folder.resolve("loose/train"), TRAIN);
    assertThatThrownBy(() -> store.add(unknown, List.of(loose), () -> {}))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(
            "cannot be checked, for only set.zip has a known checksum; add that archive itself");
    assertThat(store.missing(unknown)).hasSize(1);

    store.add(unknown, List.of(archive), () -> {});
    assertThat(store.missing(unknown)).isEmpty();
    assertThat(store.faults(unknown)).isEmpty();
    assertThat(data.resolve("made-up/train.sha256")).hasContent(MadeUp.fingerprint(TRAIN).sha256());
    write(data.resolve("made-up/train"), TEST);
    assertThat(store.faults(unknown).values())
        .singleElement()
        .asString()
        .startsWith("expected SHA-256 " + MadeUp.fingerprint(TRAIN).sha256());
    assertThat(store.remove(unknown, () -> {})).isPositive();
    assertThat(data.resolve("made-up")).doesNotExist();
  }

  @Test
  void anArchiveIsFoundInAFolderByItsName() throws IOException {
    Path archive = folder.resolve("downloads/set.zip");
    Files.createDirectories(archive.getParent());
    Archives.zip(archive, Map.of("set/train", TRAIN));
    DatasetDescriptor unknown = unknown(Files.readAllBytes(archive));
    store.add(unknown, List.of(archive.getParent()), () -> {});
    assertThat(store.missing(unknown)).isEmpty();
  }

  @Test
  void twoFilesThatCouldBothBeItAreRefused() throws IOException {
    Path archive =
        Archives.zip(folder.resolve("set.zip"), Map.of("a/train", TRAIN, "b/train", TEST));
    DatasetDescriptor unknown = unknown(Files.readAllBytes(archive));
    assertThatThrownBy(() -> store.add(unknown, List.of(archive), () -> {}))
        .isInstanceOf(BadInputException.class)
        .hasMessageMatching(
            ".* and .* could both be made-up/train, and differ; name the right one");
  }

  private DatasetDescriptor unknown(byte[] archive) {
    return MadeUp.dataset(
        MadeUp.NAME,
        DataFormat.LABELLED_LINES,
        List.of(MadeUp.unknown("train", FileRole.TRAIN_TEXT, "set.zip")),
        List.of(MadeUp.download("set.zip", archive, URL)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../train",
        "/train",
        "a/../../train",
        "a/..",
        "..\\train",
        "C:/train",
        "a\ntrain"
      })
  void refusesAnArchiveWithANameThatLeadsElsewhere(String name) throws IOException {
    Path tar = Archives.tgz(folder.resolve("s.tgz"), Map.of(name, TRAIN));
    assertBad("nothing of it is used", tar);
    Path zip = Archives.zip(folder.resolve("s.zip"), Map.of(name, TRAIN));
    assertBad("nothing of it is used", zip);
    assertThat(folder.resolve("train")).doesNotExist();
    assertThat(store.missing(dataset)).hasSize(2);
  }

  @Test
  void refusesALinkUnderAWantedName() throws IOException {
    for (byte kind :
        new byte[] {TarConstants.LF_SYMLINK, TarConstants.LF_LINK, TarConstants.LF_FIFO}) {
      Path source = folder.resolve("s" + kind + ".tgz");
      tar(
          source,
          tar -> {
            TarArchiveEntry link = new TarArchiveEntry("a/train", kind);
            link.setLinkName("/etc/passwd");
            tar.putArchiveEntry(link);
            tar.closeArchiveEntry();
          });
      assertBad("holds 'a/train' as a link or device, not as a file", source);
    }
  }

  @Test
  void refusesAnEntryThatComesTwice() throws IOException {
    Path source = folder.resolve("s.tgz");
    tar(
        source,
        tar -> {
          Archives.put(tar, "a/train", TRAIN);
          Archives.put(tar, "a/train", TEST);
        });
    assertBad("holds entry 'a/train' twice", source);
  }

  @Test
  void stopsReadingWhatUnpacksToTooMuch() throws IOException {
    byte[] zeros = new byte[4_000_000];
    Path bomb = Archives.tgz(folder.resolve("s.tgz"), Map.of("a/filler", zeros));
    try (Staging staging = new Staging(data, dataset)) {
      assertThatThrownBy(() -> DatasetStore.take(staging, bomb, 1_000_000))
          .isInstanceOf(BadInputException.class)
          .hasMessage(
              bomb + " unpacks to more than the 1000000 bytes it may; nothing of it is used");
    }
    Path inside = Archives.zip(folder.resolve("s.zip"), Map.of("a/train.gz", Archives.gzip(zeros)));
    assertBad("expected 5000 bytes, found 5001", inside);
  }

  @Test
  void aDamagedArchiveIsTold() throws IOException {
    Path source =
        Archives.tgz(folder.resolve("s.tgz"), Map.of("a/filler", MadeUp.bytes(400_000, 3)));
    byte[] whole = Files.readAllBytes(source);
    write(source, Arrays.copyOf(whole, whole.length / 2));
    assertBad(source + " cannot be read: ", source);
    write(source, Arrays.copyOf(whole, 40));
    assertBad(source + " is no archive, and by its name no file of the dataset", source);
    assertBad("none does not exist", folder.resolve("none"));
    assertThat(store.missing(dataset)).hasSize(2);
  }

  @Test
  void nothingIsAddedToWhatIsEmbedded() {
    DatasetDescriptor embedded =
        MadeUp.dataset(
            MadeUp.NAME,
            DataFormat.LABELLED_LINES,
            List.of(MadeUp.file("train", FileRole.TRAIN_TEXT, TRAIN, null)),
            List.<Download>of());
    assertThatThrownBy(() -> store.add(embedded, List.of(folder), () -> {}))
        .isInstanceOf(BadInputException.class)
        .hasMessage("dataset made-up is part of the program; there is nothing to add");
  }

  private Map<DataFile, String> add(Path source) {
    return store.add(dataset, List.of(source), () -> {});
  }

  private void assertBad(String message, Path source) {
    assertThatThrownBy(() -> add(source))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(message);
  }

  private static Path write(Path file, byte[] bytes) {
    try {
      Files.createDirectories(file.getParent());
      return Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> namesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private interface Filling {
    void of(TarArchiveOutputStream tar) throws IOException;
  }

  private static void tar(Path archive, Filling filling) throws IOException {
    try (TarArchiveOutputStream tar =
        new TarArchiveOutputStream(
            new GzipCompressorOutputStream(Files.newOutputStream(archive)))) {
      filling.of(tar);
    }
  }
}

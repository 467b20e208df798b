package dev.actzoo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.actzoo.input.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetsTest {
  @TempDir Path cache;
  private Datasets datasets;

  @BeforeEach
  void open() {
    datasets = new Datasets(null, cache);
  }

  @Test
  void listsEveryDescriptorThatIsEmbedded() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("..", "..", "datasets"))) {
      List<String> described =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".yaml"))
              .map(name -> name.substring(0, name.length() - ".yaml".length()))
              .sorted()
              .toList();
      assertThat(datasets.names()).containsExactlyElementsOf(described);
    }
    assertThat(datasets.descriptors())
        .extracting(DatasetDescriptor::name)
        .containsExactlyElementsOf(datasets.names());
  }

  @Test
  void everyFileIsTheOneDescribed() {
    datasets.descriptors().stream()
        .filter(DatasetDescriptor::embedded)
        .forEach(dataset -> datasets.verify(dataset.name()));
  }

  @Test
  void aDatasetThatIsNotHereSaysHowItIsHad() {
    assertThatThrownBy(() -> datasets.load("mnist", Preparation.DEFAULTS))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "dataset mnist is not here: mnist/train-images-idx3-ubyte is missing; `actzoo datasets"
                + " fetch mnist` downloads it, `actzoo datasets add mnist --from PATH` takes it from"
                + " a copy");
  }

  @Test
  void filesLieInAFolderOfTheirDatasetsName() {
    for (DatasetDescriptor dataset : datasets.descriptors()) {
      assertThat(dataset.files())
          .allSatisfy(file -> assertThat(file.path()).startsWith(dataset.name() + "/"));
    }
  }

  @Test
  void hashesAreDistinct() {
    assertThat(datasets.descriptors()).extracting(DatasetDescriptor::hash).doesNotHaveDuplicates();
  }

  @Test
  void descriptorsAreRead() {
    DatasetDescriptor images = datasets.descriptor("Fashion_MNIST_6000");
    assertThat(images.task().label()).isEqualTo("image-classification");
    assertThat(images.imageShape()).isEqualTo(new ImageShape(28, 28, 1));
    assertThat(images.classNames()).startsWith("T-shirt/top", "Trouser").hasSize(10);
    assertThat(images.splits()).isEqualTo(new SplitSizes(6000, 0, 2000));
    assertThat(images.baselines()).contains(new Baseline("nearest centroid", 0.67));
    assertThat(images.licence()).isEqualTo("MIT");
  }

  @Test
  void offersTheNearestNames() {
    assertThatThrownBy(() -> datasets.load("fashion-mnits", Preparation.DEFAULTS))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("unknown dataset 'fashion-mnits'; did you mean fashion-mnist");
  }

  @Test
  void hashFollowsFromContentAloneAndNotFromTheOrderOfFiles() {
    DatasetDescriptor descriptor = datasets.descriptor("gutenberg-authors");
    assertThat(descriptor.hash()).matches("[0-9a-f]{64}");
    List<DataFile> reversed = new ArrayList<>(descriptor.files());
    Collections.reverse(reversed);
    assertThat(withFiles(descriptor, reversed).hash()).isEqualTo(descriptor.hash());
    DataFile test = descriptor.file(FileRole.TEST_TEXT);
    DataFile train = descriptor.file(FileRole.TRAIN_TEXT);
    DataFile other =
        new DataFile(test.path(), test.role(), test.bytes(), train.sha256(), null, null);
    assertThat(withFiles(descriptor, List.of(train, other)).hash()).isNotEqualTo(descriptor.hash());
  }

  @Test
  void loadsOnceForEachSetting() {
    LoadedDataset loaded = datasets.load("gutenberg-authors", Preparation.DEFAULTS);
    assertThat(datasets.load("gutenberg_authors", Preparation.DEFAULTS)).isSameAs(loaded);
    Preparation other = Preparation.DEFAULTS.withValidationFraction(0.2);
    assertThat(datasets.load("gutenberg-authors", other).validation().size()).isEqualTo(1200);
  }

  @Test
  void threadsShareWhatIsLoaded() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      Callable<LoadedDataset> load =
          () -> datasets.load("fashion-mnist-6000", Preparation.DEFAULTS);
      Set<LoadedDataset> loaded = Collections.newSetFromMap(new IdentityHashMap<>());
      for (Future<LoadedDataset> result : threads.invokeAll(Collections.nCopies(8, load))) {
        loaded.add(result.get());
      }
      assertThat(loaded).hasSize(1);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void refusesSettingsOutOfRange() {
    assertThatThrownBy(() -> new Preparation(1.0, 1, 4096, 0))
        .isInstanceOf(BadInputException.class)
        .hasMessage("validation fraction is 1.0; it must be in (0, 1)");
    assertThatThrownBy(() -> new Preparation(0.1, 1, 5, 0))
        .isInstanceOf(BadInputException.class)
        .hasMessage("vocabulary size is 5; it must be above 5");
    assertThatThrownBy(() -> new Preparation(0.1, 1, 4096, 2))
        .isInstanceOf(BadInputException.class)
        .hasMessage("max length is 2; it must be at least 3, or 0 to fit the passages");
  }

  private static DatasetDescriptor withFiles(DatasetDescriptor of, List<DataFile> files) {
    return new DatasetDescriptor(
        of.name(),
        of.task(),
        of.description(),
        of.classNames(),
        of.shape(),
        of.splits(),
        of.format(),
        of.generation(),
        files,
        of.downloads(),
        of.baselines(),
        of.licence(),
        of.source(),
        of.citation(),
        of.checks());
  }

  @Test
  void whatWasDecodedIsForgottenForOneDatasetAlone(@TempDir Path cache) throws IOException {
    Datasets datasets = new Datasets(null, cache);
    datasets.load("fashion-mnist-6000", Preparation.DEFAULTS);
    Path decoded = cache.resolve("decoded");
    Path other = Files.writeString(decoded.resolve("fashion-mnist-0123456789abcdef.bin"), "12345");
    Path folder = Files.createDirectory(cache.resolve("fashion-mnist-fedcba9876543210"));
    Files.writeString(folder.resolve("merges.txt"), "123");
    assertThat(datasets.forget("fashion-mnist")).isEqualTo(8);
    assertThat(other).doesNotExist();
    assertThat(folder).doesNotExist();
    assertThat(decoded).isNotEmptyDirectory();
    assertThat(datasets.forget("fashion-mnist-6000")).isGreaterThan(7000 * 784);
    assertThat(decoded).isEmptyDirectory();
  }
}

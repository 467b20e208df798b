package dev.actzoo.data;

import dev.actzoo.input.BadInputException;
import dev.actzoo.input.NameTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The datasets by name. Each is checked, decoded and prepared once for every setting it is asked
 * for with, and then shared; use one instance in a process.
 */
public final class Datasets {
  private static final List<String> NAMES =
      List.of(
          "absolute-value-1d",
          "ag-news",
          "cifar-10",
          "cifar-100",
          "fashion-mnist",
          "fashion-mnist-6000",
          "gutenberg-authors",
          "imdb",
          "mnist",
          "runge-1d",
          "sine-1d",
          "spiral",
          "sst-2",
          "step-1d",
          "twitter-pos",
          "two-moons",
          "wikitext-2");

  /** The folder in the cache folder for what was decoded. */
  private static final String DECODED = "decoded";

  private final NameTable<DatasetDescriptor> table = new NameTable<>("dataset");
  private final Path cacheFolder;
  private final Tokenizers tokenizers;
  private final DatasetLoader loader;
  private final Map<Key, LoadedDataset> loaded = new ConcurrentHashMap<>();

  /**
   * @param dataFolder searched for a dataset's files before the embedded copies are taken, or null
   * @param cacheFolder where learned vocabularies and decoded data are kept; made when needed
   * @throws dev.actzoo.input.BadInputException if the data folder is none
   */
  public Datasets(@Nullable Path dataFolder, Path cacheFolder) {
    this.cacheFolder = cacheFolder;
    tokenizers = new Tokenizers(new VocabularyCache(cacheFolder));
    loader =
        new DatasetLoader(
            new DatasetFiles(dataFolder),
            tokenizers,
            new DecodedCache(cacheFolder.resolve(DECODED)));
    NAMES.forEach(name -> table.add(name, DescriptorReader.embedded(name)));
  }

  /** The folder for what can be worked out again: {@code actzoo} in the user's cache folder. */
  public static Path userCacheFolder() {
    String cache = System.getenv("XDG_CACHE_HOME");
    Path base =
        cache != null && Path.of(cache).isAbsolute()
            ? Path.of(cache)
            : Path.of(System.getProperty("user.home"), ".cache");
    return base.resolve("actzoo");
  }

  /** The names, in the order they are listed in. */
  public Set<String> names() {
    return table.names();
  }

  /** The data sheets, in the order of the names. */
  public Collection<DatasetDescriptor> descriptors() {
    return table.values();
  }

  /**
   * The data sheet of a dataset.
   *
   * @throws dev.actzoo.input.BadInputException if there is no such dataset
   */
  public DatasetDescriptor descriptor(String name) {
    return table.get(name);
  }

  /**
   * Reads a dataset of a person's own, which from now on has its name among the others.
   *
   * @throws dev.actzoo.input.BadInputException if another dataset has the name, or the files are
   *     not as they should be
   */
  public OwnFacts add(OwnData data) {
    if (table.contains(data.name())) {
      throw new BadInputException(
          "dataset %s is there already; call your own otherwise".formatted(data.name()));
    }
    OwnDataset dataset = loader.open(data);
    table.add(data.name(), dataset.descriptor());
    return dataset.facts();
  }

  /**
   * Reads a published tokenizer: BERT's {@code vocab.txt}, or a folder with it or with GPT-2's
   * {@code vocab.json} and {@code merges.txt}.
   *
   * @return its SHA-256, which preparations name it by
   * @throws dev.actzoo.input.BadInputException if there is none, naming file and line
   */
  public String addTokenizer(Path path) {
    return tokenizers.add(path);
  }

  /**
   * Refuses a dataset that cannot be whitened.
   *
   * @throws dev.actzoo.input.BadInputException if it holds no images, or images too large or too
   *     many
   */
  public void requireWhitenable(String name) {
    DatasetLoader.requireWhitenable(descriptor(name));
  }

  /**
   * Removes what was decoded and learned from a dataset; it is worked out again when needed.
   *
   * @return the bytes that were freed
   * @throws dev.actzoo.input.BadInputException if there is no such dataset, or a file cannot be
   *     removed
   */
  public long forget(String name) {
    Pattern kept =
        Pattern.compile(Pattern.quote(descriptor(name).name()) + "-[0-9a-f]{16}(\\..*)?");
    long freed = 0;
    for (Path folder : List.of(cacheFolder, cacheFolder.resolve(DECODED))) {
      for (Path path : matching(folder, kept)) {
        freed += remove(path);
      }
    }
    return freed;
  }

  private static List<Path> matching(Path folder, Pattern names) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> found = Files.list(folder)) {
      return found.filter(path -> names.matcher(path.getFileName().toString()).matches()).toList();
    } catch (IOException e) {
      throw unremovable(folder, e);
    }
  }

  private static long remove(Path path) {
    long freed = 0;
    try (Stream<Path> found = Files.walk(path)) {
      for (Path each : found.sorted(Comparator.reverseOrder()).toList()) {
        freed += Files.isRegularFile(each) ? Files.size(each) : 0;
        Files.delete(each);
      }
      return freed;
    } catch (IOException e) {
      throw unremovable(path, e);
    }
  }

  private static BadInputException unremovable(Path path, IOException e) {
    return new BadInputException("%s: cannot be removed (%s)".formatted(path, e.getMessage()), e);
  }

  /** Whether there is a dataset of that name. */
  public boolean contains(String name) {
    return table.contains(name);
  }

  /**
   * Checks the size and SHA-256 of every file of a dataset.
   *
   * @throws dev.actzoo.input.BadInputException if there is no such dataset, or a file is not the
   *     one described
   */
  public void verify(String name) {
    loader.verify(descriptor(name));
  }

  /**
   * Label counts and samples of a dataset whose files are here.
   *
   * @param samples how many samples at most
   * @throws dev.actzoo.input.BadInputException if there is no such dataset, or a file is not the
   *     one described
   */
  public Preview preview(String name, int samples) {
    return loader.preview(descriptor(name), samples);
  }

  /**
   * A dataset ready for training.
   *
   * @throws dev.actzoo.input.BadInputException if there is no such dataset, a file is not the one
   *     described, or the settings do not fit it
   */
  public LoadedDataset load(String name, Preparation preparation) {
    DatasetDescriptor descriptor = descriptor(name);
    return loaded.computeIfAbsent(
        new Key(descriptor.name(), preparation), key -> loader.load(descriptor, preparation));
  }

  private record Key(String name, Preparation preparation) {}
}

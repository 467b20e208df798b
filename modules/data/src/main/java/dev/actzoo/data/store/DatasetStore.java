package dev.actzoo.data.store;

import dev.actzoo.data.DataFile;
import dev.actzoo.data.DataFormat;
import dev.actzoo.data.DatasetDescriptor;
import dev.actzoo.data.Download;
import dev.actzoo.input.BadInputException;
import dev.actzoo.input.FileFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The folder of datasets on this machine: a folder for each, with its files. A file has its name
 * only when all of it is there and it is the one its descriptor tells of; what is still being
 * written ends in {@code .new} or {@code .part}. One process at a time changes a dataset.
 */
public final class DatasetStore {
  private static final String IMDB = "imdb";
  private static final List<String> ENDINGS =
      List.of(
          Staging.NEW,
          DataFile.RECORD,
          DataFile.RECORD + Staging.NEW,
          PartialFile.PART,
          PartialFile.FROM);

  private final Path folder;

  /**
   * @param folder where datasets are; made when something is put there
   */
  public DatasetStore(Path folder) {
    this.folder = folder;
  }

  /** The files of a dataset that are not here, or not in their size; embedded ones are here. */
  public List<DataFile> missing(DatasetDescriptor dataset) {
    return dataset.files().stream()
        .filter(file -> file.download() != null && !isHere(file))
        .toList();
  }

  private boolean isHere(DataFile file) {
    Path path = file.in(folder);
    try {
      return Files.isRegularFile(path)
          && (file.bytes() == null || Files.size(path) == file.bytes())
          && (file.sha256() != null || Files.exists(file.recordIn(folder)));
    } catch (IOException e) {
      return false;
    }
  }

  /** The bytes that a dataset's files take here, unfinished ones included. */
  public long bytes(DatasetDescriptor dataset) {
    return leftovers(dataset).stream().mapToLong(path -> path.toFile().length()).sum();
  }

  /**
   * Takes the files of a dataset from copies of them.
   *
   * @param sources folders, archives or files, in any number
   * @param waiting run once if another process is changing the dataset
   * @return where each file that was taken came from
   * @throws BadInputException if a source cannot be read or is refused, or if files are missing
   *     when all have been looked at; what was found is kept
   */
  public Map<DataFile, String> add(
      DatasetDescriptor dataset, List<Path> sources, Runnable waiting) {
    if (dataset.embedded()) {
      throw new BadInputException(
          "dataset %s is part of the program; there is nothing to add".formatted(dataset.name()));
    }
    try (StoreLock lock = StoreLock.acquire(folder, dataset.name(), waiting);
        Staging staging = new Staging(folder, dataset)) {
      sources.forEach(source -> take(staging, source, Contents.MOST_BYTES));
      List<DataFile> missing = missing(dataset);
      if (!missing.isEmpty()) {
        throw new BadInputException(incomplete(dataset, sources, missing, staging));
      }
      return staging.origins();
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /**
   * Downloads what is missing of a dataset. What has come of a download that fails stays, and the
   * next one goes on from there.
   *
   * @throws FetchException if a file can be had from none of its addresses
   * @throws BadInputException if the dataset needs no download, or the folder cannot be used
   */
  public void fetch(DatasetDescriptor dataset, Downloader downloader) throws InterruptedException {
    if (dataset.embedded()) {
      throw new BadInputException(
          "dataset %s is part of the program; there is nothing to fetch".formatted(dataset.name()));
    }
    Runnable waiting =
        () -> downloader.listener().note("waiting for another process that changes this dataset");
    try (StoreLock lock = StoreLock.acquire(folder, dataset.name(), waiting);
        Staging staging = new Staging(folder, dataset)) {
      for (Download download : needed(dataset)) {
        fetch(download, staging, downloader);
      }
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /** The downloads that missing files are or are in. */
  public List<Download> needed(DatasetDescriptor dataset) {
    return missing(dataset).stream().map(dataset::download).distinct().toList();
  }

  private void fetch(Download download, Staging staging, Downloader downloader)
      throws IOException, InterruptedException {
    DatasetDescriptor dataset = staging.dataset();
    Path whole = Files.createDirectories(folder.resolve(dataset.name())).resolve(download.name());
    try {
      if (!Files.exists(whole) || Fingerprint.of(whole).difference(download) != null) {
        requireRoom(download, whole);
        downloader.download(download, whole);
      }
    } catch (FetchException e) {
      throw new FetchException(
          "%s of dataset %s cannot be fetched: %s; `actzoo datasets add %s --from PATH` takes a copy"
              .formatted(download.name(), dataset.name(), e.getMessage(), dataset.name()),
          e);
    }
    List<DataFile> files =
        dataset.files().stream().filter(f -> download.name().equals(f.download())).toList();
    if (files.stream().anyMatch(file -> file.in(folder).equals(whole) && isHere(file))) {
      return;
    }
    take(staging, whole, Contents.MOST_BYTES);
    for (DataFile file : files) {
      if (!isHere(file)) {
        List<String> refusals = staging.refusals(file);
        throw new FetchException(
            "%s is the one described, but %s in it is not: %s"
                .formatted(
                    whole,
                    file.path(),
                    refusals.isEmpty() ? "not found" : String.join("; ", refusals)));
      }
    }
    Files.delete(whole);
  }

  private void requireRoom(Download download, Path whole) throws IOException {
    long room = Files.getFileStore(whole.getParent()).getUsableSpace();
    if (download.bytes() != null) {
      long lacking = download.bytes() - new PartialFile(whole).size() - room;
      if (lacking > 0) {
        throw new FetchException("%d bytes are lacking on its disk".formatted(lacking));
      }
    }
  }

  /** Takes what a source has of a dataset, in whatever form. */
  static void take(Staging staging, Path source, long mostBytes) {
    DatasetDescriptor dataset = staging.dataset();
    Set<String> archives =
        dataset.downloads().stream().map(Download::name).collect(Collectors.toSet());
    List<Item.Taker> takers = new ArrayList<>(List.of(new PlainFiles(staging)));
    CifarPictures pictures = new CifarPictures(staging);
    ImdbReviews reviews = new ImdbReviews(staging);
    if (dataset.format() == DataFormat.CIFAR_10) {
      takers.add(pictures);
    }
    if (dataset.name().equals(IMDB)) {
      takers.add(reviews);
    }
    new Contents(new FirstOf(takers), archives, mostBytes).read(source);
    try {
      pictures.finish();
      reviews.finish();
    } catch (IOException e) {
      throw new BadInputException(
          "dataset %s cannot be put together: %s".formatted(dataset.name(), FileFault.reason(e)),
          e);
    }
  }

  private static String incomplete(
      DatasetDescriptor dataset, List<Path> sources, List<DataFile> missing, Staging staging) {
    DataFile first = missing.get(0);
    List<String> refusals = staging.refusals(first);
    return "dataset %s is not whole: %d of %d files are not in %s; %s: %s"
        .formatted(
            dataset.name(),
            missing.size(),
            dataset.files().size(),
            sources.stream().map(Path::toString).collect(Collectors.joining(", ")),
            first.path(),
            refusals.isEmpty() ? "not found" : String.join("; ", refusals));
  }

  /**
   * What is wrong with each file of a dataset that is not as its descriptor tells; every byte is
   * read.
   */
  public Map<DataFile, String> faults(DatasetDescriptor dataset) {
    Map<DataFile, String> faults = new LinkedHashMap<>();
    for (DataFile file : dataset.files()) {
      if (file.download() != null) {
        String fault = fault(file);
        if (!fault.isEmpty()) {
          faults.put(file, fault);
        }
      }
    }
    return faults;
  }

  private String fault(DataFile file) {
    Path path = file.in(folder);
    if (!Files.exists(path)) {
      return "missing";
    }
    try {
      Fingerprint found = Fingerprint.of(path);
      String difference = found.difference(file);
      if (difference != null) {
        return difference;
      }
      if (file.sha256() != null) {
        return "";
      }
      Path record = file.recordIn(folder);
      if (!Files.exists(record)) {
        return "its SHA-256 was not written down when it was taken";
      }
      String recorded = Files.readString(record).strip();
      return recorded.equals(found.sha256())
          ? ""
          : "expected SHA-256 %s, found %s".formatted(recorded, found.sha256());
    } catch (IOException e) {
      return "cannot be read: " + FileFault.reason(e);
    }
  }

  /**
   * Removes a dataset's files, unfinished downloads included.
   *
   * @return the bytes that were freed
   */
  public long remove(DatasetDescriptor dataset, Runnable waiting) {
    try (StoreLock lock = StoreLock.acquire(folder, dataset.name(), waiting)) {
      long freed = bytes(dataset);
      for (Path path : leftovers(dataset)) {
        Files.delete(path);
      }
      Path own = folder.resolve(dataset.name());
      if (Files.isDirectory(own) && isEmpty(own)) {
        Files.delete(own);
      }
      return freed;
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> found = Files.list(folder)) {
      return found.findAny().isEmpty();
    }
  }

  /** The files in a dataset's folder that are its own, whole or not. */
  private List<Path> leftovers(DatasetDescriptor dataset) {
    List<String> names =
        Stream.concat(
                dataset.files().stream()
                    .filter(file -> file.download() != null)
                    .map(DataFile::name),
                dataset.downloads().stream().map(Download::name))
            .toList();
    Path own = folder.resolve(dataset.name());
    if (!Files.isDirectory(own)) {
      return List.of();
    }
    try (Stream<Path> found = Files.list(own)) {
      return found
          .filter(Files::isRegularFile)
          .filter(path -> names.stream().anyMatch(name -> belongs(path, name)))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private static boolean belongs(Path path, String name) {
    String found = String.valueOf(path.getFileName());
    return found.equals(name)
        || found.startsWith(name) && ENDINGS.contains(found.substring(name.length()));
  }

  private BadInputException unusable(IOException e) {
    return new BadInputException(
        "dataset folder %s cannot be used: %s; name another with --data-dir"
            .formatted(folder, FileFault.reason(e)),
        e);
  }

  /** Several takers; the first that wants an item gets it. */
  private record FirstOf(List<Item.Taker> takers) implements Item.Taker {
    @Override
    public boolean wants(String path) {
      return takers.stream().anyMatch(taker -> taker.wants(path));
    }

    @Override
    public void take(Item item) throws IOException {
      for (Item.Taker taker : takers) {
        if (taker.wants(item.path())) {
          taker.take(item);
          return;
        }
      }
    }
  }
}

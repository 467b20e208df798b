package dev.actzoo.data.store;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.List;
import java.util.Map;

/** A process of its own that fetches the dataset of {@link FetchTest} and prints what it notes. */
final class FetchingProcess {
  private FetchingProcess() {}

  static Process start(URI url, Path folder) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            FetchingProcess.class.getName(),
            url.toString(),
            folder.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  public static void main(String[] args) throws InterruptedException {
    FetchListener listener = new FetchTest.Notes(new Printed());
    new DatasetStore(Path.of(args[1]))
        .fetch(
            FetchTest.dataset(URI.create(args[0])),
            new Downloader(Patience.USUAL, Waiting.REAL, new Proxies(Map.of()), listener));
  }

  /** A list that prints what is added to it. */
  private static final class Printed extends AbstractList<String> {
    @Override
    public void add(int index, String line) {
      System.out.println(line);
    }

    @Override
    public String get(int index) {
      return List.<String>of().get(index);
    }

    @Override
    public int size() {
      return 0;
    }
  }
}

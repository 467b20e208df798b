package dev.actzoo.data.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.actzoo.data.DataFormat;
import dev.actzoo.data.DatasetDescriptor;
import dev.actzoo.data.Download;
import dev.actzoo.data.FileRole;
import dev.actzoo.input.BadInputException;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class FetchTest {
  private static final byte[] FILE = MadeUp.bytes(200_003, 1);
  private static final byte[] OTHER = MadeUp.bytes(200_003, 2);
  private static final Patience PATIENCE =
      new Patience(
          Duration.ofSeconds(5),
          Duration.ofMillis(300),
          Duration.ofSeconds(60),
          10_000,
          3,
          Duration.ofSeconds(1),
          Duration.ofSeconds(8));

  @TempDir Path folder;
  private final List<Server> servers = new ArrayList<>();
  private final List<Duration> pauses = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private long now;
  private long tick;

  @AfterEach
  void stop() throws IOException {
    for (Server server : servers) {
      server.close();
    }
  }

  @Test
  void aFileThatIsCutAtEveryTenthIsPutTogether() throws Exception {
    int tenth = FILE.length / 10;
    Server server =
        serve((request, wire) -> Server.file(request, wire, FILE, tenth, "ETag: \"1\""));
    fetch(server.url("/train"));
    assertWhole();
    assertThat(server.requests())
        .hasSize(11)
        .extracting(Server.Request::from)
        .containsExactly(
            0,
            tenth,
            2 * tenth,
            3 * tenth,
            4 * tenth,
            5 * tenth,
            6 * tenth,
            7 * tenth,
            8 * tenth,
            9 * tenth,
            10 * tenth);
    assertThat(server.requests().subList(1, 11))
        .allSatisfy(request -> assertThat(request.headers()).containsEntry("if-range", "\"1\""));
    assertThat(pauses).hasSize(10).containsOnly(Duration.ofSeconds(1));
  }

  @Test
  void anInterruptedFetchGoesOnAtTheNextOne() throws Exception {
    AtomicInteger answers = new AtomicInteger();
    Server server =
        serve(
            (request, wire) -> {
              if (answers.incrementAndGet() == 1) {
                Server.file(request, wire, FILE, 70_000);
              } else if (answers.get() <= 4) {
                Server.head(wire, 503);
              } else {
                Server.file(request, wire, FILE, FILE.length);
              }
            });
    assertFails("answers 503, 3 times", server.url("/train"));
    assertThat(namesIn(folder.resolve("made-up"))).containsExactly("train.part");
    assertThat(store().missing(dataset())).hasSize(1);
    fetch(server.url("/train"));
    assertWhole();
    assertThat(server.requests().get(4).from()).isEqualTo(70_000);
  }

  @Test
  void aServerWithoutRangesSendsAllOfItAgain() throws Exception {
    AtomicInteger answers = new AtomicInteger();
    Server server =
        serve(
            (request, wire) -> {
              Server.head(wire, 200, "Content-Length: " + FILE.length);
              wire.write(FILE, 0, answers.incrementAndGet() < 3 ? 50_000 : FILE.length);
            });
    fetch(server.url("/train"));
    assertWhole();
    assertThat(server.requests()).hasSize(3);
  }

  @Test
  void aFileThatChangedBetweenTriesIsFetchedFromItsBeginning() throws Exception {
    AtomicInteger answers = new AtomicInteger();
    Server server =
        serve(
            (request, wire) -> {
              if (answers.incrementAndGet() == 1) {
                Server.file(request, wire, OTHER, 90_000, "ETag: \"old\"");
              } else {
                boolean same = "\"new\"".equals(request.headers().get("if-range"));
                Server.Request asked = same ? request : new Server.Request("/", Map.of());
                Server.file(asked, wire, FILE, FILE.length, "ETag: \"new\"");
              }
            });
    fetch(server.url("/train"));
    assertWhole();
    assertThat(server.requests()).hasSize(2);
    assertThat(server.requests().get(1).headers()).containsEntry("if-range", "\"old\"");
  }

  @Test
  void aFileThatChangedUnnoticedIsFetchedOnceMore() throws Exception {
    AtomicInteger answers = new AtomicInteger();
    Server server =
        serve(
            (request, wire) -> {
              boolean first = answers.incrementAndGet() == 1;
              Server.file(request, wire, first ? OTHER : FILE, first ? 90_000 : FILE.length);
            });
    fetch(server.url("/train"));
    assertWhole();
    assertThat(server.requests()).extracting(Server.Request::from).containsExactly(0, 90_000, 0);
    assertThat(notes).anyMatch(note -> note.contains("the parts do not make up the file"));
  }

  @Test
  void aFileOfAnotherLengthIsNotEvenFetched() throws Exception {
    Server server = serve((request, wire) -> Server.file(request, wire, new byte[7], 7));
    assertFails("offers 7 bytes, expected 200003", server.url("/train"));
    assertNothing();
  }

  @Test
  void aStreamThatDoesNotEndIsCutOff() throws Exception {
    Server server =
        serve(
            (request, wire) -> {
              Server.head(wire, 200);
              while (true) {
                wire.write(FILE);
              }
            });
    assertFails("sends more than the 200003 bytes expected", server.url("/train"));
    assertNothing();
  }

  @Test
  void wrongBytesAreThrownAwayAndTheMirrorIsAsked() throws Exception {
    Server server =
        serve(
            (request, wire) ->
                Server.file(request, wire, request.target().equals("/a") ? OTHER : FILE, 1 << 20));
    fetch(server.url("/a"), server.url("/b"));
    assertWhole();
    assertThat(notes)
        .singleElement()
        .asString()
        .startsWith(server.url("/a") + " gives another file: expected SHA-256")
        .endsWith("; trying " + server.url("/b"));
    store().remove(dataset(), () -> {});
    assertFails("gives another file: expected SHA-256 ", server.url("/a"));
    assertNothing();
  }

  @Test
  void afterA404TheMirrorIsAskedAtOnce() throws Exception {
    Server server =
        serve(
            (request, wire) -> {
              if (request.target().equals("/a")) {
                Server.head(wire, 404);
              } else {
                Server.file(request, wire, FILE, FILE.length);
              }
            });
    fetch(server.url("/a"), server.url("/b"));
    assertWhole();
    assertThat(pauses).isEmpty();
  }

  @Test
  void aBusyServerIsAskedAgainWithLongerPauses() throws Exception {
    AtomicInteger answers = new AtomicInteger();
    Server server =
        serve(
            (request, wire) -> {
              switch (answers.incrementAndGet()) {
                case 1 -> Server.head(wire, 500);
                case 2 -> Server.head(wire, 429, "Retry-After: 17");
                default -> Server.file(request, wire, FILE, FILE.length);
              }
            });
    fetch(server.url("/train"));
    assertWhole();
    assertThat(pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(17));
    assertThat(Stream.of(1, 2, 3, 4, 5, 60).map(PATIENCE::pause).map(Duration::toSeconds))
        .containsExactly(1L, 2L, 4L, 8L, 8L, 8L);
  }

  @Test
  void silenceIsNotWaitedForLongerThanAgreed() throws Exception {
    Server server =
        serve(
            (request, wire) -> {
              Server.head(wire, 200, "Content-Length: " + FILE.length);
              wire.write(FILE, 0, 10);
              wire.flush();
              hold();
            });
    assertFails("Read timed out, 3 times", server.url("/train"));
  }

  @Test
  void aSlowDripCountsAsABrokenConnection() throws Exception {
    tick = Duration.ofSeconds(61).toNanos();
    Server server =
        serve(
            (request, wire) -> {
              Server.head(wire, 200, "Content-Length: " + FILE.length);
              wire.write(FILE, 0, 1);
              wire.flush();
              hold();
            });
    assertFails("broke off: 1 bytes in 60 s are too few, 3 times", server.url("/train"));
  }

  @Test
  void redirectsAreFollowedButNotInACircleNorOutOfHttp() throws Exception {
    Server server =
        serve(
            (request, wire) -> {
              String target = request.target();
              if (target.equals("/file")) {
                Server.file(request, wire, FILE, FILE.length);
              } else if (target.startsWith("/n")) {
                Server.head(wire, 302, "Location: " + target + "n");
              } else {
                Server.head(
                    wire,
                    301,
                    "Location: "
                        + Map.of("/ok", "/file", "/a", "/b", "/b", "/a", "/x", "file:///etc/passwd")
                            .get(target));
              }
            });
    fetch(server.url("/ok"));
    assertWhole();
    store().remove(dataset(), () -> {});
    assertFails("redirects in a circle", server.url("/a"));
    assertFails("redirects more than 5 times", server.url("/n"));
    assertFails("redirects to 'file:///etc/passwd', which is not http", server.url("/x"));
    assertNothing();
  }

  @Test
  void theErrorNamesEveryAddressAndTheWayOut() throws Exception {
    Server server = serve((request, wire) -> Server.head(wire, 403));
    URI unknown = URI.create("http://nowhere.invalid/b");
    assertThatThrownBy(() -> fetch(server.url("/a"), unknown))
        .isInstanceOf(FetchException.class)
        .hasMessage(
            "train of dataset made-up cannot be fetched: %s answers 403; %s is unknown here (no such"
                + " host, or no network); `actzoo datasets add made-up --from PATH` takes a copy",
            server.url("/a"), unknown);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aFullDiskEndsTheFetchAtOnce() throws Exception {
    Files.createDirectories(folder.resolve("made-up"));
    Files.createSymbolicLink(folder.resolve("made-up/train.part"), Path.of("/dev/full"));
    Server server = serve((request, wire) -> Server.file(request, wire, FILE, FILE.length));
    assertFails(
        "train.part cannot be written: No space left on device; what came is kept, fetch again when"
            + " there is room",
        server.url("/train"));
    assertThat(server.requests()).hasSize(1);
    assertThat(folder.resolve("made-up/train")).doesNotExist();
  }

  @Test
  void anArchiveIsUnpackedAndDeleted() throws Exception {
    Path archive = Archives.zip(folder.resolve("set.zip"), Map.of("set/train", FILE));
    byte[] packed = Files.readAllBytes(archive);
    Files.delete(archive);
    Server server = serve((request, wire) -> Server.file(request, wire, packed, packed.length));
    DatasetDescriptor dataset =
        MadeUp.dataset(
            MadeUp.NAME,
            DataFormat.LABELLED_LINES,
            List.of(MadeUp.unknown("train", FileRole.TRAIN_TEXT, "set.zip")),
            List.of(MadeUp.download("set.zip", packed, server.url("/set.zip"))));
    store().fetch(dataset, downloader());
    assertWhole();
    assertThat(namesIn(folder.resolve("made-up"))).containsExactly("train", "train.sha256");
    assertThat(store().faults(dataset)).isEmpty();
    store().fetch(dataset, downloader());
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void twoAtOnceFetchOnce() throws Exception {
    Server server = serve((request, wire) -> Server.file(request, wire, FILE, FILE.length));
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Callable<Boolean> fetch =
          () -> {
            store().fetch(dataset(server.url("/train")), quietDownloader());
            return true;
          };
      for (Future<Boolean> done : threads.invokeAll(List.of(fetch, fetch))) {
        assertThat(done.get()).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
    assertWhole();
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void twoProcessesAtOnceFetchOnce() throws Exception {
    CountDownLatch secondWaits = new CountDownLatch(1);
    CountDownLatch firstFetches = new CountDownLatch(1);
    Server server =
        serve(
            (request, wire) -> {
              firstFetches.countDown();
              await(secondWaits);
              Server.file(request, wire, FILE, FILE.length);
            });
    Process first = FetchingProcess.start(server.url("/train"), folder);
    await(firstFetches);
    Process second = FetchingProcess.start(server.url("/train"), folder);
    try (BufferedReader told = second.inputReader()) {
      assertThat(told.readLine())
          .isEqualTo("waiting for another process that changes this dataset");
      secondWaits.countDown();
      assertThat(first.waitFor()).isZero();
      assertThat(second.waitFor()).isZero();
    } finally {
      first.destroy();
      second.destroy();
    }
    assertWhole();
    assertThat(server.requests()).hasSize(1);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void whatIsEmbeddedIsNotFetched() {
    DatasetDescriptor embedded =
        MadeUp.dataset(
            MadeUp.NAME,
            DataFormat.LABELLED_LINES,
            List.of(MadeUp.file("train", FileRole.TRAIN_TEXT, FILE, null)),
            List.<Download>of());
    assertThatThrownBy(() -> store().fetch(embedded, downloader()))
        .isInstanceOf(BadInputException.class)
        .hasMessage("dataset made-up is part of the program; there is nothing to fetch");
  }

  private Server serve(Server.Answer answer) throws IOException {
    Server server = new Server(answer);
    servers.add(server);
    return server;
  }

  /** Keeps a connection open until the client gives up or the test is over. */
  private static void hold() {
    try {
      new CountDownLatch(1).await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private DatasetStore store() {
    return new DatasetStore(folder);
  }

  static DatasetDescriptor dataset(URI... urls) {
    URI[] all = urls.length == 0 ? new URI[] {URI.create("http://nowhere.invalid/")} : urls;
    return MadeUp.dataset(
        MadeUp.NAME,
        DataFormat.LABELLED_LINES,
        List.of(MadeUp.file("train", FileRole.TRAIN_TEXT, FILE, "train")),
        List.of(MadeUp.download("train", FILE, all)));
  }

  private void fetch(URI... urls) throws InterruptedException {
    store().fetch(dataset(urls), downloader());
  }

  private Downloader downloader() {
    FetchListener listener = new Notes(notes);
    return new Downloader(PATIENCE, new TestTime(), new Proxies(Map.of()), listener);
  }

  private static Downloader quietDownloader() {
    FetchListener listener = new Notes(new ArrayList<>());
    return new Downloader(Patience.USUAL, Waiting.REAL, new Proxies(Map.of()), listener);
  }

  private void assertFails(String message, URI... urls) {
    assertThatThrownBy(() -> fetch(urls))
        .isInstanceOf(FetchException.class)
        .hasMessageContaining(message)
        .hasMessageContaining("`actzoo datasets add made-up --from PATH` takes a copy");
    assertThat(store().missing(dataset())).hasSize(1);
  }

  private void assertWhole() throws IOException {
    assertThat(Arrays.equals(Files.readAllBytes(folder.resolve("made-up/train")), FILE)).isTrue();
    assertThat(folder.resolve("made-up/train.part")).doesNotExist();
    assertThat(folder.resolve("made-up/train.part.from")).doesNotExist();
  }

  private void assertNothing() throws IOException {
    if (Files.exists(folder.resolve("made-up"))) {
      assertThat(namesIn(folder.resolve("made-up"))).isEmpty();
    }
  }

  private static List<String> namesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  /** A clock that ticks at every look, and a sleep that is noted and over at once. */
  private final class TestTime implements Waiting {
    @Override
    public long nanoTime() {
      now += tick;
      return now;
    }

    @Override
    public void sleep(Duration time) {
      pauses.add(time);
    }
  }

  record Notes(List<String> lines) implements FetchListener {
    @Override
    public void began(String name, long have, long total) {}

    @Override
    public void received(long bytes) {}

    @Override
    public void ceased() {}

    @Override
    public void note(String line) {
      lines.add(line);
    }
  }
}

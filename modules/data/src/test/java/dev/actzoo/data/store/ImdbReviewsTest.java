package dev.actzoo.data.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.actzoo.data.DataFile;
import dev.actzoo.data.DataFormat;
import dev.actzoo.data.DatasetDescriptor;
import dev.actzoo.data.FileRole;
import dev.actzoo.input.BadInputException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImdbReviewsTest {
  private static final int QUARTER = 12_500;
  private static final List<String> QUARTERS =
      List.of("test/neg", "train/neg", "test/pos", "train/pos");

  @TempDir Path folder;

  @Test
  void theListAndThePublishersFilesGiveTheSame() throws IOException {
    StringBuilder json = new StringBuilder("[");
    Map<String, byte[]> files = new LinkedHashMap<>();
    TreeSet<String> train = new TreeSet<>();
    TreeSet<String> test = new TreeSet<>();
    for (int record = 0; record < 4 * QUARTER; record++) {
      String quarter = QUARTERS.get(record / QUARTER);
      int number = record % QUARTER;
      String text = number * 7919 % QUARTER + " " + quarter + "\ta <br /> caf\u00e9";
      json.append(record == 0 ? "" : ",")
          .append(
              "{\"t\":\"%s\",\"s\":%d}".formatted(text.replace("\t", "\\t"), record / QUARTER / 2));
      files.put("aclImdb/%s/%d_3.txt".formatted(quarter, number), text.getBytes(UTF_8));
      String line = quarter.substring(quarter.indexOf('/') + 1) + "\t" + text + "\n";
      (quarter.startsWith("train") ? train : test).add(line);
    }
    files.put("aclImdb/train/unsup/0_0.txt", "not labelled".getBytes(UTF_8));
    DatasetDescriptor imdb = imdb(String.join("", train), String.join("", test));

    Path list = Files.writeString(folder.resolve("reviews.json"), json.append("]"));
    assertTaken(imdb, list, "sorted " + list);
    Path archive = Archives.tgz(folder.resolve("aclImdb_v1.tar.gz"), files);
    assertTaken(imdb, archive, "sorted reviews of " + archive);
  }

  private void assertTaken(DatasetDescriptor imdb, Path source, String origin) {
    DatasetStore store = new DatasetStore(folder.resolve("data"));
    assertThat(store.add(imdb, List.of(source), () -> {}).values()).containsExactly(origin, origin);
    assertThat(store.faults(imdb)).isEmpty();
    store.remove(imdb, () -> {});
  }

  @Test
  void aListInAnotherOrderIsRefused() throws IOException {
    Files.writeString(folder.resolve("reviews.json"), "[{\"t\":\"good\",\"s\":1}]");
    assertBad(
        "reviews.json of " + folder + ": record 0 is not what it is in the list of IMDB's reviews");
  }

  @Test
  void aListThatIsBrokenOffIsToldWithoutAParsersWords() throws IOException {
    Files.writeString(folder.resolve("reviews.json"), "[{\"t\":\"good");
    assertBad(folder + " cannot be read: its JSON is malformed or broken off");
  }

  @Test
  void reviewsOfSeveralLinesAndFromTwoPlacesAreRefused() throws IOException {
    Path review = folder.resolve("train/neg/0_3.txt");
    Files.createDirectories(review.getParent());
    Files.writeString(review, "two\nlines");
    assertBad("train/neg/0_3.txt of " + folder + ": a review of more than one line");
    Files.writeString(review, "one line");
    Files.writeString(folder.resolve("reviews.json"), "[]");
    assertBad(
        "reviews of IMDB are in reviews.json of %s and in reviews of %s; name one of them"
            .formatted(folder, folder));
  }

  private void assertBad(String message) {
    DatasetStore store = new DatasetStore(folder.resolve("data"));
    assertThatThrownBy(() -> store.add(imdb("x", "y"), List.of(folder), () -> {}))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(message);
  }

  private static DatasetDescriptor imdb(String train, String test) {
    String archive = "aclImdb_v1.tar.gz";
    return MadeUp.dataset(
        "imdb",
        DataFormat.LABELLED_LINES,
        List.of(
            file("train.tsv", FileRole.TRAIN_TEXT, train, archive),
            file("test.tsv", FileRole.TEST_TEXT, test, archive)),
        List.of(
            MadeUp.download(
                archive, new byte[1], URI.create("https://example.org/aclImdb_v1.tar.gz"))));
  }

  private static DataFile file(String name, FileRole role, String text, String archive) {
    Fingerprint found = MadeUp.fingerprint(text.getBytes(UTF_8));
    return new DataFile("imdb/" + name, role, found.bytes(), found.sha256(), null, archive);
  }
}

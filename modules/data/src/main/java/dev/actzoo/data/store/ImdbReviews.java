package dev.actzoo.data.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.actzoo.data.DataFile;
import dev.actzoo.data.FileRole;
import dev.actzoo.input.BadInputException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The taker of IMDB's reviews, from which it writes the dataset's two files: a line {@code class,
 * tab, review} for each, sorted by their bytes, so that the same reviews give the same file in
 * whatever order and under whatever names they come.
 *
 * <p>It reads the publisher's files, one for each review, {@code train/neg/0_3.txt}; and {@code
 * reviews.json}, a list of 50,000 objects with the text {@code t} and the sentiment {@code s}: a
 * quarter each of test/neg, train/neg, test/pos and train/pos, in this order.
 */
final class ImdbReviews implements Item.Taker {
  private static final Pattern REVIEW =
      Pattern.compile("(?:.*/)?(train|test)/(neg|pos)/\\d+_\\d+\\.txt");
  private static final String LIST = "reviews.json";
  private static final int QUARTER = 12_500;
  private static final int LONGEST = 1 << 20;

  private final Staging staging;
  private final Map<FileRole, List<byte[]>> lines = new EnumMap<>(FileRole.class);
  private @Nullable String origin;

  ImdbReviews(Staging staging) {
    this.staging = staging;
    staging.dataset().files().forEach(file -> lines.put(file.role(), new ArrayList<>()));
  }

  @Override
  public boolean wants(String path) {
    return path.equals(LIST) || path.endsWith("/" + LIST) || REVIEW.matcher(path).matches();
  }

  @Override
  public void take(Item item) throws IOException {
    String from = item.name().equals(LIST) ? item.origin() : "reviews of " + item.container();
    if (origin != null && !origin.equals(from)) {
      throw new BadInputException(
          "reviews of IMDB are in %s and in %s; name one of them".formatted(origin, from));
    }
    origin = from;
    if (item.name().equals(LIST)) {
      readList(item);
    } else {
      readReview(item);
    }
  }

  private void readReview(Item item) throws IOException {
    Matcher path = REVIEW.matcher(item.path());
    if (!path.matches()) {
      throw new IllegalArgumentException(item.path());
    }
    byte[] text = item.content().readNBytes(LONGEST);
    if (text.length == LONGEST) {
      throw new BadInputException(item.origin() + " is longer than a review");
    }
    add(path.group(1), path.group(2), text, item.origin());
  }

  private void readList(Item item) throws IOException {
    int number = 0;
    try (JsonParser json = new JsonFactory().createParser(item.content())) {
      require(json.nextToken() == JsonToken.START_ARRAY, item, number);
      while (json.nextToken() == JsonToken.START_OBJECT) {
        String text = null;
        int sentiment = -1;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          String field = json.currentName();
          json.nextToken();
          switch (field) {
            case "t" -> text = json.getText();
            case "s" -> sentiment = json.getIntValue();
            default -> json.skipChildren();
          }
        }
        int quarter = number / QUARTER;
        require(text != null && quarter < 4 && sentiment == quarter / 2, item, number);
        add(
            quarter % 2 == 0 ? "test" : "train",
            sentiment == 0 ? "neg" : "pos",
            String.valueOf(text).getBytes(StandardCharsets.UTF_8),
            item.origin());
        number++;
      }
    }
  }

  private static void require(boolean holds, Item item, int number) {
    if (!holds) {
      throw new BadInputException(
          "%s: record %d is not what it is in the list of IMDB's reviews"
              .formatted(item.origin(), number));
    }
  }

  private void add(String part, String sentiment, byte[] text, String where) {
    for (byte each : text) {
      if (each == '\n' || each == '\r') {
        throw new BadInputException(where + ": a review of more than one line");
      }
    }
    byte[] line =
        Arrays.copyOf((sentiment + "\t").getBytes(StandardCharsets.US_ASCII), text.length + 5);
    System.arraycopy(text, 0, line, 4, text.length);
    line[line.length - 1] = '\n';
    lines.get(part.equals("train") ? FileRole.TRAIN_TEXT : FileRole.TEST_TEXT).add(line);
  }

  /** Writes the files if there were reviews, and hands them over. */
  void finish() throws IOException {
    if (origin == null) {
      return;
    }
    for (DataFile file : staging.dataset().files()) {
      List<byte[]> sorted = lines.get(file.role());
      sorted.sort(Arrays::compareUnsigned);
      try (OutputStream out = staging.open(file)) {
        for (byte[] line : sorted) {
          out.write(line);
        }
      }
      staging.built(file, "sorted " + origin);
    }
  }
}

package dev.actzoo.experiments;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How much of a dataset of a person's own was read when it was last read; nothing follows from it.
 *
 * @param train the examples to train on
 * @param validation those to validate on; 0 if they are a part of the ones to train on
 * @param test those to test on
 * @param unread how many files or rows were not read, by what they are
 */
public record DatasetCounts(int train, int validation, int test, Map<String, Integer> unread) {
  /** Those of a dataset that was not read yet. */
  public static final DatasetCounts NONE = new DatasetCounts(0, 0, 0, Map.of());

  public DatasetCounts {
    unread = Collections.unmodifiableMap(new LinkedHashMap<>(unread));
  }

  /** What was read, such as {@code 8 examples to train on, 2 to test on}. */
  public String read() {
    String held = validation == 0 ? "" : "%d to validate on, ".formatted(validation);
    return "%d examples to train on, %s%d to test on".formatted(train, held, test);
  }

  /** What was read and what was not, in a sentence without its full stop. */
  public String text() {
    return read() + (unread.isEmpty() ? "; all was read" : "; not read: " + counted(unread));
  }

  /** Counts with what is counted, such as {@code 2 hidden, 1 empty}. */
  public static String counted(Map<String, Integer> counts) {
    return counts.entrySet().stream()
        .map(entry -> entry.getValue() + " " + entry.getKey())
        .collect(Collectors.joining(", "));
  }
}

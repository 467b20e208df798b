package dev.actzoo.cli;

import dev.actzoo.data.BadRows;
import dev.actzoo.data.Datasets;
import dev.actzoo.data.LookAlikes;
import dev.actzoo.data.OwnColumns;
import dev.actzoo.data.OwnData;
import dev.actzoo.data.OwnFacts;
import dev.actzoo.data.OwnFormat;
import dev.actzoo.experiments.DatasetCounts;
import dev.actzoo.experiments.DatasetSpec;
import dev.actzoo.input.Quoted;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Datasets of a person's own: from an experiment's words to those of the data, and what to tell.
 */
final class OwnDatasets {
  private static final double IMBALANCE_TO_TELL = 1.5;
  private static final int CLASSES_TO_TELL = 20;
  private static final int LONGEST_NAME = 32;

  private OwnDatasets() {}

  /** Whether what was typed in place of a dataset's name is a path. */
  static boolean isPath(String typed, Datasets datasets) {
    return typed.contains("/")
        || typed.contains("\\")
        || (!datasets.contains(typed) && Files.exists(Path.of(typed)));
  }

  /** The dataset of a path, called after its last part. */
  static DatasetSpec of(String path, Datasets datasets) {
    Path last = Path.of(path).toAbsolutePath().normalize().getFileName();
    String plain =
        String.valueOf(last)
            .toLowerCase(Locale.ROOT)
            .replaceFirst("\\.(csv|tsv|jsonl|ndjson)(\\.gz)?$", "")
            .replaceAll("[^a-z0-9-]+", "-")
            .replaceAll("^-+|-+$", "");
    String name = plain.isEmpty() ? "own" : plain;
    String shortened = name.substring(0, Math.min(LONGEST_NAME, name.length()));
    return new DatasetSpec(datasets.contains(shortened) ? shortened + "-own" : shortened, path);
  }

  static OwnData data(DatasetSpec dataset) {
    Path path = absolute(dataset.path());
    OwnFormat format = OwnFormat.valueOf(dataset.format().name());
    boolean rows = format != OwnFormat.IMAGE_FOLDER && Files.isRegularFile(path);
    List<String> text = dataset.text();
    String label = dataset.label();
    if (rows) {
      OwnColumns columns = OwnColumns.of(dataset.name(), path, format);
      text = columns.text(text);
      label = columns.label(label);
    }
    return new OwnData(
        dataset.name(),
        path,
        format,
        text,
        label,
        dataset.test().isEmpty() ? null : absolute(dataset.test()),
        dataset.testFraction(),
        dataset.splitSeed(),
        BadRows.Policy.valueOf(dataset.onBadRow().name()));
  }

  private static Path absolute(String path) {
    return Path.of(path).toAbsolutePath().normalize();
  }

  /** The dataset with nothing left open. */
  static DatasetSpec resolved(DatasetSpec dataset, OwnFacts facts) {
    OwnData data = data(dataset);
    return new DatasetSpec(
        dataset.name(),
        data.path().toString(),
        dataset.format(),
        data.text(),
        data.label(),
        dataset.test().isEmpty() ? "" : absolute(dataset.test()).toString(),
        dataset.testFraction(),
        dataset.splitSeed(),
        dataset.onBadRow(),
        facts.leftOut(),
        counts(facts));
  }

  private static DatasetCounts counts(OwnFacts facts) {
    return new DatasetCounts(
        sum(facts.train()), sum(facts.validation()), sum(facts.test()), facts.unread());
  }

  /** What was found in it, in a few lines. */
  static List<String> lines(DatasetSpec dataset, OwnFacts facts) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "dataset %s: %s, %d classes"
            .formatted(dataset.name(), counts(facts).read(), facts.classes().size()));
    if (!facts.unread().isEmpty()) {
      lines.add("  not read: " + DatasetCounts.counted(facts.unread()));
    }
    if (!facts.remarks().isEmpty()) {
      lines.add("  of what was read: " + DatasetCounts.counted(facts.remarks()));
    }
    if (facts.imbalance() >= IMBALANCE_TO_TELL) {
      lines.add(
          String.format(
              Locale.ROOT,
              "  classes differ in size, the largest has %.1f times the examples of the smallest: %s",
              facts.imbalance(),
              sizes(facts)));
    }
    LookAlikes.lines(facts.classes()).forEach(line -> lines.add("  " + line));
    if (facts.leftOut() > 0) {
      lines.add("  %d could not be read and are left out, such as:".formatted(facts.leftOut()));
      facts.faults().forEach(fault -> lines.add("    " + fault));
    }
    return lines;
  }

  private static String sizes(OwnFacts facts) {
    String all =
        IntStream.range(0, Math.min(CLASSES_TO_TELL, facts.classes().size()))
            .mapToObj(
                label -> Quoted.of(facts.classes().get(label)) + " " + facts.train().get(label))
            .collect(Collectors.joining(", "));
    return facts.classes().size() > CLASSES_TO_TELL ? all + ", ..." : all;
  }

  private static int sum(List<Integer> counts) {
    return counts.stream().mapToInt(Integer::intValue).sum();
  }
}

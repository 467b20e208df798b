package dev.actzoo.data;

import dev.actzoo.input.BadInputException;
import dev.actzoo.input.Quoted;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.datavec.api.split.CollectionInputSplit;
import org.datavec.api.split.InputSplit;

/**
 * The reading of a dataset of a person's own: which classes there are, which examples are trained
 * on and which tested on, and what is faulty.
 *
 * @param facts what was found
 * @param train the examples to train on, as {@link DecodedImages} or {@link DecodedText} keeps them
 * @param validation those to validate on; empty if they are a part of those to train on
 * @param test those to test on
 */
record OwnDecoding(
    OwnFacts facts, List<ByteBuffer> train, List<ByteBuffer> validation, List<ByteBuffer> test) {
  private static final int MOST_CLASSES = 1000;

  static OwnDecoding of(OwnData data) {
    return data.format() == OwnFormat.IMAGE_FOLDER ? OwnPictures.decode(data) : rows(data);
  }

  static InputSplit split(List<Path> files) {
    List<URI> locations = new ArrayList<>();
    files.forEach(file -> locations.add(file.toUri()));
    return new CollectionInputSplit(locations);
  }

  private static OwnDecoding rows(OwnData data) {
    Path testPath = data.testPath();
    List<String> classes = classes(data);
    BadRows bad = BadRows.of(data);
    DecodedText train = text(data, data.trainPath(), classes, bad);
    DecodedText test;
    if (testPath == null) {
      StratifiedSplit split = split(train.labels(), classes, data);
      test = train.only(split.validation());
      train = train.only(split.train());
    } else {
      test = text(data, testPath, classes, bad);
    }
    OwnFacts facts =
        facts(data, classes, List.of(), train.labels(), new int[0], test.labels(), bad);
    return new OwnDecoding(facts, train.parts(), List.of(), test.parts());
  }

  private static DecodedText text(OwnData data, Path file, List<String> classes, BadRows bad) {
    return DecodedText.all(
        new LabelledTextRecordReader(data.layout(), classes, bad), split(List.of(file)));
  }

  /** The classes of a file's sound rows: by number if all are numbers, else by their text. */
  private static List<String> classes(OwnData data) {
    TreeSet<String> found = new TreeSet<>();
    BadRows bad = BadRows.of(data);
    Path file = data.trainPath();
    try (TextRows rows =
        TextRows.open(BinaryFile.open(file.toUri(), Files.newInputStream(file)), data.layout())) {
      for (TextRow row = rows.next(); row != null; row = rows.next()) {
        if (row.fault() == null) {
          found.add(row.label());
        } else {
          bad.add(rows.bad(row.line(), row.fault()));
        }
        if (found.size() > MOST_CLASSES) {
          throw new BadInputException(
              "%s: column '%s' has more than %d different values; is it the class?"
                  .formatted(file, Quoted.of(data.label()), MOST_CLASSES));
        }
      }
    } catch (IOException e) {
      throw new BadInputException("%s: cannot be read (%s)".formatted(file, e.getMessage()), e);
    }
    List<String> classes = new ArrayList<>(found);
    if (classes.stream().allMatch(name -> name.matches("-?\\d{1,9}"))) {
      classes.sort(Comparator.comparing(Integer::valueOf));
    }
    requireRows(file, classes, bad);
    return classes;
  }

  private static void requireRows(Path file, List<String> classes, BadRows bad) {
    if (classes.isEmpty()) {
      throw new BadInputException(
          bad.count() == 0
              ? file + ": holds no row"
              : "%s: none of its %d rows can be read, the first for this: %s"
                  .formatted(file, bad.count(), bad.first().get(0)));
    }
    if (classes.size() == 1) {
      throw new BadInputException(
          "%s: every row%s is of class '%s'; a dataset needs at least two classes"
              .formatted(
                  file, bad.count() == 0 ? "" : " that can be read", Quoted.of(classes.get(0))));
    }
  }

  static void requireClasses(OwnData data, List<String> classes, String what) {
    if (classes.size() < 2) {
      throw new BadInputException(
          "%s: has %d %s; a dataset needs at least two classes"
              .formatted(data.trainPath(), classes.size(), what));
    }
  }

  static StratifiedSplit split(int[] labels, List<String> classes, OwnData data) {
    return StratifiedSplit.of(labels, classes.size(), data.testFraction(), data.splitSeed());
  }

  static OwnFacts facts(
      OwnData data,
      List<String> classes,
      List<Integer> shape,
      int[] train,
      int[] validation,
      int[] test,
      BadRows bad) {
    List<Integer> trainCounts = counts(train, classes);
    List<Integer> testCounts = counts(test, classes);
    for (int label = 0; label < classes.size(); label++) {
      requireSome(data, classes.get(label), trainCounts.get(label), testCounts.get(label), bad);
    }
    return new OwnFacts(
        classes,
        shape,
        trainCounts,
        validation.length == 0 ? List.of() : counts(validation, classes),
        testCounts,
        bad.count(),
        bad.first(),
        bad.reasons(),
        Map.of());
  }

  /** Refuses a class without an example to train on, or without one to test on. */
  private static void requireSome(OwnData data, String name, int train, int test, BadRows bad) {
    if (train > 0 && test > 0) {
      return;
    }
    boolean drawn = data.testPath() == null;
    throw new BadInputException(
        "dataset %s: class '%s' has %s%s%s"
            .formatted(
                data.name(),
                Quoted.of(name),
                drawn && train + test == 1
                    ? "one example; every class needs two at least"
                    : "no example to " + (train == 0 ? "train on" : "test on"),
                drawn && train + test > 1
                    ? " among its %d; give it more, or change test-fraction, which is %s"
                        .formatted(train + test, data.testFraction())
                    : "",
                bad.count() == 0 ? "" : " (left out: %d)".formatted(bad.count())));
  }

  private static List<Integer> counts(int[] labels, List<String> classes) {
    int[] counts = new int[classes.size()];
    IntStream.of(labels).forEach(label -> counts[label]++);
    return IntStream.of(counts).boxed().toList();
  }
}

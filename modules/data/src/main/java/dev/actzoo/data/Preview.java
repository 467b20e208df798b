package dev.actzoo.data;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.datavec.api.writable.Writable;
import org.jspecify.annotations.Nullable;

/**
 * What a dataset holds, for people to look at.
 *
 * @param counts for each part, train first, how many examples have each label, label 0 first; of
 *     tagged tokens how many tokens; empty where there are no labels
 * @param samples examples of the training part: the first of each class, then those that follow
 */
public record Preview(Map<String, List<Integer>> counts, List<Sample> samples) {
  static final String TRAIN = "train";
  static final String VALIDATION = "validation";
  static final String TEST = "test";

  public Preview {
    counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
    samples = List.copyOf(samples);
  }

  /** An example. */
  public sealed interface Sample permits Picture, Words {}

  /**
   * An image.
   *
   * @param label its class
   * @param shape its size
   * @param values its values from 0 to 255, row by row, the channels of a pixel together
   */
  public record Picture(String label, ImageShape shape, List<Integer> values) implements Sample {

    /** The picture made smaller, if it is wider, by leaving out rows and columns. */
    public Picture atMost(int width) {
      if (shape.width() <= width) {
        return this;
      }
      int height = Math.max(1, Math.round((float) shape.height() * width / shape.width()));
      ImageShape small = new ImageShape(height, width, shape.channels());
      List<Integer> kept = new ArrayList<>();
      for (int i = 0; i < small.length(); i++) {
        int pixel = i / shape.channels();
        int row = pixel / width * shape.height() / height;
        int column = pixel % width * shape.width() / width;
        kept.add(
            values.get((row * shape.width() + column) * shape.channels() + i % shape.channels()));
      }
      return new Picture(label, small, kept);
    }
  }

  /**
   * A text.
   *
   * @param label its class; null if it has none
   * @param text what it says
   */
  public record Words(@Nullable String label, String text) implements Sample {}

  /**
   * Of images.
   *
   * @param validation null if they are a part of those to train on
   */
  static Preview of(
      DatasetDescriptor dataset,
      DecodedImages train,
      @Nullable DecodedImages validation,
      DecodedImages test,
      int samples) {
    ImageShape shape = dataset.imageShape();
    int[] labels = train.labelArray();
    List<Sample> pictures = new ArrayList<>();
    for (int image : chosen(labels, dataset.classes(), samples)) {
      ByteBuffer pixels = train.pixels().slice(image * shape.length(), shape.length());
      List<Integer> values =
          IntStream.range(0, shape.length()).mapToObj(i -> pixels.get(i) & 0xFF).toList();
      pictures.add(new Picture(dataset.classNames().get(labels[image]), shape, values));
    }
    int[] chosen = validation == null ? new int[0] : validation.labelArray();
    return new Preview(counts(dataset, labels, chosen, test.labelArray()), pictures);
  }

  /** Of labelled texts. */
  static Preview of(DatasetDescriptor dataset, DecodedText train, DecodedText test, int samples) {
    List<Sample> words = new ArrayList<>();
    for (int passage : chosen(train.labels(), dataset.classes(), samples)) {
      String label = dataset.classNames().get(train.labels()[passage]);
      words.add(new Words(label, train.passages().get(passage)));
    }
    return new Preview(counts(dataset, train.labels(), new int[0], test.labels()), words);
  }

  /**
   * Of sentences of tagged tokens.
   *
   * @param parts the sentences of each part, each a list of a token and its label
   */
  static Preview ofTaggedTokens(
      DatasetDescriptor dataset, Map<String, List<List<List<Writable>>>> parts, int samples) {
    Map<String, List<Integer>> counts = new LinkedHashMap<>();
    parts.forEach(
        (part, sentences) -> {
          int[] tags =
              sentences.stream()
                  .flatMap(List::stream)
                  .mapToInt(token -> token.get(1).toInt())
                  .toArray();
          counts.put(part, counts(tags, dataset.classes()));
        });
    List<Sample> words =
        parts.get(TRAIN).stream()
            .limit(samples)
            .<Sample>map(sentence -> new Words(null, tagged(sentence, dataset)))
            .toList();
    return new Preview(counts, words);
  }

  private static String tagged(List<List<Writable>> sentence, DatasetDescriptor dataset) {
    return sentence.stream()
        .map(token -> token.get(0) + "/" + dataset.classNames().get(token.get(1).toInt()))
        .collect(Collectors.joining(" "));
  }

  /** Of running text. */
  static Preview ofLines(String text, int samples) {
    List<Sample> lines =
        text.lines()
            .filter(line -> !line.isBlank())
            .limit(samples)
            .<Sample>map(line -> new Words(null, line.strip()))
            .toList();
    return new Preview(Map.of(), lines);
  }

  /** The places of the first example of each class, then of the examples that follow. */
  private static List<Integer> chosen(int[] labels, int classes, int samples) {
    TreeMap<Integer, Integer> firsts = new TreeMap<>();
    for (int place = 0; place < labels.length && firsts.size() < classes; place++) {
      firsts.putIfAbsent(labels[place], place);
    }
    return IntStream.concat(
            firsts.values().stream().mapToInt(Integer::intValue),
            IntStream.range(0, labels.length).filter(place -> !firsts.containsValue(place)))
        .limit(samples)
        .boxed()
        .toList();
  }

  private static Map<String, List<Integer>> counts(
      DatasetDescriptor dataset, int[] train, int[] validation, int[] test) {
    Map<String, List<Integer>> counts = new LinkedHashMap<>();
    counts.put(TRAIN, counts(train, dataset.classes()));
    if (validation.length > 0) {
      counts.put(VALIDATION, counts(validation, dataset.classes()));
    }
    counts.put(TEST, counts(test, dataset.classes()));
    return counts;
  }

  private static List<Integer> counts(int[] labels, int classes) {
    int[] counts = new int[classes];
    for (int label : labels) {
      counts[label]++;
    }
    return IntStream.of(counts).boxed().toList();
  }
}

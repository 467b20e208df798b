package dev.actzoo.data;

import dev.actzoo.input.BadInputException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.datavec.api.split.InputSplit;

/** From a dataset's checked files to a dataset ready for training. Files are decoded once. */
final class DatasetLoader {
  /** Part of a cached vocabulary's key; to be raised whenever learning gives other tokens. */
  private static final String VOCABULARY_FORMAT = "wordpiece-1";

  private static final int KEY_DIGITS = 16;
  private static final double WHOLE_PART = 0.99;
  private static final int LENGTH_QUANTUM = 8;

  private final DatasetFiles files;
  private final VocabularyCache vocabularies;
  private final Map<String, Halves<DecodedImages>> images = new ConcurrentHashMap<>();
  private final Map<String, Halves<DecodedText>> texts = new ConcurrentHashMap<>();

  DatasetLoader(DatasetFiles files, VocabularyCache vocabularies) {
    this.files = files;
    this.vocabularies = vocabularies;
  }

  void verify(DatasetDescriptor descriptor) {
    descriptor.files().forEach(files::read);
  }

  LoadedDataset load(DatasetDescriptor descriptor, Preparation preparation) {
    return switch (descriptor.task()) {
      case IMAGE_CLASSIFICATION -> loadImages(descriptor, preparation);
      case TEXT_CLASSIFICATION -> loadText(descriptor, preparation);
      case TOKEN_CLASSIFICATION, MASKED_LANGUAGE_MODEL, POINT_CLASSIFICATION, REGRESSION ->
          throw unread(descriptor, "is for " + descriptor.task().label());
    };
  }

  private ImageDataset loadImages(DatasetDescriptor descriptor, Preparation preparation) {
    Halves<DecodedImages> decoded =
        images.computeIfAbsent(descriptor.name(), name -> decodeImages(descriptor));
    DecodedImages train = decoded.train;
    DecodedImages test = decoded.test;
    StratifiedSplit split = split(train.labels(), descriptor, preparation);
    ImageShape shape = descriptor.imageShape();
    Normalisation normalisation = Normalisation.of(train.pixels(), shape, split.train());
    int classes = descriptor.classes();
    Selection training = new Selection(train.labels(), split.train(), classes);
    Selection validation = new Selection(train.labels(), split.validation(), classes);
    Selection testing = new Selection(test.labels(), all(test.labels()), classes);
    return new ImageDataset(
        descriptor,
        new ImageExamples(training, train.pixels(), shape, normalisation),
        new ImageExamples(validation, train.pixels(), shape, normalisation),
        new ImageExamples(testing, test.pixels(), shape, normalisation),
        normalisation);
  }

  private TextDataset loadText(DatasetDescriptor descriptor, Preparation preparation) {
    Halves<DecodedText> decoded =
        texts.computeIfAbsent(descriptor.name(), name -> decodeText(descriptor));
    DecodedText train = decoded.train;
    DecodedText test = decoded.test;
    StratifiedSplit split = split(train.labels(), descriptor, preparation);
    List<String> seen = Arrays.stream(split.train()).mapToObj(train.passages()::get).toList();
    WordPieceTokenizer tokenizer =
        new WordPieceTokenizer(
            vocabularies.vocabulary(
                vocabularyKey(descriptor, preparation),
                () -> VocabularyLearner.learn(seen, preparation.vocabularySize())));
    int[][] trainTokens = tokens(train, tokenizer);
    int[] lengths = Arrays.stream(split.train()).map(i -> trainTokens[i].length).toArray();
    int length = preparation.maxLength() == 0 ? fittingLength(lengths) : preparation.maxLength();
    int[][] cutTrain = cut(trainTokens, length);
    int[][] cutTest = cut(tokens(test, tokenizer), length);
    int classes = descriptor.classes();
    Selection training = new Selection(train.labels(), split.train(), classes);
    Selection validation = new Selection(train.labels(), split.validation(), classes);
    Selection testing = new Selection(test.labels(), all(test.labels()), classes);
    return new TextDataset(
        descriptor,
        new TextExamples(training, cutTrain, length),
        new TextExamples(validation, cutTrain, length),
        new TextExamples(testing, cutTest, length),
        tokenizer);
  }

  private static void requireFormat(DatasetDescriptor descriptor, DataFormat format) {
    if (descriptor.format() != format) {
      throw unread(descriptor, "is in files of format " + descriptor.format());
    }
  }

  private static BadInputException unread(DatasetDescriptor descriptor, String what) {
    return new BadInputException(
        "dataset %s %s, which this version does not train on".formatted(descriptor.name(), what));
  }

  private Halves<DecodedImages> decodeImages(DatasetDescriptor descriptor) {
    requireFormat(descriptor, DataFormat.IDX);
    InputSplit train = input(descriptor, FileRole.TRAIN_IMAGES, FileRole.TRAIN_LABELS);
    InputSplit test = input(descriptor, FileRole.TEST_IMAGES, FileRole.TEST_LABELS);
    return new Halves<>(
        DecodedImages.read(train, descriptor, descriptor.splits().train()),
        DecodedImages.read(test, descriptor, descriptor.splits().test()));
  }

  private Halves<DecodedText> decodeText(DatasetDescriptor descriptor) {
    requireFormat(descriptor, DataFormat.LABELLED_LINES);
    InputSplit train = input(descriptor, FileRole.TRAIN_TEXT);
    InputSplit test = input(descriptor, FileRole.TEST_TEXT);
    return new Halves<>(
        DecodedText.read(train, descriptor, descriptor.splits().train()),
        DecodedText.read(test, descriptor, descriptor.splits().test()));
  }

  private InputSplit input(DatasetDescriptor descriptor, FileRole... roles) {
    return files.input(Arrays.stream(roles).map(descriptor::file).toList());
  }

  private static StratifiedSplit split(
      int[] labels, DatasetDescriptor descriptor, Preparation preparation) {
    return StratifiedSplit.of(
        labels, descriptor.classes(), preparation.validationFraction(), preparation.splitSeed());
  }

  private static int[] all(int[] labels) {
    return IntStream.range(0, labels.length).toArray();
  }

  /** The passages' tokens between {@code [CLS]} and {@code [SEP]}. */
  private static int[][] tokens(DecodedText text, WordPieceTokenizer tokenizer) {
    return text.passages().stream()
        .map(
            passage -> {
              int[] pieces = tokenizer.encode(passage);
              int[] tokens = new int[pieces.length + 2];
              tokens[0] = Vocabulary.CLASSIFICATION;
              System.arraycopy(pieces, 0, tokens, 1, pieces.length);
              tokens[tokens.length - 1] = Vocabulary.SEPARATOR;
              return tokens;
            })
        .toArray(int[][]::new);
  }

  /** The least multiple of 8 that no more than 1 % of the lengths are above. */
  static int fittingLength(int[] lengths) {
    int[] sorted = lengths.clone();
    Arrays.sort(sorted);
    int whole = (int) Math.ceil(WHOLE_PART * sorted.length);
    int quanta = (sorted[whole - 1] + LENGTH_QUANTUM - 1) / LENGTH_QUANTUM;
    return quanta * LENGTH_QUANTUM;
  }

  /** The passages with those that are too long cut at their end, before {@code [SEP]}. */
  private static int[][] cut(int[][] passages, int length) {
    return Arrays.stream(passages)
        .map(
            tokens -> {
              int[] kept = Arrays.copyOf(tokens, Math.min(tokens.length, length));
              kept[kept.length - 1] = Vocabulary.SEPARATOR;
              return kept;
            })
        .toArray(int[][]::new);
  }

  /** The name of all that a vocabulary follows from. */
  private static String vocabularyKey(DatasetDescriptor descriptor, Preparation preparation) {
    String settings =
        "%s %s size %d fraction %s seed %d"
            .formatted(
                VOCABULARY_FORMAT,
                descriptor.hash(),
                preparation.vocabularySize(),
                preparation.validationFraction(),
                preparation.splitSeed());
    String digest = Sha256.hex(settings.getBytes(StandardCharsets.UTF_8));
    return descriptor.name() + "-" + digest.substring(0, KEY_DIGITS);
  }

  private record Halves<T>(T train, T test) {}
}

package dev.actzoo.data;

import dev.actzoo.input.BadInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.datavec.api.split.InputSplit;
import org.datavec.api.writable.Writable;
import org.jspecify.annotations.Nullable;

/**
 * From a dataset's checked files to a dataset ready for training. What is decoded is kept in a
 * cache, under the hash of the content it was decoded from.
 */
final class DatasetLoader {
  /** Part of a cached vocabulary's key; to be raised whenever learning gives other tokens. */
  private static final String VOCABULARY_FORMAT = "wordpiece-2";

  /** Part of the key of cached images; to be raised whenever decoding gives other bytes. */
  private static final String IMAGE_FORMAT = "images-1";

  /** Part of the key of whitened images; to be raised whenever whitening gives other values. */
  private static final String WHITENED_FORMAT = "zca-1";

  /** Part of the key of cached tokens; to be raised whenever encoding gives other numbers. */
  private static final String TOKEN_FORMAT = "tokens-2";

  private final DatasetFiles files;
  private final Tokenizers tokenizers;
  private final DecodedCache decoded;
  private final TokenDatasetLoader tokens;
  private final Map<String, OwnDataset> own = new ConcurrentHashMap<>();
  private final Map<String, DecodedImages> images = new ConcurrentHashMap<>();

  DatasetLoader(DatasetFiles files, Tokenizers tokenizers, DecodedCache decoded) {
    this.files = files;
    this.tokenizers = tokenizers;
    this.decoded = decoded;
    this.tokens = new TokenDatasetLoader(files, tokenizers, decoded);
  }

  /** Reads a dataset of a person's own; from now on it is loaded by the name in its data sheet. */
  OwnDataset open(OwnData data) {
    OwnDataset dataset = OwnDataset.open(data, decoded);
    own.put(data.name(), dataset);
    return dataset;
  }

  void verify(DatasetDescriptor descriptor) {
    if (!own.containsKey(descriptor.name())) {
      descriptor.files().forEach(files::read);
    }
  }

  LoadedDataset load(DatasetDescriptor descriptor, Preparation preparation) {
    return switch (descriptor.task()) {
      case IMAGE_CLASSIFICATION -> loadImages(descriptor, preparation);
      case TEXT_CLASSIFICATION -> loadText(descriptor, preparation);
      case TOKEN_CLASSIFICATION -> tokens.tagged(descriptor, preparation);
      case MASKED_LANGUAGE_MODEL -> tokens.masked(descriptor, preparation);
      case POINT_CLASSIFICATION -> loadPoints(descriptor, preparation);
      case REGRESSION -> loadValues(descriptor, preparation);
    };
  }

  /** What a dataset holds, for people to look at; of generated examples nothing. */
  Preview preview(DatasetDescriptor descriptor, int samples) {
    return switch (descriptor.task()) {
      case IMAGE_CLASSIFICATION ->
          Preview.of(
              descriptor,
              images(descriptor, Part.TRAIN),
              heldForValidation(descriptor),
              images(descriptor, Part.TEST),
              samples);
      case TEXT_CLASSIFICATION ->
          Preview.of(
              descriptor,
              decodeText(descriptor, Part.TRAIN),
              decodeText(descriptor, Part.TEST),
              samples);
      case TOKEN_CLASSIFICATION -> {
        Map<String, List<List<List<Writable>>>> parts = new LinkedHashMap<>();
        parts.put(Preview.TRAIN, sentences(descriptor, FileRole.TRAIN_TEXT));
        parts.put(Preview.VALIDATION, sentences(descriptor, FileRole.VALIDATION_TEXT));
        parts.put(Preview.TEST, sentences(descriptor, FileRole.TEST_TEXT));
        yield Preview.ofTaggedTokens(descriptor, parts, samples);
      }
      case MASKED_LANGUAGE_MODEL ->
          Preview.ofLines(
              new String(files.read(descriptor.file(FileRole.TRAIN_TEXT)), StandardCharsets.UTF_8),
              samples);
      case POINT_CLASSIFICATION, REGRESSION -> new Preview(Map.of(), List.of());
    };
  }

  private List<List<List<Writable>>> sentences(DatasetDescriptor descriptor, FileRole role) {
    try (TaggedTokensRecordReader reader = new TaggedTokensRecordReader(descriptor.classNames())) {
      reader.initialize(input(descriptor, role));
      List<List<List<Writable>>> sentences = new ArrayList<>();
      while (reader.hasNext()) {
        sentences.add(reader.sequenceRecord());
      }
      return sentences;
    } catch (IOException e) {
      throw new BadInputException("%s: %s".formatted(descriptor.name(), e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while reading " + descriptor.name(), e);
    }
  }

  private ImageDataset loadImages(DatasetDescriptor descriptor, Preparation preparation) {
    DecodedImages train = images(descriptor, Part.TRAIN);
    DecodedImages test = images(descriptor, Part.TEST);
    int[] trainLabels = train.labelArray();
    int[] testLabels = test.labelArray();
    DecodedImages held = heldForValidation(descriptor);
    DecodedImages chosen = held == null ? train : held;
    StratifiedSplit split = held == null ? split(trainLabels, descriptor, preparation) : null;
    int[] trained = split == null ? all(trainLabels) : split.train();
    int[] chosenLabels = chosen.labelArray();
    int[] validated = split == null ? all(chosenLabels) : split.validation();
    ImageShape shape = descriptor.imageShape();
    Normalisation normalisation = Normalisation.of(train.pixels(), shape, trained);
    int classes = descriptor.classes();
    Selection training = new Selection(trainLabels, trained, classes);
    Selection validation = new Selection(chosenLabels, validated, classes);
    Selection testing = new Selection(testLabels, all(testLabels), classes);
    ImageDataset dataset =
        new ImageDataset(
            descriptor,
            new ImageExamples(training, train.pixels(), shape, normalisation),
            new ImageExamples(validation, chosen.pixels(), shape, normalisation),
            new ImageExamples(testing, test.pixels(), shape, normalisation),
            normalisation);
    return preparation.zca()
        ? whitened(
            dataset,
            held == null ? List.of(train, test) : List.of(train, test, held),
            trained,
            preparation)
        : dataset;
  }

  /** The images that a person set apart for validation; null if there are none. */
  private @Nullable DecodedImages heldForValidation(DatasetDescriptor descriptor) {
    OwnDataset given = own.get(descriptor.name());
    return given == null || given.validation().isEmpty()
        ? null
        : DecodedImages.of(given.validation());
  }

  /**
   * A dataset with its images whitened; their values are kept in the cache.
   *
   * @param parts the images to train on, those to test on, and those to validate on if they are
   *     none of the first
   */
  private ImageDataset whitened(
      ImageDataset dataset, List<DecodedImages> parts, int[] images, Preparation preparation) {
    DatasetDescriptor descriptor = dataset.descriptor();
    ZcaWhitening.requireFeasible(descriptor.name(), descriptor.imageShape(), largest(descriptor));
    String settings =
        "%s %s epsilon %s fraction %s seed %d"
            .formatted(
                WHITENED_FORMAT,
                descriptor.hash(),
                ZcaWhitening.EPSILON,
                preparation.validationFraction(),
                preparation.splitSeed());
    List<ByteBuffer> values =
        decoded.parts(
            Tokenizers.key(descriptor, settings),
            () ->
                ZcaWhitening.of(
                        parts.get(0).pixels(),
                        descriptor.imageShape(),
                        dataset.normalisation(),
                        images,
                        ZcaWhitening.EPSILON)
                    .apply(parts));
    FloatBuffer training = values.get(0).asFloatBuffer();
    return new ImageDataset(
        descriptor,
        dataset.train().whitened(training),
        dataset.validation().whitened(values.size() > 2 ? values.get(2).asFloatBuffer() : training),
        dataset.test().whitened(values.get(1).asFloatBuffer()),
        dataset.normalisation());
  }

  private static int largest(DatasetDescriptor descriptor) {
    return Math.max(descriptor.splits().train(), descriptor.splits().test());
  }

  /**
   * Refuses a dataset that cannot be whitened.
   *
   * @throws BadInputException if it holds no images, or images too large or too many
   */
  static void requireWhitenable(DatasetDescriptor descriptor) {
    if (descriptor.task() != Task.IMAGE_CLASSIFICATION) {
      throw new BadInputException(
          "training.preprocessing is zca, which is for images, but dataset %s holds none; leave it out there"
              .formatted(descriptor.name()));
    }
    ZcaWhitening.requireFeasible(descriptor.name(), descriptor.imageShape(), largest(descriptor));
  }

  private static PointDataset loadPoints(DatasetDescriptor descriptor, Preparation preparation) {
    Generation generation = Objects.requireNonNull(descriptor.generation());
    SplitSizes sizes = descriptor.splits();
    GeneratedPoints train = GeneratedPoints.of(generation, sizes.train(), 0);
    GeneratedPoints test = GeneratedPoints.of(generation, sizes.test(), 1);
    StratifiedSplit split = split(train.labels(), descriptor, preparation);
    return new PointDataset(
        descriptor,
        points(train, split.train(), descriptor),
        points(train, split.validation(), descriptor),
        points(test, all(test.labels()), descriptor));
  }

  private static ValueDataset loadValues(DatasetDescriptor descriptor, Preparation preparation) {
    Generation generation = Objects.requireNonNull(descriptor.generation());
    SplitSizes sizes = descriptor.splits();
    GeneratedValues train = GeneratedValues.of(generation, sizes.train(), 0);
    GeneratedValues test = GeneratedValues.of(generation, sizes.test(), 1);
    StratifiedSplit split =
        StratifiedSplit.of(
            new int[sizes.train()], 1, preparation.validationFraction(), preparation.splitSeed());
    return new ValueDataset(
        descriptor,
        new ValueExamples(train, split.train()),
        new ValueExamples(train, split.validation()),
        new ValueExamples(test, IntStream.range(0, sizes.test()).toArray()));
  }

  private static PointExamples points(
      GeneratedPoints points, int[] places, DatasetDescriptor descriptor) {
    return new PointExamples(
        new Selection(points.labels(), places, descriptor.classes()),
        points.coordinates(),
        GeneratedPoints.DIMENSIONS);
  }

  private DecodedImages images(DatasetDescriptor descriptor, Part part) {
    OwnDataset given = own.get(descriptor.name());
    if (given != null) {
      return DecodedImages.of(part.of(given));
    }
    String key =
        Tokenizers.key(descriptor, "%s %s %s".formatted(IMAGE_FORMAT, descriptor.hash(), part));
    return images.computeIfAbsent(
        key,
        absent ->
            DecodedImages.of(decoded.parts(key, () -> decodeImages(descriptor, part).parts())));
  }

  private DecodedImages decodeImages(DatasetDescriptor descriptor, Part part) {
    List<String> classes = descriptor.classNames();
    int expected = part.size(descriptor.splits());
    return switch (descriptor.format()) {
      case IDX ->
          DecodedImages.read(
              new IdxRecordReader(classes),
              input(descriptor, part.images, part.labels),
              descriptor,
              expected);
      case CIFAR_10 -> cifar(descriptor, part, expected, 1);
      case CIFAR_100 -> cifar(descriptor, part, expected, 2);
      case LABELLED_LINES, CSV, TSV, TAGGED_TOKENS, LINES, OWN, GENERATED ->
          throw new IllegalStateException(descriptor.name() + " is in no format of images");
    };
  }

  private DecodedImages cifar(
      DatasetDescriptor descriptor, Part part, int expected, int labelBytes) {
    return DecodedImages.read(
        new CifarRecordReader(descriptor.classNames(), labelBytes),
        input(descriptor, part.examples),
        descriptor,
        expected);
  }

  private TextDataset loadText(DatasetDescriptor descriptor, Preparation preparation) {
    Tokenizer tokenizer = tokenizer(descriptor, preparation);
    Vocabulary vocabulary = tokenizer.vocabulary();
    EncodedText train = encoded(descriptor, Part.TRAIN, tokenizer);
    EncodedText test = encoded(descriptor, Part.TEST, tokenizer);
    StratifiedSplit split = split(train.labels(), descriptor, preparation);
    int[] lengths = Arrays.stream(split.train()).map(train.tokens()::length).toArray();
    FittingLength fitting = FittingLength.of(lengths);
    boolean automatic = preparation.maxLength() == 0;
    int length = automatic ? fitting.length() : preparation.maxLength();
    int classes = descriptor.classes();
    Selection training = new Selection(train.labels(), split.train(), classes);
    Selection validation = new Selection(train.labels(), split.validation(), classes);
    Selection testing = new Selection(test.labels(), all(test.labels()), classes);
    return new TextDataset(
        descriptor,
        new TextExamples(training, train.tokens(), length, vocabulary),
        new TextExamples(validation, train.tokens(), length, vocabulary),
        new TextExamples(testing, test.tokens(), length, vocabulary),
        automatic ? fitting.notice(descriptor.name()) : "",
        tokenizer);
  }

  /** The tokenizer, if learned, of the passages to train on. */
  private Tokenizer tokenizer(DatasetDescriptor descriptor, Preparation preparation) {
    return tokenizers.of(
        descriptor,
        preparation,
        vocabularySettings(descriptor, preparation),
        () -> {
          DecodedText train = decodeText(descriptor, Part.TRAIN);
          StratifiedSplit split = split(train.labels(), descriptor, preparation);
          return Arrays.stream(split.train()).mapToObj(train.passages()::get).toList();
        });
  }

  private EncodedText encoded(DatasetDescriptor descriptor, Part part, Tokenizer tokenizer) {
    String settings =
        "%s %s %s %s".formatted(TOKEN_FORMAT, descriptor.hash(), part, tokenizer.fingerprint());
    String key = Tokenizers.key(descriptor, settings);
    return EncodedText.of(
        decoded.parts(key, () -> EncodedText.of(decodeText(descriptor, part), tokenizer).parts()));
  }

  private DecodedText decodeText(DatasetDescriptor descriptor, Part part) {
    OwnDataset given = own.get(descriptor.name());
    if (given != null) {
      return DecodedText.of(part.of(given));
    }
    InputSplit input = input(descriptor, part.text);
    return DecodedText.read(input, descriptor, part.size(descriptor.splits()));
  }

  private InputSplit input(DatasetDescriptor descriptor, FileRole... roles) {
    return files.input(
        Arrays.stream(roles).flatMap(role -> descriptor.files(role).stream()).toList());
  }

  private static StratifiedSplit split(
      int[] labels, DatasetDescriptor descriptor, Preparation preparation) {
    return StratifiedSplit.of(
        labels, descriptor.classes(), preparation.validationFraction(), preparation.splitSeed());
  }

  private static int[] all(int[] labels) {
    return IntStream.range(0, labels.length).toArray();
  }

  /** All that a learned vocabulary follows from. */
  private static String vocabularySettings(DatasetDescriptor descriptor, Preparation preparation) {
    return "%s %s size %d fraction %s seed %d"
        .formatted(
            VOCABULARY_FORMAT,
            descriptor.hash(),
            preparation.vocabularySize(),
            preparation.validationFraction(),
            preparation.splitSeed());
  }

  /** A part of a dataset that has files of its own. */
  private enum Part {
    TRAIN(
        FileRole.TRAIN_IMAGES, FileRole.TRAIN_LABELS, FileRole.TRAIN_EXAMPLES, FileRole.TRAIN_TEXT),
    TEST(FileRole.TEST_IMAGES, FileRole.TEST_LABELS, FileRole.TEST_EXAMPLES, FileRole.TEST_TEXT);

    private final FileRole images;
    private final FileRole labels;
    private final FileRole examples;
    private final FileRole text;

    Part(FileRole images, FileRole labels, FileRole examples, FileRole text) {
      this.images = images;
      this.labels = labels;
      this.examples = examples;
      this.text = text;
    }

    List<ByteBuffer> of(OwnDataset dataset) {
      return switch (this) {
        case TRAIN -> dataset.train();
        case TEST -> dataset.test();
      };
    }

    int size(SplitSizes sizes) {
      return switch (this) {
        case TRAIN -> sizes.train();
        case TEST -> sizes.test();
      };
    }
  }
}

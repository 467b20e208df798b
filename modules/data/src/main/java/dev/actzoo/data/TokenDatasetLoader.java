package dev.actzoo.data;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * From a dataset's checked files to one in which single tokens are predicted, its parts as the
 * publisher made them. What is encoded is kept in a cache, under the hash of the content it was
 * encoded from.
 */
final class TokenDatasetLoader {
  /** Part of the key of what is kept; to be raised whenever encoding gives other numbers. */
  private static final String FORMAT = "token-tasks-1";

  private static final int LENGTH_QUANTUM = 8;

  /** Tokens of a block of running text where nothing else is said. */
  private static final int BLOCK = 128;

  private final DatasetFiles files;
  private final Tokenizers tokenizers;
  private final DecodedCache decoded;

  TokenDatasetLoader(DatasetFiles files, Tokenizers tokenizers, DecodedCache decoded) {
    this.files = files;
    this.tokenizers = tokenizers;
    this.decoded = decoded;
  }

  /** A dataset whose tokens have tags. */
  TokenDataset tagged(DatasetDescriptor descriptor, Preparation preparation) {
    Tokenizer tokenizer = tokenizer(descriptor, preparation);
    TaggedText train = tagged(descriptor, FileRole.TRAIN_TEXT, tokenizer);
    TaggedText validation = tagged(descriptor, FileRole.VALIDATION_TEXT, tokenizer);
    TaggedText test = tagged(descriptor, FileRole.TEST_TEXT, tokenizer);
    int longest =
        Stream.of(train, validation, test).mapToInt(TaggedText::longest).max().orElseThrow();
    int fitting = (longest + LENGTH_QUANTUM - 1) / LENGTH_QUANTUM * LENGTH_QUANTUM;
    int length = preparation.maxLength() == 0 ? fitting : preparation.maxLength();
    int classes = descriptor.classes();
    Vocabulary vocabulary = tokenizer.vocabulary();
    return new TokenDataset(
        descriptor,
        TokenExamples.tagged(train.tokens(), train.tags(), length, classes, vocabulary),
        TokenExamples.tagged(validation.tokens(), validation.tags(), length, classes, vocabulary),
        TokenExamples.tagged(test.tokens(), test.tags(), length, classes, vocabulary),
        tokenizer);
  }

  /** A dataset of running text, its tokens to be hidden. */
  TokenDataset masked(DatasetDescriptor descriptor, Preparation preparation) {
    Tokenizer tokenizer = tokenizer(descriptor, preparation);
    int length = preparation.maxLength() == 0 ? BLOCK : preparation.maxLength();
    MaskedTokens rule = new MaskedTokens(tokenizer, false, preparation.splitSeed(), 0);
    return new TokenDataset(
        descriptor,
        TokenExamples.masked(
            blocks(descriptor, FileRole.TRAIN_TEXT, tokenizer, length), length, rule),
        TokenExamples.masked(
            blocks(descriptor, FileRole.VALIDATION_TEXT, tokenizer, length), length, rule),
        TokenExamples.masked(
            blocks(descriptor, FileRole.TEST_TEXT, tokenizer, length), length, rule),
        tokenizer);
  }

  private Tokenizer tokenizer(DatasetDescriptor descriptor, Preparation preparation) {
    String settings =
        "%s %s size %d".formatted(FORMAT, descriptor.hash(), preparation.vocabularySize());
    return tokenizers.of(descriptor, preparation, settings, () -> trainingText(descriptor));
  }

  private List<String> trainingText(DatasetDescriptor descriptor) {
    if (descriptor.task() == Task.MASKED_LANGUAGE_MODEL) {
      return lines(descriptor, FileRole.TRAIN_TEXT);
    }
    List<String> tokens = new ArrayList<>();
    sequences(descriptor, FileRole.TRAIN_TEXT)
        .forEach(sequence -> sequence.forEach(step -> tokens.add(step.token())));
    return tokens;
  }

  private TaggedText tagged(DatasetDescriptor descriptor, FileRole role, Tokenizer tokenizer) {
    String key = Tokenizers.key(descriptor, settings(descriptor, role, tokenizer));
    return TaggedText.of(
        decoded.parts(
            key, () -> TaggedText.encode(sequences(descriptor, role), tokenizer).parts()));
  }

  private TokenSequences blocks(
      DatasetDescriptor descriptor, FileRole role, Tokenizer tokenizer, int length) {
    String settings = settings(descriptor, role, tokenizer) + " length " + length;
    var parts =
        decoded.parts(
            Tokenizers.key(descriptor, settings),
            () -> RunningText.blocks(lines(descriptor, role), tokenizer, length).bytes());
    return TokenSequences.of(parts.get(0), parts.get(1));
  }

  private static String settings(DatasetDescriptor descriptor, FileRole role, Tokenizer tokenizer) {
    return "%s %s %s %s".formatted(FORMAT, descriptor.hash(), role, tokenizer.fingerprint());
  }

  private List<List<TaggedText.Step>> sequences(DatasetDescriptor descriptor, FileRole role) {
    return TaggedText.read(
        files.input(descriptor.files(role)), descriptor.classNames(), size(descriptor, role));
  }

  private List<String> lines(DatasetDescriptor descriptor, FileRole role) {
    DataFile file = descriptor.file(role);
    ByteArrayInputStream bytes = new ByteArrayInputStream(files.read(file));
    return RunningText.read(
        BinaryFile.open(URI.create(file.path()), bytes), size(descriptor, role));
  }

  private static int size(DatasetDescriptor descriptor, FileRole role) {
    SplitSizes sizes = descriptor.splits();
    return switch (role) {
      case TRAIN_TEXT -> sizes.train();
      case VALIDATION_TEXT -> sizes.validation();
      case TEST_TEXT -> sizes.test();
      case TRAIN_IMAGES, TRAIN_LABELS, TRAIN_EXAMPLES, TEST_IMAGES, TEST_LABELS, TEST_EXAMPLES ->
          throw new IllegalArgumentException(role + " is not text");
    };
  }
}

package dev.actzoo.data;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The tokenizers that datasets are encoded with: learned, and kept in a cache, or published. */
final class Tokenizers {
  /** Part of a cached tokenizer's key; to be raised whenever learning gives other tokens. */
  private static final String BYTE_BPE_FORMAT = "byte-bpe-1";

  private static final int KEY_DIGITS = 16;

  private final VocabularyCache cache;
  private final Map<String, Tokenizer> published = new ConcurrentHashMap<>();

  Tokenizers(VocabularyCache cache) {
    this.cache = cache;
  }

  /** Reads a published tokenizer, from now on known by its SHA-256, which it returns. */
  String add(Path path) {
    PublishedTokenizer read = PublishedTokenizer.read(path);
    published.putIfAbsent(read.sha256(), read.tokenizer());
    return read.sha256();
  }

  /**
   * The tokenizer of a dataset.
   *
   * @param settings all that a learned one follows from, but for its kind
   * @param texts what it is learned from
   */
  Tokenizer of(
      DatasetDescriptor descriptor,
      Preparation preparation,
      String settings,
      Supplier<List<String>> texts) {
    int size = preparation.vocabularySize();
    return switch (preparation.tokenizer()) {
      case Preparation.WORDPIECE ->
          new WordPieceTokenizer(
              cache.vocabulary(
                  key(descriptor, settings), () -> VocabularyLearner.learn(texts.get(), size)));
      case Preparation.BYTE_BPE ->
          cache.byteBpe(
              key(descriptor, BYTE_BPE_FORMAT + " " + settings),
              () -> ByteBpeTokenizer.learn(texts.get(), size));
      default -> {
        Tokenizer known = published.get(preparation.tokenizer());
        if (known == null) {
          throw new IllegalArgumentException("tokenizer " + preparation.tokenizer() + " not added");
        }
        yield known;
      }
    };
  }

  /** A file name for what follows from a dataset and some settings. */
  static String key(DatasetDescriptor descriptor, String settings) {
    String digest = Sha256.hex(settings.getBytes(StandardCharsets.UTF_8));
    return descriptor.name() + "-" + digest.substring(0, KEY_DIGITS);
  }
}

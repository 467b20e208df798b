package dev.actzoo.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Learned vocabularies kept in a folder, each file beside one with its SHA-256: WordPiece's with
 * one token a line, byte-level ones as a folder with GPT-2's {@code vocab.json} and {@code
 * merges.txt}.
 *
 * <p>Files appear whole, by renaming, and what a key stands for is always the same bytes, so any
 * number of processes may use one folder at once. A file that does not match its SHA-256 is learned
 * again. A folder that cannot be written costs time, not the run.
 */
final class VocabularyCache {
  private static final System.Logger LOG = System.getLogger(VocabularyCache.class.getName());

  private final Path folder;

  VocabularyCache(Path folder) {
    this.folder = folder;
  }

  /**
   * The vocabulary of a key, read from its file or else learned and written there.
   *
   * @param key a file name, without its ending, that says all that the vocabulary follows from
   */
  Vocabulary vocabulary(String key, Supplier<Vocabulary> learn) {
    Path file = folder.resolve(key + ".txt");
    return read(file)
        .map(text -> new Vocabulary(List.of(text.split("\n"))))
        .orElseGet(
            () -> {
              Vocabulary learned = learn.get();
              write(String.join("\n", learned.tokens()) + "\n", file);
              return learned;
            });
  }

  /**
   * The byte-level tokenizer of a key, read from its files or else learned and written there.
   *
   * @param key a folder's name that says all that the tokenizer follows from
   */
  ByteBpeTokenizer byteBpe(String key, Supplier<ByteBpeTokenizer> learn) {
    Path vocabulary = folder.resolve(key).resolve("vocab.json");
    Path merges = folder.resolve(key).resolve("merges.txt");
    if (read(vocabulary).isPresent() && read(merges).isPresent()) {
      return PublishedTokenizer.byteBpe(vocabulary, merges);
    }
    ByteBpeTokenizer learned = learn.get();
    write(json(learned.vocabulary().tokens()), vocabulary);
    write("#version: 0.2\n" + String.join("\n", learned.merges()) + "\n", merges);
    return learned;
  }

  private static String json(List<String> tokens) {
    Map<String, Integer> numbers = new LinkedHashMap<>();
    tokens.forEach(token -> numbers.put(token, numbers.size()));
    try {
      return new ObjectMapper().writeValueAsString(numbers) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts and numbers that JSON cannot hold", e);
    }
  }

  private static Path digest(Path file) {
    return file.resolveSibling(file.getFileName() + ".sha256");
  }

  private static Optional<String> read(Path file) {
    Path digest = digest(file);
    try {
      if (!Files.exists(file)) {
        return Optional.empty();
      }
      byte[] bytes = Files.readAllBytes(file);
      if (!Sha256.hex(bytes).equals(Files.readString(digest, StandardCharsets.US_ASCII))) {
        return Optional.empty();
      }
      return Optional.of(new String(bytes, StandardCharsets.UTF_8));
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "cannot read the vocabulary " + file, e);
      return Optional.empty();
    }
  }

  private static void write(String text, Path file) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try {
      Files.createDirectories(file.getParent());
      replace(file, bytes);
      replace(digest(file), Sha256.hex(bytes).getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "cannot keep the vocabulary " + file, e);
    }
  }

  private static void replace(Path file, byte[] bytes) throws IOException {
    Path whole = Files.createTempFile(file.getParent(), "vocabulary", ".part");
    try {
      Files.write(whole, bytes);
      Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(whole);
    }
  }
}

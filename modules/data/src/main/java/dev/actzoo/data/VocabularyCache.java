package dev.actzoo.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Learned vocabularies kept in a folder, one token a line, each beside a file with its SHA-256.
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
    Path digest = folder.resolve(key + ".txt.sha256");
    return read(file, digest)
        .orElseGet(
            () -> {
              Vocabulary learned = learn.get();
              write(learned, file, digest);
              return learned;
            });
  }

  private static Optional<Vocabulary> read(Path file, Path digest) {
    try {
      if (!Files.exists(file)) {
        return Optional.empty();
      }
      byte[] bytes = Files.readAllBytes(file);
      if (!Sha256.hex(bytes).equals(Files.readString(digest, StandardCharsets.US_ASCII))) {
        return Optional.empty();
      }
      return Optional.of(
          new Vocabulary(List.of(new String(bytes, StandardCharsets.UTF_8).split("\n"))));
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "cannot read the vocabulary " + file, e);
      return Optional.empty();
    }
  }

  private void write(Vocabulary vocabulary, Path file, Path digest) {
    byte[] bytes = (String.join("\n", vocabulary.tokens()) + "\n").getBytes(StandardCharsets.UTF_8);
    try {
      Files.createDirectories(folder);
      replace(file, bytes);
      replace(digest, Sha256.hex(bytes).getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "cannot keep the vocabulary " + file, e);
    }
  }

  private void replace(Path file, byte[] bytes) throws IOException {
    Path whole = Files.createTempFile(folder, "vocabulary", ".part");
    try {
      Files.write(whole, bytes);
      Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(whole);
    }
  }
}

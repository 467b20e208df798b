package dev.actzoo.experiments;

import java.util.Set;

/**
 * A published tokenizer as {@code training.tokenizer} names it: by its path and, once it was read,
 * by its SHA-256. The path is no part of a trial's identity.
 *
 * @param path the file or folder; empty in a trial
 * @param sha256 in hexadecimal; empty until it was read
 */
public record TokenizerFile(String path, String sha256) {
  /** The tokenizers that are learned from the training part of a dataset. */
  private static final Set<String> LEARNED = Set.of(TrainingSpec.WORDPIECE, "byte-bpe");

  private static final String MARK = "#sha256:";

  /** Whether a tokenizer is one to be learned, and no file. */
  public static boolean isLearned(String tokenizer) {
    return LEARNED.contains(tokenizer);
  }

  /** The file of a tokenizer that is not learned. */
  public static TokenizerFile of(String tokenizer) {
    int mark = tokenizer.lastIndexOf(MARK);
    return mark < 0
        ? new TokenizerFile(tokenizer, "")
        : new TokenizerFile(
            tokenizer.substring(0, mark), tokenizer.substring(mark + MARK.length()));
  }

  /** As {@code training.tokenizer} has it. */
  public String text() {
    return sha256.isEmpty() ? path : path + MARK + sha256;
  }

  /** A tokenizer as trials have it: what is learned by its name, a file by its SHA-256 alone. */
  static String identity(String tokenizer) {
    return isLearned(tokenizer) ? tokenizer : new TokenizerFile("", of(tokenizer).sha256).text();
  }
}

package dev.actzoo.data;

import java.util.ArrayList;
import java.util.List;

/** Running text, cut into blocks of tokens for a masked language model. */
final class RunningText {
  private RunningText() {}

  /**
   * The lines of a file, those without text left out.
   *
   * @param expected how many lines there must be, with those left out
   */
  static List<String> read(BinaryFile file, int expected) {
    List<String> kept = new ArrayList<>();
    try (TextLines lines = new TextLines(file)) {
      for (String line = lines.next(); line != null; line = lines.next()) {
        if (!lines.wellFormed(lines.line(), lines.line())) {
          throw file.bad(lines.line(), "not UTF-8");
        }
        if (!line.isBlank()) {
          kept.add(line);
        }
      }
      if (lines.line() != expected) {
        throw file.bad(
            lines.line(), "expected %d lines, found %d".formatted(expected, lines.line()));
      }
    }
    return kept;
  }

  /**
   * The text's tokens one line after the other in blocks of a length, each between {@code [CLS]}
   * and {@code [SEP]}; the last tokens, fewer than a block, are left out.
   */
  static TokenSequences blocks(List<String> lines, Tokenizer tokenizer, int length) {
    Vocabulary vocabulary = tokenizer.vocabulary();
    int inner = length - 2;
    List<int[]> blocks = new ArrayList<>();
    int[] block = new int[length];
    int filled = 0;
    for (int[] line : tokenizer.encode(lines)) {
      for (int token : line) {
        block[1 + filled++] = token;
        if (filled == inner) {
          block[0] = vocabulary.classification();
          block[length - 1] = vocabulary.separator();
          blocks.add(block.clone());
          filled = 0;
        }
      }
    }
    return TokenSequences.of(blocks);
  }
}

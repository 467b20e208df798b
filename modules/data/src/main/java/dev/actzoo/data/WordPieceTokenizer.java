package dev.actzoo.data;

import java.util.stream.IntStream;

/**
 * A tokenizer that cuts text into words as BERT does and each word into the longest pieces of its
 * vocabulary, from the left (Wu et al. 2016, arXiv 1609.08144; Devlin et al. 2019). A piece that
 * goes on with a word starts with {@code ##}. A word that cannot be cut so, or is longer than 100
 * characters, is one {@code [UNK]}.
 *
 * @param vocabulary the pieces
 * @param lowerCase whether letters are made lower-case and lose their accents, as for BERT's
 *     uncased vocabularies
 */
public record WordPieceTokenizer(Vocabulary vocabulary, boolean lowerCase) implements Tokenizer {
  /** What a token that goes on with a word starts with. */
  static final String CONTINUED = "##";

  private static final int LONGEST_WORD = 100;

  /** The tokenizer of a vocabulary without capital letters. */
  public WordPieceTokenizer(Vocabulary vocabulary) {
    this(vocabulary, true);
  }

  /**
   * The tokenizer of a published vocabulary: it keeps capital letters if the vocabulary has any.
   */
  static WordPieceTokenizer published(Vocabulary vocabulary) {
    boolean cased =
        IntStream.of(vocabulary.ordinary())
            .mapToObj(vocabulary::token)
            .filter(token -> !token.startsWith("[") || !token.endsWith("]"))
            .anyMatch(token -> token.codePoints().anyMatch(Character::isUpperCase));
    return new WordPieceTokenizer(vocabulary, !cased);
  }

  @Override
  public Encoding encoding() {
    WordTable table = new WordTable(this::piecesOfWord);
    return text -> {
      BasicTokenizer.read(text, lowerCase, table);
      return table.take();
    };
  }

  /** The words that numbers stand for, with a space between words; padding is left out. */
  @Override
  public String decode(int[] numbers) {
    StringBuilder text = new StringBuilder();
    for (int number : numbers) {
      String token = vocabulary.token(number);
      if (continues(number)) {
        text.append(token, CONTINUED.length(), token.length());
      } else if (number != vocabulary.padding()) {
        text.append(text.isEmpty() ? "" : " ").append(token);
      }
    }
    return text.toString();
  }

  @Override
  public boolean continues(int number) {
    String token = vocabulary.token(number);
    return token.startsWith(CONTINUED) && token.length() > CONTINUED.length();
  }

  @Override
  public String fingerprint() {
    return String.join("\n", vocabulary.tokens()) + (lowerCase ? "" : "\ncased");
  }

  private int[] piecesOfWord(String word) {
    int[] unknown = {vocabulary.unknown()};
    if (word.codePointCount(0, word.length()) > LONGEST_WORD) {
      return unknown;
    }
    IntStream.Builder pieces = IntStream.builder();
    for (int start = 0; start < word.length(); ) {
      String prefix = start == 0 ? "" : CONTINUED;
      int end = word.length();
      while (end > start && !vocabulary.contains(prefix + word.substring(start, end))) {
        end--;
      }
      if (end == start) {
        return unknown;
      }
      pieces.add(vocabulary.number(prefix + word.substring(start, end)));
      start = end;
    }
    return pieces.build().toArray();
  }
}

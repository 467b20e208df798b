package dev.actzoo.data;

import java.util.ArrayList;
import java.util.List;

/**
 * A tokenizer that cuts text into words as BERT's uncased one does and each word into the longest
 * pieces of its vocabulary, from the left (Wu et al. 2016, arXiv 1609.08144; Devlin et al. 2019). A
 * word that cannot be cut so, or is longer than 100 characters, is one {@code [UNK]}.
 *
 * @param vocabulary the pieces
 */
public record WordPieceTokenizer(Vocabulary vocabulary) {
  static final String CONTINUED = "##";
  private static final int LONGEST_WORD = 100;

  /** The pieces of a text, special tokens not added. */
  public List<String> pieces(String text) {
    List<String> pieces = new ArrayList<>();
    for (String word : BasicTokenizer.words(text)) {
      pieces.addAll(piecesOfWord(word));
    }
    return pieces;
  }

  /** The numbers of the pieces of a text, special tokens not added. */
  public int[] encode(String text) {
    return pieces(text).stream().mapToInt(vocabulary::number).toArray();
  }

  /** The words that numbers stand for, with a space between words; padding is left out. */
  public String decode(int[] numbers) {
    StringBuilder text = new StringBuilder();
    for (int number : numbers) {
      String token = vocabulary.token(number);
      if (token.startsWith(CONTINUED) && token.length() > CONTINUED.length()) {
        text.append(token, CONTINUED.length(), token.length());
      } else if (number != Vocabulary.PADDING) {
        text.append(text.isEmpty() ? "" : " ").append(token);
      }
    }
    return text.toString();
  }

  private List<String> piecesOfWord(String word) {
    if (word.codePointCount(0, word.length()) > LONGEST_WORD) {
      return List.of(Vocabulary.SPECIAL.get(Vocabulary.UNKNOWN));
    }
    List<String> pieces = new ArrayList<>();
    for (int start = 0; start < word.length(); ) {
      String prefix = start == 0 ? "" : CONTINUED;
      int end = word.length();
      while (end > start && !vocabulary.contains(prefix + word.substring(start, end))) {
        end--;
      }
      if (end == start) {
        return List.of(Vocabulary.SPECIAL.get(Vocabulary.UNKNOWN));
      }
      pieces.add(prefix + word.substring(start, end));
      start = end;
    }
    return pieces;
  }
}

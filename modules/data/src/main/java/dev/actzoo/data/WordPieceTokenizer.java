package dev.actzoo.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A tokenizer that cuts text into words as BERT's uncased one does and each word into the longest
 * pieces of its vocabulary, from the left (Wu et al. 2016, arXiv 1609.08144; Devlin et al. 2019). A
 * word that cannot be cut so, or is longer than 100 characters, is one {@code [UNK]}.
 *
 * @param vocabulary the pieces
 */
public record WordPieceTokenizer(Vocabulary vocabulary) {
  static final String CONTINUED = Vocabulary.CONTINUED;
  private static final int LONGEST_WORD = 100;

  /** Different words whose pieces are kept while texts are encoded. */
  private static final int WORDS_KEPT = 1 << 17;

  /** The pieces of a text, special tokens not added. */
  public List<String> pieces(String text) {
    return Arrays.stream(encode(text)).mapToObj(vocabulary::token).toList();
  }

  /** The numbers of the pieces of a text, special tokens not added. */
  public int[] encode(String text) {
    return encode(text, new HashMap<>());
  }

  /**
   * The numbers of the pieces of many texts, special tokens not added, in the order of the texts.
   */
  List<int[]> encode(List<String> texts) {
    Map<String, int[]> known = new HashMap<>();
    List<int[]> all = new ArrayList<>(texts.size());
    texts.forEach(text -> all.add(encode(text, known)));
    return all;
  }

  /**
   * @param known the pieces of words met before
   */
  private int[] encode(String text, Map<String, int[]> known) {
    IntStream.Builder numbers = IntStream.builder();
    for (String word : BasicTokenizer.words(text)) {
      int[] pieces = known.get(word);
      if (pieces == null) {
        pieces = piecesOfWord(word);
        if (known.size() < WORDS_KEPT) {
          known.put(word, pieces);
        }
      }
      for (int piece : pieces) {
        numbers.add(piece);
      }
    }
    return numbers.build().toArray();
  }

  /** The words that numbers stand for, with a space between words; padding is left out. */
  public String decode(int[] numbers) {
    StringBuilder text = new StringBuilder();
    for (int number : numbers) {
      String token = vocabulary.token(number);
      if (vocabulary.continues(number)) {
        text.append(token, CONTINUED.length(), token.length());
      } else if (number != Vocabulary.PADDING) {
        text.append(text.isEmpty() ? "" : " ").append(token);
      }
    }
    return text.toString();
  }

  private int[] piecesOfWord(String word) {
    if (word.codePointCount(0, word.length()) > LONGEST_WORD) {
      return new int[] {Vocabulary.UNKNOWN};
    }
    IntStream.Builder pieces = IntStream.builder();
    for (int start = 0; start < word.length(); ) {
      String prefix = start == 0 ? "" : CONTINUED;
      int end = word.length();
      while (end > start && !vocabulary.contains(prefix + word.substring(start, end))) {
        end--;
      }
      if (end == start) {
        return new int[] {Vocabulary.UNKNOWN};
      }
      pieces.add(vocabulary.number(prefix + word.substring(start, end)));
      start = end;
    }
    return pieces.build().toArray();
  }
}

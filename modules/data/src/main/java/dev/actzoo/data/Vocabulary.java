package dev.actzoo.data;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A WordPiece vocabulary: pieces of words numbered from 0, the special tokens first. A piece that
 * goes on with a word starts with {@code ##}.
 */
public final class Vocabulary {
  /** The token that fills a passage up to its length. */
  public static final int PADDING = 0;

  /** The token of a word that no pieces make up. */
  public static final int UNKNOWN = 1;

  /** The first token of every passage, where a classifier reads. */
  public static final int CLASSIFICATION = 2;

  /** The last token of every passage. */
  public static final int SEPARATOR = 3;

  /** The token that hides a piece from a masked language model. */
  public static final int MASK = 4;

  /** The special tokens, in the order of their numbers. */
  public static final List<String> SPECIAL = List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]");

  /** What a token that goes on with a word starts with. */
  static final String CONTINUED = "##";

  private final List<String> tokens;
  private final Map<String, Integer> numbers = new HashMap<>();

  /**
   * @throws IllegalArgumentException if the special tokens are not the first, or two are alike
   */
  public Vocabulary(List<String> tokens) {
    this.tokens = List.copyOf(tokens);
    if (tokens.size() <= SPECIAL.size() || !tokens.subList(0, SPECIAL.size()).equals(SPECIAL)) {
      throw new IllegalArgumentException("a vocabulary starts with " + SPECIAL + " and goes on");
    }
    for (int number = 0; number < tokens.size(); number++) {
      if (numbers.put(tokens.get(number), number) != null) {
        throw new IllegalArgumentException("'" + tokens.get(number) + "' is there twice");
      }
    }
  }

  /** How many tokens there are. */
  public int size() {
    return tokens.size();
  }

  /** The tokens, in the order of their numbers. */
  public List<String> tokens() {
    return tokens;
  }

  /** The token with a number. */
  public String token(int number) {
    return tokens.get(number);
  }

  /** The number of a token; of {@code [UNK]} if it is not one. */
  public int number(String token) {
    return numbers.getOrDefault(token, UNKNOWN);
  }

  /** Whether a token goes on with the word of the one before. */
  boolean continues(int number) {
    String token = tokens.get(number);
    return token.startsWith(CONTINUED) && token.length() > CONTINUED.length();
  }

  boolean contains(String token) {
    return numbers.containsKey(token);
  }
}

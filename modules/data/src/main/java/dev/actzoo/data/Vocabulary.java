package dev.actzoo.data;

import dev.actzoo.input.BadInputException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A vocabulary: tokens numbered from 0, special tokens among them at any place. They are called as
 * in BERT's vocabularies or as in RoBERTa's.
 */
public final class Vocabulary {
  /** The special tokens as BERT calls them; a learned vocabulary starts with them. */
  public static final List<String> SPECIAL = List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]");

  /** The same as RoBERTa calls them. */
  private static final List<String> IN_ANGLES = List.of("<pad>", "<unk>", "<s>", "</s>", "<mask>");

  private final List<String> tokens;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final int[] special;
  private final int[] ordinary;

  /**
   * @throws IllegalArgumentException if a special token is missing, no other token is there, or two
   *     are alike
   */
  public Vocabulary(List<String> tokens) {
    this.tokens = List.copyOf(tokens);
    for (int number = 0; number < tokens.size(); number++) {
      if (numbers.put(tokens.get(number), number) != null) {
        throw new IllegalArgumentException("'" + tokens.get(number) + "' is there twice");
      }
    }
    List<String> missing = missing(numbers.keySet());
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException("a vocabulary has " + missing.get(0));
    }
    special = IntStream.range(0, SPECIAL.size()).map(this::special).toArray();
    Set<Integer> apart = new HashSet<>();
    IntStream.of(special).forEach(apart::add);
    ordinary = IntStream.range(0, size()).filter(number -> !apart.contains(number)).toArray();
    if (ordinary.length == 0) {
      throw new IllegalArgumentException("a vocabulary has more than special tokens");
    }
  }

  /** The special tokens, by BERT's names, that are not among some tokens under either name. */
  static List<String> missing(Set<String> tokens) {
    return IntStream.range(0, SPECIAL.size())
        .filter(role -> !tokens.contains(SPECIAL.get(role)))
        .filter(role -> !tokens.contains(IN_ANGLES.get(role)))
        .mapToObj(SPECIAL::get)
        .toList();
  }

  private int special(int role) {
    Integer number = numbers.get(SPECIAL.get(role));
    return number == null ? numbers.get(IN_ANGLES.get(role)) : number;
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
    return numbers.getOrDefault(token, unknown());
  }

  /** The token that fills a passage up to its length. */
  public int padding() {
    return special[0];
  }

  /** The token of what no pieces make up. */
  public int unknown() {
    return special[1];
  }

  /** The first token of every passage, where a classifier reads. */
  public int classification() {
    return special[2];
  }

  /** The last token of every passage. */
  public int separator() {
    return special[3];
  }

  /** The token that hides a piece from a masked language model. */
  public int mask() {
    return special[4];
  }

  /** The tokens that are not special. */
  int[] ordinary() {
    return ordinary;
  }

  boolean contains(String token) {
    return numbers.containsKey(token);
  }

  /** The size of a learned vocabulary is enough for its least tokens. */
  static void requireRoom(int size, int least, String what) {
    if (least > size) {
      throw new BadInputException(
          "vocabulary size is %d; %s need at least %d".formatted(size, what, least));
    }
  }
}

package dev.actzoo.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A byte-level tokenizer as GPT-2's (Radford et al. 2019): the bytes of each word are merged pair
 * by pair, the pair first in the list of merges first. No text is unknown to it, and what it
 * encodes it decodes to the same text.
 */
public final class ByteBpeTokenizer implements Tokenizer {
  private static final String SPACE = "\u0120";

  private final Vocabulary vocabulary;
  private final List<String> merges;
  private final boolean spaceBefore;

  /** What becomes of two neighbouring pieces, by their numbers: the lower rank goes first. */
  private final Map<Long, Merge> byPair = new HashMap<>();

  private record Merge(int rank, int merged) {}

  /**
   * @param merges the pairs, in order, each with a space between the two
   * @param spaceBefore whether a text's first word is taken as one within a text, with a space
   *     before it
   * @throws IllegalArgumentException if what a pair is made of, or what it becomes, is no token
   */
  ByteBpeTokenizer(Vocabulary vocabulary, List<String> merges, boolean spaceBefore) {
    this.vocabulary = vocabulary;
    this.merges = List.copyOf(merges);
    this.spaceBefore = spaceBefore;
    for (int rank = 0; rank < merges.size(); rank++) {
      int space = merges.get(rank).indexOf(' ');
      String left = merges.get(rank).substring(0, space);
      String right = merges.get(rank).substring(space + 1);
      Merge merge = new Merge(rank, required(left + right));
      byPair.putIfAbsent(pair(required(left), required(right)), merge);
    }
  }

  /**
   * Learns vocabulary and merges.
   *
   * @param texts what to learn from
   * @param size the most tokens the vocabulary may have: special tokens, bytes and merged ones
   * @throws dev.actzoo.input.BadInputException if that is too few for the bytes
   */
  static ByteBpeTokenizer learn(List<String> texts, int size) {
    Map<String, Long> wordCounts = new TreeMap<>();
    WordTable words =
        new WordTable(
            word -> {
              wordCounts.merge(word, 1L, Long::sum);
              return new int[0];
            },
            0);
    for (String text : texts) {
      ByteWords.read(spaced(text), words);
    }
    List<String> first = new ArrayList<>(Vocabulary.SPECIAL);
    first.addAll(ByteAlphabet.all());
    Vocabulary.requireRoom(size, first.size(), "special tokens and bytes");
    PairMerges learned = new PairMerges(first, String::concat);
    wordCounts.forEach((word, count) -> learned.add(ByteAlphabet.spelling(word), count));
    learned.grow(size);
    return new ByteBpeTokenizer(new Vocabulary(learned.tokens()), learned.merges(), true);
  }

  private int required(String token) {
    if (!vocabulary.contains(token)) {
      throw new IllegalArgumentException("'%s' is no token".formatted(token));
    }
    return vocabulary.number(token);
  }

  @Override
  public Vocabulary vocabulary() {
    return vocabulary;
  }

  /** The pairs, in order, each with a space between the two. */
  public List<String> merges() {
    return merges;
  }

  @Override
  public Encoding encoding() {
    WordTable table = new WordTable(this::tokensOfWord);
    return text -> {
      ByteWords.read(spaceBefore ? spaced(text) : text, table);
      return table.take();
    };
  }

  private static String spaced(String text) {
    return text.isEmpty() || text.charAt(0) == ' ' ? text : " " + text;
  }

  /** The text that numbers stand for; special tokens as they are called, padding left out. */
  @Override
  public String decode(int[] numbers) {
    StringBuilder symbols = new StringBuilder();
    for (int number : numbers) {
      symbols.append(number == vocabulary.padding() ? "" : vocabulary.token(number));
    }
    return ByteAlphabet.text(symbols.toString());
  }

  /** Whether a token has no space before it: a word is what stands between spaces. */
  @Override
  public boolean continues(int number) {
    return !vocabulary.token(number).startsWith(SPACE);
  }

  @Override
  public String fingerprint() {
    return "%s\n%s\n%s"
        .formatted(String.join("\n", vocabulary.tokens()), String.join("\n", merges), spaceBefore);
  }

  private int[] tokensOfWord(String word) {
    int[] pieces = ByteAlphabet.spelling(word).stream().mapToInt(vocabulary::number).toArray();
    int length = pieces.length;
    while (length > 1) {
      Merge first = first(pieces, length);
      if (first == null) {
        break;
      }
      length = merged(pieces, length, first);
    }
    return Arrays.copyOf(pieces, length);
  }

  private @Nullable Merge first(int[] pieces, int length) {
    Merge first = null;
    for (int i = 1; i < length; i++) {
      Merge here = byPair.get(pair(pieces[i - 1], pieces[i]));
      if (here != null && (first == null || here.rank < first.rank)) {
        first = here;
      }
    }
    return first;
  }

  /** Merges every place of a pair, from the left, in place; how many pieces are left. */
  private int merged(int[] pieces, int length, Merge merge) {
    int kept = 0;
    for (int i = 0; i < length; i++) {
      boolean here = i + 1 < length && merge.equals(byPair.get(pair(pieces[i], pieces[i + 1])));
      pieces[kept++] = here ? merge.merged : pieces[i];
      i += here ? 1 : 0;
    }
    return kept;
  }

  private static long pair(int left, int right) {
    return ((long) left << Integer.SIZE) | right;
  }
}

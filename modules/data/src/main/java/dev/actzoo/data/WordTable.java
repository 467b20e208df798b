package dev.actzoo.data;

import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of the words of a text, cut once for each different word: a hash table with open
 * addressing that is asked by a word's characters where they lie, so that a word met before makes
 * no string. When many words are kept, further ones are cut each time.
 */
final class WordTable {
  private static final int MOST_WORDS = 1 << 17;
  private static final int FIRST_SLOTS = 1 << 10;

  /** A word of more characters is not kept. */
  private static final int LONGEST_KEPT = 64;

  private final Function<String, int[]> cut;
  private final int most;
  private char[] word = new char[LONGEST_KEPT];
  private int length;
  private int hash;
  private @Nullable String[] words = new String[FIRST_SLOTS];
  private int[][] tokens = new int[FIRST_SLOTS][];
  private int kept;
  private int[] found = new int[256];
  private int count;

  /**
   * @param cut gives the tokens of a word
   */
  WordTable(Function<String, int[]> cut) {
    this(cut, MOST_WORDS);
  }

  /**
   * @param most how many words are kept
   */
  WordTable(Function<String, int[]> cut, int most) {
    this.cut = cut;
    this.most = most;
  }

  /** Adds a character to the word being read. */
  private void put(char character) {
    if (length == word.length) {
      word = Arrays.copyOf(word, 2 * length);
    }
    word[length++] = character;
    hash = 31 * hash + character;
  }

  /** Adds a code point to the word being read. */
  void add(int codePoint) {
    if (Character.isBmpCodePoint(codePoint)) {
      put((char) codePoint);
    } else {
      put(Character.highSurrogate(codePoint));
      put(Character.lowSurrogate(codePoint));
    }
  }

  /** Ends the word being read, if there is one, and adds its tokens to those of the text. */
  void end() {
    if (length > 0) {
      append(tokens());
      length = 0;
      hash = 0;
    }
  }

  /** The tokens of the text whose words were read, and the beginning of another. */
  int[] take() {
    end();
    int[] all = Arrays.copyOf(found, count);
    count = 0;
    return all;
  }

  private int[] tokens() {
    if (length > LONGEST_KEPT) {
      return cut.apply(new String(word, 0, length));
    }
    int slot = slot(words);
    String there = words[slot];
    if (there != null) {
      return tokens[slot];
    }
    String text = new String(word, 0, length);
    int[] pieces = cut.apply(text);
    if (kept < most) {
      words[slot] = text;
      tokens[slot] = pieces;
      kept++;
      if (2 * kept > words.length) {
        grow();
      }
    }
    return pieces;
  }

  /** Where the word being read is, or the free slot where it belongs. */
  private int slot(@Nullable String[] table) {
    int slot = spread(hash) & (table.length - 1);
    for (String there = table[slot]; there != null && !reads(there); there = table[slot]) {
      slot = (slot + 1) & (table.length - 1);
    }
    return slot;
  }

  private boolean reads(String other) {
    if (other.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (other.charAt(i) != word[i]) {
        return false;
      }
    }
    return true;
  }

  private void grow() {
    @Nullable String[] larger = new String[2 * words.length];
    int[][] beside = new int[larger.length][];
    for (int i = 0; i < words.length; i++) {
      String text = words[i];
      if (text != null) {
        int slot = spread(text.hashCode()) & (larger.length - 1);
        while (larger[slot] != null) {
          slot = (slot + 1) & (larger.length - 1);
        }
        larger[slot] = text;
        beside[slot] = tokens[i];
      }
    }
    words = larger;
    tokens = beside;
  }

  /** Brings high bits down; the hash is that of {@link String#hashCode}. */
  private static int spread(int hash) {
    int mixed = hash * 0x9E3779B9;
    return mixed ^ (mixed >>> 16);
  }

  private void append(int[] pieces) {
    if (count + pieces.length > found.length) {
      found = Arrays.copyOf(found, Math.max(2 * found.length, count + pieces.length));
    }
    for (int piece : pieces) {
      found[count++] = piece;
    }
  }
}

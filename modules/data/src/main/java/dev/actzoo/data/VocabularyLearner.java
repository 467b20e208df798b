package dev.actzoo.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The learning of a WordPiece vocabulary from text, by merging pairs.
 *
 * <p>Every word starts as its characters, all but the first with {@code ##}. The criterion is that
 * of byte pairs ({@link PairMerges}), not the likelihood score of Schuster and Nakajima (2012).
 * Every character of the text is in the vocabulary, both as the start and as the rest of a word
 * unless it always stands alone.
 */
final class VocabularyLearner {
  private VocabularyLearner() {}

  /**
   * Learns a vocabulary.
   *
   * @param texts what to learn from
   * @param size the most tokens the vocabulary may have, special tokens included
   * @throws dev.actzoo.input.BadInputException if that is too few for the characters of the text
   */
  static Vocabulary learn(List<String> texts, int size) {
    Map<String, Long> wordCounts = new TreeMap<>();
    for (String text : texts) {
      BasicTokenizer.words(text).forEach(word -> wordCounts.merge(word, 1L, Long::sum));
    }
    TreeSet<String> characters = new TreeSet<>();
    wordCounts.keySet().forEach(word -> characters.addAll(characters(word)));
    List<String> first = new ArrayList<>(Vocabulary.SPECIAL);
    first.addAll(characters);
    characters.stream()
        .filter(character -> !BasicTokenizer.standsAlone(character.codePointAt(0)))
        .forEach(character -> first.add(WordPieceTokenizer.CONTINUED + character));
    PairMerges merges =
        new PairMerges(
            first, (left, right) -> left + right.substring(WordPieceTokenizer.CONTINUED.length()));
    wordCounts.forEach((word, count) -> merges.add(spelling(word), count));
    Vocabulary.requireRoom(size, merges.tokens().size(), "the characters of this text");
    merges.grow(size);
    return new Vocabulary(merges.tokens());
  }

  private static List<String> spelling(String word) {
    List<String> pieces = new ArrayList<>(characters(word));
    pieces.replaceAll(character -> WordPieceTokenizer.CONTINUED + character);
    pieces.set(0, pieces.get(0).substring(WordPieceTokenizer.CONTINUED.length()));
    return pieces;
  }

  private static List<String> characters(String word) {
    return word.codePoints().mapToObj(Character::toString).toList();
  }
}

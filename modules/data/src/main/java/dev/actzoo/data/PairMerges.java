package dev.actzoo.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.BinaryOperator;

/**
 * The growing of a vocabulary by merging pairs (Sennrich, Haddow and Birch 2016, arXiv 1508.07909).
 *
 * <p>Again and again the two neighbouring pieces seen together most often, over all words, are
 * merged into one, until the vocabulary has the wanted size or no pair is seen twice. Of pairs seen
 * equally often, the one first in the order of their text is merged, so that the vocabulary follows
 * from the text alone.
 *
 * <p>Counts are kept as they change: a merge touches only the words that hold the pair. The queue
 * may hold outdated counts; one that comes to its head is put back with the right one.
 */
final class PairMerges {
  private static final long LEAST_COUNT = 2;

  private final BinaryOperator<String> joined;
  private final List<String> tokens = new ArrayList<>();
  private final List<String> merges = new ArrayList<>();
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<Word> words = new ArrayList<>();
  private final Map<Pair, Occurrence> occurrences = new HashMap<>();
  private final PriorityQueue<Candidate> queue =
      new PriorityQueue<>(
          Comparator.comparingLong((Candidate candidate) -> -candidate.count)
              .thenComparing(candidate -> tokens.get(candidate.pair.left))
              .thenComparing(candidate -> tokens.get(candidate.pair.right)));

  /**
   * @param joined the token that two pieces become
   */
  PairMerges(List<String> first, BinaryOperator<String> joined) {
    this.joined = joined;
    first.forEach(this::number);
  }

  /**
   * Adds a word.
   *
   * @param spelling its pieces, not yet merged
   * @param count how often the text has it
   */
  void add(List<String> spelling, long count) {
    words.add(new Word(spelling.stream().mapToInt(this::number).toArray(), count));
  }

  /** The tokens, in the order of their numbers. */
  List<String> tokens() {
    return tokens;
  }

  /** The pairs merged, in order, with a space between the two. */
  List<String> merges() {
    return merges;
  }

  /** Merges until there are so many tokens, or no pair is seen twice. */
  void grow(int size) {
    for (int word = 0; word < words.size(); word++) {
      count(word, 1);
    }
    occurrences.forEach((pair, seen) -> queue.add(new Candidate(pair, seen.count)));
    while (tokens.size() < size && !queue.isEmpty()) {
      Candidate candidate = queue.remove();
      Occurrence seen = occurrences.get(candidate.pair);
      if (seen == null || seen.count < LEAST_COUNT) {
        continue;
      }
      if (seen.count == candidate.count) {
        merge(candidate.pair, seen);
      } else {
        queue.add(new Candidate(candidate.pair, seen.count));
      }
    }
  }

  private void merge(Pair pair, Occurrence seen) {
    String left = tokens.get(pair.left);
    String right = tokens.get(pair.right);
    merges.add(left + " " + right);
    int merged = number(joined.apply(left, right));
    Set<Pair> grown = new HashSet<>();
    for (int number : List.copyOf(seen.words)) {
      Word word = words.get(number);
      count(number, -1);
      word.pieces = merged(word.pieces, pair, merged);
      count(number, 1);
      word.pairs().stream()
          .filter(changed -> changed.left == merged || changed.right == merged)
          .forEach(grown::add);
    }
    for (Pair changed : grown) {
      queue.add(new Candidate(changed, occurrences.get(changed).count));
    }
  }

  /** Adds a word's pairs to the counts, or with sign -1 takes them away. */
  private void count(int number, int sign) {
    Word word = words.get(number);
    for (Pair pair : word.pairs()) {
      Occurrence seen = occurrences.computeIfAbsent(pair, absent -> new Occurrence());
      seen.count += sign * word.count;
      if (sign > 0) {
        seen.words.add(number);
      } else {
        seen.words.remove(number);
      }
      if (seen.count == 0) {
        occurrences.remove(pair);
      }
    }
  }

  private static int[] merged(int[] pieces, Pair pair, int merged) {
    int[] result = new int[pieces.length];
    int length = 0;
    for (int i = 0; i < pieces.length; i++) {
      boolean here = i + 1 < pieces.length && pieces[i] == pair.left && pieces[i + 1] == pair.right;
      result[length++] = here ? merged : pieces[i];
      i += here ? 1 : 0;
    }
    return Arrays.copyOf(result, length);
  }

  private int number(String token) {
    Integer known = numbers.get(token);
    if (known != null) {
      return known;
    }
    numbers.put(token, tokens.size());
    tokens.add(token);
    return tokens.size() - 1;
  }

  private record Pair(int left, int right) {}

  private record Candidate(Pair pair, long count) {}

  private static final class Occurrence {
    final Set<Integer> words = new HashSet<>();
    long count;
  }

  private static final class Word {
    final long count;
    int[] pieces;

    Word(int[] pieces, long count) {
      this.pieces = pieces;
      this.count = count;
    }

    List<Pair> pairs() {
      List<Pair> pairs = new ArrayList<>();
      for (int i = 1; i < pieces.length; i++) {
        pairs.add(new Pair(pieces[i - 1], pieces[i]));
      }
      return pairs;
    }
  }
}

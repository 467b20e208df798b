package dev.actzoo.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.core.source64.SplitMix64;
import org.apache.commons.rng.sampling.ListSampler;

/**
 * The hiding of tokens that a masked language model is to find again (Devlin et al. 2019, section
 * 3.1): of the tokens between {@code [CLS]} and {@code [SEP]} 15 %, at least one, are to be
 * predicted; of these 80 % are seen as {@code [MASK]}, 10 % as another token drawn at random, and
 * 10 % as they are. With whole words, all pieces of a word are to be predicted or none; then the
 * last word drawn may bring the number above 15 %.
 *
 * <p>What is hidden follows from seed, epoch and the sequence's place alone: it is the same for
 * every arm.
 */
public final class MaskedTokens implements TokenExamples.Targets {
  /** The part of the tokens that is to be predicted. */
  public static final double PREDICTED = 0.15;

  private static final double SEEN_AS_MASK = 0.8;
  private static final double SEEN_AS_OTHER = 0.1;

  /** Sets these draws apart from others of the same seed. */
  private static final long STREAM = 0x6D61736B65640000L; // "masked"

  private final Tokenizer tokenizer;
  private final Vocabulary vocabulary;
  private final boolean wholeWords;
  private final long epochSeed;

  /**
   * @param seed the trial's seed
   * @param epoch the epoch
   */
  public MaskedTokens(Tokenizer tokenizer, boolean wholeWords, long seed, int epoch) {
    this.tokenizer = tokenizer;
    this.vocabulary = tokenizer.vocabulary();
    this.wholeWords = wholeWords;
    long family = new SplitMix64(seed ^ STREAM).nextLong();
    this.epochSeed = new SplitMix64(family + epoch).nextLong();
  }

  Vocabulary vocabulary() {
    return vocabulary;
  }

  @Override
  public int[] of(int example, int[] sequence) {
    UniformRandomProvider random = new SplitMix64(epochSeed + example);
    int[] answers = new int[sequence.length];
    Arrays.fill(answers, NONE);
    List<int[]> words = words(sequence);
    int left = (int) Math.max(1, Math.round(PREDICTED * (sequence.length - 2)));
    ListSampler.shuffle(random, words);
    for (int[] word : words) {
      if (left <= 0) {
        break;
      }
      for (int place = word[0]; place < word[1]; place++) {
        answers[place] = sequence[place];
        sequence[place] = seen(sequence[place], random);
        left--;
      }
    }
    return answers;
  }

  private int seen(int token, UniformRandomProvider random) {
    double draw = random.nextDouble();
    if (draw < SEEN_AS_MASK) {
      return vocabulary.mask();
    }
    int[] ordinary = vocabulary.ordinary();
    return draw < SEEN_AS_MASK + SEEN_AS_OTHER ? ordinary[random.nextInt(ordinary.length)] : token;
  }

  /** What is hidden together: the places from the first to before the second. */
  private List<int[]> words(int[] sequence) {
    List<int[]> words = new ArrayList<>();
    for (int place = 1; place < sequence.length - 1; place++) {
      boolean goesOn = wholeWords && !words.isEmpty() && tokenizer.continues(sequence[place]);
      if (goesOn) {
        words.get(words.size() - 1)[1] = place + 1;
      } else {
        words.add(new int[] {place, place + 1});
      }
    }
    return words;
  }
}

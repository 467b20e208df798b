package dev.actzoo.data;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Sequences of one split in which single tokens are to be predicted: their tags, or what they were
 * before they were hidden. A batch's features are token numbers [batch, length] with a mask that is
 * 1 at tokens and 0 at padding; its labels are the right answers [batch, length] with a mask that
 * is 1 at the tokens to predict; every batch has the same length.
 */
public final class TokenExamples implements Examples {
  private final TokenSequences tokens;
  private final int length;
  private final int classes;
  private final Vocabulary vocabulary;
  private final Targets targets;

  /** What is to be predicted in a sequence. */
  @FunctionalInterface
  interface Targets {
    /** The answer for a token that is none to predict. */
    int NONE = -1;

    /**
     * The answers for a sequence.
     *
     * @param example the sequence's number
     * @param sequence its tokens, which may be changed to what the model is to see
     * @return for each token the answer, or {@link #NONE}
     */
    int[] of(int example, int[] sequence);
  }

  private TokenExamples(
      TokenSequences tokens, int length, int classes, Vocabulary vocabulary, Targets targets) {
    this.tokens = tokens;
    this.length = length;
    this.classes = classes;
    this.vocabulary = vocabulary;
    this.targets = targets;
  }

  /**
   * Sequences with a tag for some of their tokens.
   *
   * @param tags for each token its tag, or {@link Targets#NONE}
   * @param length tokens of a sequence with padding; longer ones are cut before their {@code [SEP]}
   * @param classes how many tags there are
   * @param vocabulary what the tokens are numbers of
   */
  static TokenExamples tagged(
      TokenSequences tokens, TokenSequences tags, int length, int classes, Vocabulary vocabulary) {
    return new TokenExamples(
        tokens,
        length,
        classes,
        vocabulary,
        (example, sequence) -> {
          int[] answers = new int[sequence.length];
          for (int i = 0; i < sequence.length; i++) {
            boolean cut = i == length - 1 && tokens.length(example) > length;
            answers[i] = cut ? Targets.NONE : tags.token(example, i);
          }
          return answers;
        });
  }

  /**
   * Sequences with some of their tokens hidden.
   *
   * @param length tokens of a sequence with padding; none has more
   */
  static TokenExamples masked(TokenSequences tokens, int length, MaskedTokens rule) {
    Vocabulary vocabulary = rule.vocabulary();
    return new TokenExamples(tokens, length, vocabulary.size(), vocabulary, rule);
  }

  /** The same sequences, with tokens hidden as one epoch of one seed hides them. */
  public TokenExamples masked(MaskedTokens rule) {
    return masked(tokens, length, rule);
  }

  /** Tokens of every sequence, padding included. */
  public int length() {
    return length;
  }

  @Override
  public int size() {
    return tokens.size();
  }

  @Override
  public int classes() {
    return classes;
  }

  @Override
  public int source(int example) {
    return example;
  }

  /** The tokens of a sequence, cut if need be, none hidden, padding left out. */
  int[] sequence(int example) {
    int[] sequence = new int[Math.min(length, tokens.length(example))];
    for (int i = 0; i < sequence.length; i++) {
      sequence[i] = tokens.token(example, i);
    }
    if (tokens.length(example) > length) {
      sequence[length - 1] = vocabulary.separator();
    }
    return sequence;
  }

  @Override
  public MultiDataSet batch(int[] examples) {
    int area = examples.length * length;
    float[] numbers = new float[area];
    float[] mask = new float[area];
    float[] answers = new float[area];
    float[] asked = new float[area];
    for (int row = 0; row < examples.length; row++) {
      int[] sequence = sequence(examples[row]);
      int[] right = targets.of(examples[row], sequence);
      int start = row * length;
      Arrays.fill(mask, start, start + sequence.length, 1f);
      Arrays.fill(numbers, start + sequence.length, start + length, vocabulary.padding());
      for (int i = 0; i < sequence.length; i++) {
        numbers[start + i] = sequence[i];
        if (right[i] != Targets.NONE) {
          answers[start + i] = right[i];
          asked[start + i] = 1f;
        }
      }
    }
    long[] size = {examples.length, length};
    return new MultiDataSet(
        new INDArray[] {Nd4j.create(numbers, size, 'c')},
        new INDArray[] {Nd4j.create(answers, size, 'c')},
        new INDArray[] {Nd4j.create(mask, size, 'c')},
        new INDArray[] {Nd4j.create(asked, size, 'c')});
  }
}

package dev.actzoo.data;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Passages of one split as token numbers: {@code [CLS]}, the pieces, {@code [SEP]}, filled up with
 * {@code [PAD]}. A batch's features are the numbers [batch, length], and its feature mask [batch,
 * length] is 1 at tokens and 0 at padding; every batch has the same length.
 */
public final class TextExamples extends ClassExamples {
  private final TokenSequences tokens;
  private final int length;
  private final Vocabulary vocabulary;

  /**
   * @param tokens the tokens of all decoded passages, padding left out
   * @param length tokens of a passage with padding; longer ones are cut before their {@code [SEP]}
   * @param vocabulary what the tokens are numbers of
   */
  TextExamples(Selection selection, TokenSequences tokens, int length, Vocabulary vocabulary) {
    super(selection);
    this.tokens = tokens;
    this.length = length;
    this.vocabulary = vocabulary;
  }

  /** Tokens of every passage, padding included. */
  public int length() {
    return length;
  }

  /** The token numbers of a passage, padding included. */
  public int[] tokens(int example) {
    int[] cut = new int[length];
    int count = count(example);
    Arrays.fill(cut, count, length, vocabulary.padding());
    for (int i = 0; i < count; i++) {
      cut[i] = token(example, i);
    }
    return cut;
  }

  @Override
  public MultiDataSet batch(int[] examples) {
    float[] numbers = new float[examples.length * length];
    float[] mask = new float[examples.length * length];
    for (int row = 0; row < examples.length; row++) {
      int count = count(examples[row]);
      int start = row * length;
      for (int i = 0; i < count; i++) {
        numbers[start + i] = token(examples[row], i);
      }
      Arrays.fill(mask, start, start + count, 1f);
      Arrays.fill(numbers, start + count, start + length, vocabulary.padding());
    }
    long[] size = {examples.length, length};
    return new MultiDataSet(
        new INDArray[] {Nd4j.create(numbers, size, 'c')},
        new INDArray[] {selection.oneHot(examples)},
        new INDArray[] {Nd4j.create(mask, size, 'c')},
        null);
  }

  /** How many tokens a passage has, cut if need be, padding left out. */
  private int count(int example) {
    return Math.min(length, tokens.length(selection.source(example)));
  }

  private int token(int example, int place) {
    int source = selection.source(example);
    boolean cut = place == length - 1 && tokens.length(source) > length;
    return cut ? vocabulary.separator() : tokens.token(source, place);
  }
}

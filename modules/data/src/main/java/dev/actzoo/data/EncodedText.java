package dev.actzoo.data;

import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The passages of one part of a dataset as token numbers, each between {@code [CLS]} and {@code
 * [SEP]}, none cut.
 *
 * @param tokens their tokens
 * @param labels their labels
 */
@SuppressWarnings("ArrayRecordComponent") // never compared nor printed
record EncodedText(TokenSequences tokens, int[] labels) {

  /** Encodes passages. */
  static EncodedText of(DecodedText text, Tokenizer tokenizer) {
    Vocabulary vocabulary = tokenizer.vocabulary();
    List<int[]> sequences = new ArrayList<>();
    for (int[] pieces : tokenizer.encode(text.passages())) {
      int[] tokens = new int[pieces.length + 2];
      tokens[0] = vocabulary.classification();
      System.arraycopy(pieces, 0, tokens, 1, pieces.length);
      tokens[tokens.length - 1] = vocabulary.separator();
      sequences.add(tokens);
    }
    return new EncodedText(TokenSequences.of(sequences), text.labels());
  }

  /** Passages kept as {@link #parts} gave them. */
  static EncodedText of(List<ByteBuffer> parts) {
    TokenSequences tokens = TokenSequences.of(parts.get(0), parts.get(1));
    return new EncodedText(tokens, TokenSequences.ints(parts.get(2)));
  }

  List<ByteBuffer> parts() {
    List<ByteBuffer> parts = new ArrayList<>(tokens.bytes());
    parts.add(TokenSequences.bytes(IntBuffer.wrap(labels)));
    return parts;
  }
}

package dev.actzoo.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.util.List;

/**
 * Sequences of token numbers one after the other, with where each begins.
 *
 * @param tokens the tokens of all sequences
 * @param starts the place of each sequence's first token, and after them the number of all tokens
 */
record TokenSequences(IntBuffer tokens, IntBuffer starts) {

  /** Sequences of arrays. */
  static TokenSequences of(List<int[]> sequences) {
    int[] starts = new int[sequences.size() + 1];
    for (int i = 0; i < sequences.size(); i++) {
      starts[i + 1] = Math.addExact(starts[i], sequences.get(i).length);
    }
    IntBuffer tokens = IntBuffer.allocate(starts[sequences.size()]);
    sequences.forEach(tokens::put);
    return new TokenSequences(tokens.flip(), IntBuffer.wrap(starts));
  }

  /** How many sequences there are. */
  int size() {
    return starts.limit() - 1;
  }

  /** How many tokens a sequence has. */
  int length(int sequence) {
    return starts.get(sequence + 1) - starts.get(sequence);
  }

  int token(int sequence, int place) {
    return tokens.get(starts.get(sequence) + place);
  }

  /** Both parts as bytes, little-endian, to be kept. */
  List<ByteBuffer> bytes() {
    return List.of(bytes(tokens), bytes(starts));
  }

  static TokenSequences of(ByteBuffer tokens, ByteBuffer starts) {
    return new TokenSequences(tokens.asIntBuffer(), starts.asIntBuffer());
  }

  static ByteBuffer bytes(IntBuffer numbers) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.multiplyExact(Integer.BYTES, numbers.limit()))
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.asIntBuffer().put(numbers.duplicate());
    return bytes;
  }

  /** The numbers that {@link #bytes(IntBuffer)} made bytes of. */
  static int[] ints(ByteBuffer bytes) {
    int[] numbers = new int[bytes.remaining() / Integer.BYTES];
    bytes.asIntBuffer().get(numbers);
    return numbers;
  }
}

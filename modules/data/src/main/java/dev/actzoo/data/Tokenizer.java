package dev.actzoo.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A tokenizer: from text to the numbers of a vocabulary's tokens, and back. */
public sealed interface Tokenizer permits WordPieceTokenizer, ByteBpeTokenizer {

  /** What its numbers stand for. */
  Vocabulary vocabulary();

  /** The numbers of a text's tokens, special tokens not added. */
  default int[] encode(String text) {
    return encoding().encode(text);
  }

  /** The tokens of a text, special tokens not added. */
  default List<String> pieces(String text) {
    return Arrays.stream(encode(text)).mapToObj(vocabulary()::token).toList();
  }

  /** The numbers of the tokens of many texts, in their order, special tokens not added. */
  default List<int[]> encode(List<String> texts) {
    Encoding encoding = encoding();
    List<int[]> all = new ArrayList<>(texts.size());
    texts.forEach(text -> all.add(encoding.encode(text)));
    return all;
  }

  /** An encoder that keeps the tokens of words it has met; not for two threads at once. */
  Encoding encoding();

  /** The encoding of texts one after the other. */
  @FunctionalInterface
  interface Encoding {
    /** The numbers of a text's tokens, special tokens not added. */
    int[] encode(String text);
  }

  /** The text that numbers stand for, as far as they tell; padding is left out. */
  String decode(int[] numbers);

  /** Whether a token goes on with the word of the one before. */
  boolean continues(int number);

  /** All that its numbers follow from, as one text. */
  String fingerprint();
}

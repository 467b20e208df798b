package dev.actzoo.data;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Text cut into lower-case words as BERT's uncased basic tokenizer cuts it (Devlin et al. 2019):
 * control characters dropped, accents stripped, words parted at white space, and every punctuation
 * mark and every ideograph a word of its own.
 */
final class BasicTokenizer {
  private static final int REPLACEMENT = 0xFFFD;

  private BasicTokenizer() {}

  /** The words of a text, in order. */
  static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    String plain = Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFD);
    plain
        .codePoints()
        .forEach(
            character -> {
              if (isSpace(character)) {
                end(word, words);
              } else if (standsAlone(character)) {
                end(word, words);
                words.add(Character.toString(character));
              } else if (!isDropped(character)) {
                word.appendCodePoint(character);
              }
            });
    end(word, words);
    return words;
  }

  /** Whether a character is always a word of its own. */
  static boolean standsAlone(int character) {
    return isPunctuation(character) || Character.isIdeographic(character);
  }

  private static void end(StringBuilder word, List<String> words) {
    if (!word.isEmpty()) {
      words.add(word.toString());
      word.setLength(0);
    }
  }

  private static boolean isSpace(int character) {
    return Character.isWhitespace(character)
        || Character.getType(character) == Character.SPACE_SEPARATOR;
  }

  private static boolean isDropped(int character) {
    return switch (Character.getType(character)) {
      case Character.NON_SPACING_MARK,
          Character.CONTROL,
          Character.FORMAT,
          Character.PRIVATE_USE,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          true;
      default -> character == REPLACEMENT;
    };
  }

  private static boolean isPunctuation(int character) {
    boolean asciiSymbol = character > ' ' && character < 0x7F && !isAsciiLetterOrDigit(character);
    return asciiSymbol
        || switch (Character.getType(character)) {
          case Character.CONNECTOR_PUNCTUATION,
              Character.DASH_PUNCTUATION,
              Character.START_PUNCTUATION,
              Character.END_PUNCTUATION,
              Character.INITIAL_QUOTE_PUNCTUATION,
              Character.FINAL_QUOTE_PUNCTUATION,
              Character.OTHER_PUNCTUATION ->
              true;
          default -> false;
        };
  }

  private static boolean isAsciiLetterOrDigit(int character) {
    return character < 0x80 && Character.isLetterOrDigit(character);
  }
}

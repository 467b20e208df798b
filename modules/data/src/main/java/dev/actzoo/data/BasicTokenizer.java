package dev.actzoo.data;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Text cut into words as BERT's basic tokenizer cuts it (Devlin et al. 2019): control characters
 * dropped, words parted at white space, and every punctuation mark and every ideograph a word of
 * its own; uncased, letters are lower-case and without accents.
 */
final class BasicTokenizer {
  private static final int REPLACEMENT = 0xFFFD;

  private BasicTokenizer() {}

  /** The words of a text in lower case, in order. */
  static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    read(
        text,
        true,
        new WordTable(
            word -> {
              words.add(word);
              return new int[0];
            },
            0));
    return words;
  }

  /** Reads a text's words into a table, the last one not ended. */
  static void read(String text, boolean lowerCase, WordTable words) {
    boolean ascii = isAscii(text);
    String plain = lowerCase && !ascii ? plain(text) : text;
    for (int i = 0; i < plain.length(); ) {
      int character = plain.codePointAt(i);
      i += Character.charCount(character);
      if (isSpace(character)) {
        words.end();
      } else if (standsAlone(character)) {
        words.end();
        words.add(character);
        words.end();
      } else if (!isDropped(character, lowerCase)) {
        words.add(ascii && lowerCase ? Character.toLowerCase(character) : character);
      }
    }
    words.end();
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  private static String plain(String text) {
    return Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFD);
  }

  /** Whether a character is always a word of its own. */
  static boolean standsAlone(int character) {
    return character < 0x80
        ? character > ' ' && character < 0x7F && !isAsciiLetterOrDigit(character)
        : isPunctuation(character) || isIdeograph(character);
  }

  private static boolean isSpace(int character) {
    if (character < 0x80) {
      return character == ' ' || character == '\t' || character == '\n' || character == '\r';
    }
    return switch (Character.getType(character)) {
      case Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }

  private static boolean isDropped(int character, boolean accents) {
    if (character > ' ' && character < 0x7F) {
      return false;
    }
    return switch (Character.getType(character)) {
      case Character.NON_SPACING_MARK -> accents;
      case Character.CONTROL,
          Character.FORMAT,
          Character.PRIVATE_USE,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          true;
      default -> character == REPLACEMENT;
    };
  }

  private static boolean isPunctuation(int character) {
    return switch (Character.getType(character)) {
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

  /** The blocks of Chinese characters that BERT parts; kana and hangul are letters like others. */
  private static boolean isIdeograph(int character) {
    return (character >= 0x4E00 && character <= 0x9FFF)
        || (character >= 0x3400 && character <= 0x4DBF)
        || (character >= 0x20000 && character <= 0x2A6DF)
        || (character >= 0x2A700 && character <= 0x2CEAF)
        || (character >= 0xF900 && character <= 0xFAFF)
        || (character >= 0x2F800 && character <= 0x2FA1F);
  }

  private static boolean isAsciiLetterOrDigit(int character) {
    return (character >= '0' && character <= '9') || isLetter(character | 0x20);
  }

  private static boolean isLetter(int lowered) {
    return lowered >= 'a' && lowered <= 'z';
  }
}

package dev.actzoo.data;

import java.util.List;

/**
 * Text cut into the words within which GPT-2 merges bytes (Radford et al. 2019): an English
 * contraction; letters, numbers or other marks, each with one space before them if there is one; or
 * white space, of which the last character is left to what follows it. Nothing is lost: the words
 * one after the other are the text.
 */
final class ByteWords {
  private static final List<String> CONTRACTIONS = List.of("s", "t", "re", "ve", "m", "ll", "d");

  private enum Kind {
    SPACE,
    LETTER,
    NUMBER,
    OTHER
  }

  private ByteWords() {}

  /** Reads a text's words into a table. */
  static void read(String text, WordTable words) {
    for (int start = 0; start < text.length(); ) {
      int end = end(text, start);
      for (int i = start; i < end; ) {
        int character = text.codePointAt(i);
        words.add(character);
        i += Character.charCount(character);
      }
      words.end();
      start = end;
    }
  }

  private static int end(String text, int start) {
    if (text.charAt(start) == '\'') {
      for (String contraction : CONTRACTIONS) {
        if (text.startsWith(contraction, start + 1)) {
          return start + 1 + contraction.length();
        }
      }
    }
    boolean spaced = text.charAt(start) == ' ' && start + 1 < text.length();
    int first = spaced ? start + 1 : start;
    Kind kind = kind(text.codePointAt(first));
    if (kind != Kind.SPACE) {
      return endOf(kind, text, first);
    }
    int end = endOf(Kind.SPACE, text, start);
    int last = end - Character.charCount(text.codePointBefore(end));
    return end == text.length() || last == start ? end : last;
  }

  private static int endOf(Kind kind, String text, int start) {
    int end = start;
    while (end < text.length() && kind(text.codePointAt(end)) == kind) {
      end += Character.charCount(text.codePointAt(end));
    }
    return end;
  }

  private static Kind kind(int character) {
    if (character < 0x80) {
      int lowered = character | 0x20;
      if (lowered >= 'a' && lowered <= 'z') {
        return Kind.LETTER;
      }
      if (character >= '0' && character <= '9') {
        return Kind.NUMBER;
      }
      boolean space = character == ' ' || (character >= 0x09 && character <= 0x0D);
      return space ? Kind.SPACE : Kind.OTHER;
    }
    return switch (Character.getType(character)) {
      case Character.UPPERCASE_LETTER,
          Character.LOWERCASE_LETTER,
          Character.TITLECASE_LETTER,
          Character.MODIFIER_LETTER,
          Character.OTHER_LETTER ->
          Kind.LETTER;
      case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER ->
          Kind.NUMBER;
      case Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
          Kind.SPACE;
      default -> character == 0x85 ? Kind.SPACE : Kind.OTHER;
    };
  }
}

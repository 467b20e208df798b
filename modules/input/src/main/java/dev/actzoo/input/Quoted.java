package dev.actzoo.input;

import java.util.List;

/**
 * Text that somebody gave, in the form in which messages repeat it: on one line, at most 200
 * characters, the rest replaced by "..."; control characters and halves of surrogate pairs are
 * written as in Java, {@code \n} or {@code \u001b}.
 */
public final class Quoted {
  private static final int LONGEST = 200;
  private static final String CUT = "...";

  private Quoted() {}

  /** The text, without quotation marks around it. */
  public static String of(String text) {
    StringBuilder quoted = new StringBuilder();
    int whole = 0;
    for (int place = 0; place < text.length(); ) {
      int point = text.codePointAt(place);
      quoted.append(shown(point));
      if (quoted.length() > LONGEST) {
        return quoted.substring(0, whole) + CUT;
      }
      if (quoted.length() <= LONGEST - CUT.length()) {
        whole = quoted.length();
      }
      place += Character.charCount(point);
    }
    return quoted.toString();
  }

  /** A list of names, parted by commas. */
  public static String of(List<String> names) {
    return of(String.join(", ", names));
  }

  private static String shown(int point) {
    return switch (point) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> isUnprintable(point) ? escaped(point) : Character.toString(point);
    };
  }

  /** Whether it would break the line, turn its direction, or show as nothing at all. */
  private static boolean isUnprintable(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      case Character.SPACE_SEPARATOR -> point != ' ';
      default -> false;
    };
  }

  private static String escaped(int point) {
    StringBuilder escaped = new StringBuilder();
    for (char unit : Character.toChars(point)) {
      escaped.append("\\u%04x".formatted((int) unit));
    }
    return escaped.toString();
  }
}

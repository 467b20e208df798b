package dev.actzoo.input;

import java.util.List;

/**
 * A piece of a person's input as messages quote it: its first 200 characters, those that show
 * nothing or break the line written as escapes such as {@code \n}.
 */
public final class Excerpt {
  private static final int LONGEST = 200;
  private static final String MORE = "...";

  private Excerpt() {}

  /** The beginning of a text, with an ellipsis if that is not all. */
  public static String of(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints().limit(LONGEST).forEach(point -> append(shown, point));
    return text.codePointCount(0, text.length()) > LONGEST ? shown + MORE : shown.toString();
  }

  /** The beginning of a list of names, parted by commas. */
  public static String of(List<String> names) {
    return of(String.join(", ", names));
  }

  private static void append(StringBuilder shown, int point) {
    switch (point) {
      case '\n' -> shown.append("\\n");
      case '\r' -> shown.append("\\r");
      case '\t' -> shown.append("\\t");
      default -> {
        if (isVisible(point)) {
          shown.appendCodePoint(point);
        } else {
          shown.append("\\u%04X".formatted(point));
        }
      }
    }
  }

  private static boolean isVisible(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.SPACE_SEPARATOR -> point == ' ';
      default -> true;
    };
  }
}

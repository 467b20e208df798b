package dev.actzoo.activations.formula;

import dev.actzoo.input.BadInputException;
import dev.actzoo.input.Quoted;
import java.math.BigDecimal;

/** The text of a formula with a place in it: numbers, names and signs are taken one by one. */
final class FormulaTokens {
  private static final int SHOWN = 60;
  private static final int LONGEST_NUMBER = 60;
  private static final BigDecimal LARGEST = BigDecimal.valueOf(Float.MAX_VALUE);
  private static final BigDecimal SMALLEST = BigDecimal.valueOf(Float.MIN_VALUE);
  private static final String[] SIGNS = {"<=", ">="};

  private final String text;
  private int place;

  FormulaTokens(String text) {
    this(text, 0);
  }

  FormulaTokens(String text, int start) {
    this.text = text;
    this.place = start;
    skipBlanks();
  }

  /** Where the next token starts, counted from 1. */
  int column() {
    return place + 1;
  }

  boolean atEnd() {
    return place >= text.length();
  }

  boolean atNumber() {
    return !atEnd() && (isDigit(text.charAt(place)) || text.charAt(place) == '.');
  }

  /** Whether something comes next that a product's second factor may begin with. */
  boolean atFactor() {
    return atName() || atNumber() || next().equals("(");
  }

  boolean atName() {
    return !atEnd() && isLetter(text.charAt(place));
  }

  /** Takes the sign if it comes next. */
  boolean take(String sign) {
    if (!next().equals(sign)) {
      return false;
    }
    place += sign.length();
    skipBlanks();
    return true;
  }

  /** Takes the sign or complains. */
  void expect(String sign) {
    if (!take(sign)) {
      throw error("expected '" + sign + "'" + instead());
    }
  }

  /** What stands where something else was expected. */
  String instead() {
    if (atEnd()) {
      return " instead of the end";
    }
    String written = OtherNotations.ofSign(next());
    return " instead of '"
        + Quoted.of(next())
        + (written == null ? "'" : "', which is written " + written);
  }

  BigDecimal number() {
    int start = place;
    skipDigits();
    if (!atEnd() && text.charAt(place) == '.') {
      place++;
      skipDigits();
    }
    int exponent = place;
    if (!atEnd() && (text.charAt(place) == 'e' || text.charAt(place) == 'E')) {
      place++;
      if (!atEnd() && (text.charAt(place) == '+' || text.charAt(place) == '-')) {
        place++;
      }
      int digits = place;
      skipDigits();
      if (digits == place) {
        place = exponent;
      }
    }
    BigDecimal value = value(start, text.substring(start, place), place - exponent);
    skipBlanks();
    return value;
  }

  private BigDecimal value(int start, String number, int exponentLength) {
    if (number.equals(".")) {
      throw error(start, "'.' is not a number");
    }
    if (number.length() > LONGEST_NUMBER) {
      throw error(start, "a number has at most " + LONGEST_NUMBER + " figures");
    }
    if (exponentLength > 6) {
      throw error(start, number + " is beyond float32");
    }
    BigDecimal value = new BigDecimal(number);
    if (value.signum() != 0 && (value.compareTo(LARGEST) > 0 || value.compareTo(SMALLEST) < 0)) {
      throw error(start, number + " is beyond float32");
    }
    return value;
  }

  String name() {
    int start = place;
    while (!atEnd() && (isLetter(text.charAt(place)) || isDigit(text.charAt(place)))) {
      place++;
    }
    String name = text.substring(start, place);
    skipBlanks();
    return name;
  }

  /** The next token, not taken; empty at the end. */
  String next() {
    if (atEnd()) {
      return "";
    }
    if (atName() || atNumber()) {
      int end = place;
      while (end < text.length() && end < place + SHOWN && isWord(text.charAt(end))) {
        end++;
      }
      return text.substring(place, end);
    }
    for (String sign : SIGNS) {
      if (text.startsWith(sign, place)) {
        return sign;
      }
    }
    return text.substring(place, text.offsetByCodePoints(place, 1));
  }

  BadInputException error(String what) {
    return error(place, what);
  }

  BadInputException error(int at, String what) {
    return new BadInputException(
        "formula '%s', column %d: %s".formatted(excerpt(text, at), at + 1, what));
  }

  /** The text on one line, cut to what is around a place if it is long. */
  static String excerpt(String text, int at) {
    String line = text.replaceAll("\\p{Cntrl}|\\p{Cf}|\\p{Zl}|\\p{Zp}", " ");
    if (line.length() <= 2 * SHOWN) {
      return line;
    }
    int start = Math.max(0, Math.min(at - SHOWN / 2, line.length() - SHOWN));
    int end = Math.min(line.length(), start + SHOWN);
    return (start > 0 ? "..." : "")
        + line.substring(start, end)
        + (end < line.length() ? "..." : "");
  }

  private void skipBlanks() {
    while (!atEnd() && Character.isWhitespace(text.charAt(place))) {
      place++;
    }
  }

  private void skipDigits() {
    while (!atEnd() && isDigit(text.charAt(place))) {
      place++;
    }
  }

  private static boolean isWord(char c) {
    return isLetter(c) || isDigit(c) || c == '.';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }
}

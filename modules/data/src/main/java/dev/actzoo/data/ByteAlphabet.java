package dev.actzoo.data;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The visible characters that stand for the 256 bytes in GPT-2's vocabularies (Radford et al.
 * 2019): the printable ones of Latin-1 for themselves, the others, in order, for the characters
 * from U+0100 on. A space is U+0120.
 */
final class ByteAlphabet {
  private static final int BYTES = 256;
  private static final String[] SYMBOLS = symbols();
  private static final Map<Character, Integer> VALUES = values();

  private ByteAlphabet() {}

  private static String[] symbols() {
    String[] symbols = new String[BYTES];
    char next = BYTES;
    for (int value = 0; value < BYTES; value++) {
      symbols[value] = String.valueOf(isVisible(value) ? (char) value : next++);
    }
    return symbols;
  }

  private static boolean isVisible(int value) {
    return (value > 0x20 && value < 0x7F) || (value > 0xA0 && value != 0xAD);
  }

  private static Map<Character, Integer> values() {
    Map<Character, Integer> values = new HashMap<>();
    for (int value = 0; value < BYTES; value++) {
      values.put(SYMBOLS[value].charAt(0), value);
    }
    return values;
  }

  /** All symbols, in the order of their characters. */
  static List<String> all() {
    return List.of(SYMBOLS).stream().sorted().toList();
  }

  /** The symbols of a text's bytes in UTF-8. */
  static List<String> spelling(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return IntStream.range(0, bytes.length).mapToObj(i -> SYMBOLS[bytes[i] & 0xFF]).toList();
  }

  /** The text whose bytes some symbols stand for; what is no symbol stands for itself. */
  static String text(String symbols) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < symbols.length(); i++) {
      Integer value = VALUES.get(symbols.charAt(i));
      if (value == null) {
        bytes.writeBytes(symbols.substring(i, i + 1).getBytes(StandardCharsets.UTF_8));
      } else {
        bytes.write(value);
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}

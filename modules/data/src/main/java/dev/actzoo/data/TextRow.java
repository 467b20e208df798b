package dev.actzoo.data;

import org.jspecify.annotations.Nullable;

/**
 * A row of a file of text: its class and its text, or what is wrong with it.
 *
 * @param line the line it starts on, from 1
 * @param label the class as the file has it; empty if something is wrong
 * @param text the text; empty if something is wrong
 * @param fault what is wrong, or null
 */
record TextRow(int line, String label, String text, @Nullable String fault) {
  static TextRow faulty(int line, String fault) {
    return new TextRow(line, "", "", fault);
  }
}

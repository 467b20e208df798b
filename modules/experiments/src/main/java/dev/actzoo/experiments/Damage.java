package dev.actzoo.experiments;

/**
 * A row of a ledger that cannot be trusted.
 *
 * @param table the row's table
 * @param rowid SQLite's number of the row
 * @param fault the row, the field and what is wrong with it, in one line
 */
record Damage(String table, long rowid, String fault) {
  private static final int SHOWN = 80;

  Damage {
    fault = fault.replaceAll("\\p{Cntrl}+", " ");
  }

  /** A value as messages show it. */
  static String shown(Object value) {
    String text = String.valueOf(value);
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
  }
}

package dev.actzoo.data;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** How rows of text lie in a file; always UTF-8, lines ended by LF or CRLF, gzip or not. */
public enum TextFormat {
  /** Columns parted by commas, quoted where needed (RFC 4180); a row may span lines. */
  @JsonProperty("csv")
  CSV,
  /** Columns parted by tabs, one row a line, nothing quoted. */
  @JsonProperty("tsv")
  TSV,
  /** One JSON object a line, its fields the columns. */
  @JsonProperty("json-lines")
  JSON_LINES;

  /** The name that files and people use, such as {@code json-lines}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

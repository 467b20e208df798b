package dev.actzoo.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** Rows of columns parted by commas, quoted where needed (RFC 4180); a row may span lines. */
final class CommaRows extends ColumnRows {
  private final Iterator<CSVRecord> records;
  private int from;
  private int read;

  CommaRows(BinaryFile file) {
    super(file);
    try {
      CSVParser parser =
          CSVParser.builder().setFormat(CSVFormat.RFC4180).setReader(lines.rest()).get();
      this.records = parser.iterator();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  @Nullable List<String> values() {
    from = read + 1;
    lines.beginRow();
    try {
      CSVRecord record = records.hasNext() ? records.next() : null;
      read = lines.line();
      return record == null ? null : record.toList();
    } catch (UncheckedIOException | IllegalStateException e) {
      throw bad(from, "not CSV from here on: quotation marks do not match");
    }
  }

  @Override
  int from() {
    return from;
  }
}

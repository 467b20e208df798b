package dev.actzoo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.actzoo.input.BadInputException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextBoundsTest {
  private static final String ROWS = "label,text\na,x\nb,y\n";
  private static final int MEBIBYTE = 1 << 20;

  @TempDir Path folder;

  @Test
  void aCellThatUnpacksToHundredsOfMegabytesIsToldInOneLine() throws IOException {
    Path packed = folder.resolve("b.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      write(out, ROWS + "a,", "x".repeat(MEBIBYTE), 300, "\n");
    }
    assertBad(packed, OwnFormat.CSV, packed + ":4: the line is longer than 16 MiB");
  }

  @Test
  void anOpenQuotationMarkDoesNotSwallowTheRest() throws IOException {
    Path open = folder.resolve("open.csv");
    try (OutputStream out = Files.newOutputStream(open)) {
      write(out, ROWS + "a,\"x\n", "one of many lines\n".repeat(60_000), 20, "");
    }
    assertBad(
        open,
        OwnFormat.CSV,
        open + ":4: the row is longer than 16 MiB; is a quotation mark in it never closed?");
  }

  @Test
  void linesOfOtherFormatsAreBoundedTheSame() throws IOException {
    Path json = folder.resolve("a.jsonl");
    try (OutputStream out = Files.newOutputStream(json)) {
      write(out, "{\"label\":\"a\",\"text\":\"", "x".repeat(MEBIBYTE), 17, "\"}\n");
    }
    assertBad(json, OwnFormat.JSON_LINES, json + ":1: the line is longer than 16 MiB");
    Path tabs = folder.resolve("a.tsv");
    try (OutputStream out = Files.newOutputStream(tabs)) {
      write(out, "label\ttext\na\t", "x".repeat(MEBIBYTE), 17, "\n");
    }
    assertBad(tabs, OwnFormat.TSV, tabs + ":2: the line is longer than 16 MiB");
    Path heading = folder.resolve("heading.csv");
    try (OutputStream out = Files.newOutputStream(heading)) {
      write(out, "label,", "x".repeat(MEBIBYTE), 17, "\n");
    }
    assertThatThrownBy(() -> OwnColumns.of("own", heading, OwnFormat.CSV))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith(heading + ":1: the line is longer than 16 MiB");
  }

  @Test
  void aLongTextIsReadAllTheSame() throws IOException {
    Path book = folder.resolve("book.csv");
    try (OutputStream out = Files.newOutputStream(book)) {
      write(
          out, ROWS + ROWS.substring(11).repeat(5) + "a,", "word ".repeat(MEBIBYTE / 5), 15, "\n");
    }
    OwnFacts facts = new Datasets(null, folder.resolve("cache")).add(rows(book, OwnFormat.CSV));
    assertThat(facts.leftOut()).isZero();
  }

  private static void write(OutputStream out, String start, String block, int times, String end)
      throws IOException {
    out.write(start.getBytes(StandardCharsets.US_ASCII));
    byte[] bytes = block.getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < times; i++) {
      out.write(bytes);
    }
    out.write(end.getBytes(StandardCharsets.US_ASCII));
  }

  private void assertBad(Path file, OwnFormat format, String start) {
    Datasets datasets = new Datasets(null, folder.resolve("cache"));
    assertThatThrownBy(() -> datasets.add(rows(file, format)))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith(start)
        .hasMessageNotContaining("\n");
  }

  private static OwnData rows(Path file, OwnFormat format) {
    return new OwnData(
        "own", file, format, List.of("text"), "label", null, 0.2, 1, BadRows.Policy.FAIL);
  }
}

package dev.actzoo.data;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.actzoo.input.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.datavec.api.split.FileSplit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelledTextRecordReaderTest {
  @TempDir Path folder;

  @Test
  void readsTextAndLabelWhateverTheLineEnding() throws Exception {
    String lines = "milton\tOf Man's first disobedience\r\nbible\tJérusalem \uD83D\uDE00";
    assertThat(read(lines.getBytes(UTF_8)))
        .containsExactly("1 Of Man's first disobedience", "0 Jérusalem \uD83D\uDE00");
  }

  @Test
  void textWithoutAHeadingGoesToTheEndOfItsLine() throws Exception {
    assertThat(read("bible\tx\ty \n".getBytes(UTF_8))).containsExactly("0 x\ty ");
  }

  @Test
  void readsFromTheBeginningAgain() throws Exception {
    try (LabelledTextRecordReader reader = reader("bible\tx\nmilton\ty\n".getBytes(UTF_8))) {
      reader.next();
      reader.reset();
      assertThat(reader.next().get(0)).hasToString("x");
      assertThat(reader.next().get(0)).hasToString("y");
      assertThat(reader.hasNext()).isFalse();
    }
  }

  @Test
  void refusesTextThatIsNotUtf8() {
    assertBad(
        "bible\tx\nmilton\tcafé\n".getBytes(ISO_8859_1),
        ":2: not UTF-8; what was saved as Windows-1252 or Latin-1 becomes it by: iconv -f"
            + " WINDOWS-1252 -t UTF-8");
  }

  @Test
  void refusesALineWithoutTwoColumns() {
    assertBad("bible\tx\nmilton\n".getBytes(UTF_8), ":2: 1 columns; a row has 2: class, text");
    assertBad("bible\tx\n\nbible\n".getBytes(UTF_8), ":3: 1 columns; a row has 2: class, text");
  }

  @Test
  void refusesAnUnknownClassAndAnEmptyText() {
    assertBad("homer\tx\n".getBytes(UTF_8), ":1: unknown class 'homer'; valid: bible, milton");
    assertBad("bible\t \n".getBytes(UTF_8), ":1: the text is empty");
  }

  @Test
  void readsQuotedCommasAcrossLines() throws Exception {
    TextLayout layout =
        new TextLayout(
            TextFormat.CSV, List.of("class", "title", "body"), "class", List.of("title", "body"));
    String rows = "\"1\",\"Of \"\"Man\"\"\",\"a,\nb\"\r\n2,x,y\n";
    assertThat(read(layout, rows, new BadRows(BadRows.Policy.FAIL)))
        .containsExactly("0 Of \"Man\" a,\nb", "1 x y");
  }

  @Test
  void takesColumnsByTheNamesInTheFirstRow() throws Exception {
    TextLayout csv = named(TextFormat.CSV);
    assertThat(read(csv, "\uFEFFn,text,class\n7,Hello,2\n", new BadRows(BadRows.Policy.FAIL)))
        .containsExactly("1 Hello");
    TextLayout tsv = named(TextFormat.TSV);
    assertThat(read(tsv, "text\tclass\n\"Hello\t1\n", new BadRows(BadRows.Policy.FAIL)))
        .containsExactly("0 \"Hello");
    assertThatThrownBy(() -> read(tsv, "text\tlabel\n", new BadRows(BadRows.Policy.FAIL)))
        .isInstanceOf(BadInputException.class)
        .hasMessageEndingWith("passages.tsv:1: no column 'class'; columns: text, label");
  }

  @Test
  void readsJsonLines() throws Exception {
    String rows = "{\"class\":1,\"text\":\"a\\nb\",\"more\":[]}\n{\"text\":\"c\",\"class\":\"2\"}";
    assertThat(read(named(TextFormat.JSON_LINES), rows, new BadRows(BadRows.Policy.FAIL)))
        .containsExactly("0 a\nb", "1 c");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          JSON_LINES | {"class":1}           | field 'text' is missing
          JSON_LINES | {"class":1,"text":[]} | field 'text' is no text
          JSON_LINES | [1]                   | not a JSON object
          JSON_LINES | {"class":             | not JSON: the line ends within an object, which must be on one line
          CSV        | 1                     | 1 columns; a row has 2: class, text
          CSV        | 3,x                   | unknown class '3'; valid: 1, 2
          TSV        | 1,x                   | 1 columns; a row has 2: class, text
          """)
  void leavesOutFaultyRowsAndCountsThem(TextFormat format, String row, String fault)
      throws Exception {
    String heading =
        switch (format) {
          case CSV -> "class,text\n";
          case TSV -> "class\ttext\n";
          case JSON_LINES -> "";
        };
    String good =
        switch (format) {
          case CSV -> "2,good\n";
          case TSV -> "2\tgood\n";
          case JSON_LINES -> "{\"class\":2,\"text\":\"good\"}\n";
        };
    int line = format == TextFormat.JSON_LINES ? 2 : 3;
    BadRows skipped = new BadRows(BadRows.Policy.SKIP);
    String rows = heading + good + row + "\n" + good + row + "\n";
    assertThat(read(named(format), rows, skipped)).containsExactly("1 good", "1 good");
    assertThat(skipped.count()).isEqualTo(2);
    assertThat(skipped.first().get(0)).contains("passages.tsv:" + line + ": " + fault);
    assertThat(skipped.first().get(1)).contains("passages.tsv:" + (line + 2) + ": " + fault);
    assertThatThrownBy(() -> read(named(format), rows, new BadRows(BadRows.Policy.FAIL)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("passages.tsv:" + line + ": " + fault);
  }

  @Test
  void findsTheFirstLineOfAQuotedRowThatIsNotUtf8() {
    byte[] bytes = "class,text\n1,\"a\nb\"\n1,\"a\ncaf\u00e9\"\n".getBytes(ISO_8859_1);
    BadRows fail = new BadRows(BadRows.Policy.FAIL);
    assertThatThrownBy(() -> read(reader(named(TextFormat.CSV), CLASSES, bytes, fail)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("passages.tsv:4: not UTF-8; ");
  }

  @Test
  void endsWhereQuotationMarksDoNotMatchEvenIfFaultyRowsAreLeftOut() {
    BadRows skip = new BadRows(BadRows.Policy.SKIP);
    assertThatThrownBy(() -> read(named(TextFormat.CSV), "class,text\n1,a\n1,\"b\n", skip))
        .isInstanceOf(BadInputException.class)
        .hasMessageEndingWith(":3: not CSV from here on: quotation marks do not match");
  }

  private static final List<String> CLASSES = List.of("1", "2");

  private static TextLayout named(TextFormat format) {
    return new TextLayout(format, List.of(), "class", List.of("text"));
  }

  private List<String> read(TextLayout layout, String rows, BadRows bad)
      throws IOException, InterruptedException {
    return read(reader(layout, CLASSES, rows.getBytes(UTF_8), bad));
  }

  private void assertBad(byte[] content, String ending) {
    assertThatThrownBy(() -> read(content))
        .isInstanceOf(BadInputException.class)
        .hasMessageMatching("(?s)[^\n]*passages\\.tsv:[^\n]*")
        .hasMessageEndingWith(ending);
  }

  private List<String> read(byte[] content) throws IOException, InterruptedException {
    return read(reader(content));
  }

  private static List<String> read(LabelledTextRecordReader open) {
    List<String> records = new ArrayList<>();
    try (LabelledTextRecordReader reader = open) {
      while (reader.hasNext()) {
        var record = reader.next();
        records.add(record.get(1) + " " + record.get(0));
      }
    }
    return records;
  }

  private LabelledTextRecordReader reader(byte[] content) throws IOException, InterruptedException {
    return initialised(new LabelledTextRecordReader(List.of("bible", "milton")), content);
  }

  private LabelledTextRecordReader reader(
      TextLayout layout, List<String> classes, byte[] content, BadRows bad)
      throws IOException, InterruptedException {
    return initialised(new LabelledTextRecordReader(layout, classes, bad), content);
  }

  private LabelledTextRecordReader initialised(LabelledTextRecordReader reader, byte[] content)
      throws IOException, InterruptedException {
    Path file = Files.write(folder.resolve("passages.tsv"), content);
    reader.initialize(new FileSplit(file.toFile()));
    return reader;
  }
}

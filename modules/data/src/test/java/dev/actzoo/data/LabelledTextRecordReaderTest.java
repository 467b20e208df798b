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

class LabelledTextRecordReaderTest {
  @TempDir Path folder;

  @Test
  void readsTextAndLabelWhateverTheLineEnding() throws Exception {
    String lines = "milton\tOf Man's first disobedience\r\nbible\tJérusalem \uD83D\uDE00";
    assertThat(read(lines.getBytes(UTF_8)))
        .containsExactly("1 Of Man's first disobedience", "0 Jérusalem \uD83D\uDE00");
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
    assertBad("bible\tx\nmilton\tcafé\n".getBytes(ISO_8859_1), ":2: not UTF-8");
  }

  @Test
  void refusesALineWithoutTwoColumns() {
    assertBad("bible\tx\nmilton\n".getBytes(UTF_8), ":2: 1 columns; a line is class<TAB>text");
    assertBad("bible\tx\ty\n".getBytes(UTF_8), ":1: 3 columns; a line is class<TAB>text");
    assertBad("bible\tx\n\nbible\ty\n".getBytes(UTF_8), ":2: 1 columns; a line is class<TAB>text");
  }

  @Test
  void refusesAnUnknownClassAndAnEmptyText() {
    assertBad("homer\tx\n".getBytes(UTF_8), ":1: unknown class 'homer'; valid: bible, milton");
    assertBad("bible\t \n".getBytes(UTF_8), ":1: the text is empty");
  }

  private void assertBad(byte[] content, String ending) {
    assertThatThrownBy(() -> read(content))
        .isInstanceOf(BadInputException.class)
        .hasMessageMatching("(?s)[^\n]*passages\\.tsv:[^\n]*")
        .hasMessageEndingWith(ending);
  }

  private List<String> read(byte[] content) throws IOException, InterruptedException {
    List<String> records = new ArrayList<>();
    try (LabelledTextRecordReader reader = reader(content)) {
      while (reader.hasNext()) {
        var record = reader.next();
        records.add(record.get(1) + " " + record.get(0));
      }
    }
    return records;
  }

  private LabelledTextRecordReader reader(byte[] content) throws IOException, InterruptedException {
    Path file = Files.write(folder.resolve("passages.tsv"), content);
    LabelledTextRecordReader reader = new LabelledTextRecordReader(List.of("bible", "milton"));
    reader.initialize(new FileSplit(file.toFile()));
    return reader;
  }
}

package dev.actzoo.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.actzoo.input.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.datavec.api.records.metadata.RecordMetaDataLine;
import org.datavec.api.split.FileSplit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaggedTokensRecordReaderTest {
  @TempDir Path folder;

  @Test
  void readsSequencesPartedByEmptyLines() throws Exception {
    BadRows fail = new BadRows(BadRows.Policy.FAIL);
    assertThat(read("\nI\tO\nrun\tV\n\n\nNow\tV\r\n\r\n", fail))
        .containsExactly("I/0 run/1", "Now/1");
    assertThat(read("I\tO", fail)).containsExactly("I/0");
    assertThat(read("", fail)).isEmpty();
  }

  @Test
  void knowsTheLineASequenceStartsOn() throws Exception {
    BadRows fail = new BadRows(BadRows.Policy.FAIL);
    try (TaggedTokensRecordReader reader = reader("I\tO\n\nrun\tV\nnow\tV\n", fail)) {
      reader.nextSequence();
      assertThat(((RecordMetaDataLine) reader.nextSequence().getMetaData()).getLineNumber())
          .isEqualTo(3);
      reader.reset();
      assertThat(reader.sequenceRecord()).hasSize(1);
    }
  }

  @Test
  void refusesFaultyLinesOrLeavesTheirSequencesOut() throws Exception {
    String lines = "I\tO\nrun\n\nsee\tV\n\nyou\tX\nthere\tV\n\nI\tO\n";
    assertThatThrownBy(() -> read(lines, new BadRows(BadRows.Policy.FAIL)))
        .isInstanceOf(BadInputException.class)
        .hasMessageEndingWith("tweets:2: 1 columns; a line is token<TAB>tag");
    BadRows skip = new BadRows(BadRows.Policy.SKIP);
    assertThat(read(lines, skip)).containsExactly("see/1", "I/0");
    assertThat(skip.count()).isEqualTo(2);
    assertThat(skip.first().get(1)).endsWith("tweets:6: unknown tag 'X'; valid: O V");
  }

  private List<String> read(String lines, BadRows bad) throws IOException, InterruptedException {
    List<String> sequences = new ArrayList<>();
    try (TaggedTokensRecordReader reader = reader(lines, bad)) {
      while (reader.hasNext()) {
        sequences.add(
            reader.sequenceRecord().stream()
                .map(step -> step.get(0) + "/" + step.get(1))
                .collect(Collectors.joining(" ")));
      }
    }
    return sequences;
  }

  private TaggedTokensRecordReader reader(String lines, BadRows bad)
      throws IOException, InterruptedException {
    Path file = Files.write(folder.resolve("tweets"), lines.getBytes(UTF_8));
    TaggedTokensRecordReader reader = new TaggedTokensRecordReader(List.of("O", "V"), bad);
    reader.initialize(new FileSplit(file.toFile()));
    return reader;
  }
}

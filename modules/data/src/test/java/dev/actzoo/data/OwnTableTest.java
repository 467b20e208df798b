package dev.actzoo.data;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.actzoo.input.BadInputException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables as people have them: their labels, their columns and how they are stored. */
class OwnTableTest {
  private static final String ROWS = "pos,fine film\npos,good film\nneg,poor film\nneg,bad film\n";
  private static final String TABLE = "label,text\n" + ROWS;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {"", "  ", "NaN", "nan", "null", "NULL", "<NA>", "#N/A", "\u00A0", "\u200B"})
  void aMissingLabelIsABadRow(String label) throws IOException {
    String rows = TABLE + label + ",a film\n";
    assertThatThrownBy(() -> read("a.csv", rows))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("a.csv:6: the label is ")
        .hasMessageContaining("--on-bad-row skip");
    OwnFacts facts = skipping("a.csv", rows);
    assertThat(facts.classes()).containsExactly("neg", "pos");
    assertThat(facts.leftOut()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"text":"a film","label":null}   | field 'label' is null
          {"text":"a film","label":NaN}    | field 'label' is NaN
          {"text":"a film"}                | field 'label' is missing
          {"text":"a film","label":"nan "} | the label is 'nan', which is none
          {"text":"a film","label":{}}     | field 'label' is no text
          {"text":null,"label":"pos"}      | field 'text' is null
          {"text":"a","label":"a","text":1} | the object has a field twice
          {"text":"a","label":"a"}{}       | not JSON lines: something follows the object, in column 25
          {"text":"a" "label":"a"}         | not JSON from column 13 on
          {"text":"a","label":'a'}         | not JSON from column 21 on
          """)
  void aMissingOrBrokenFieldIsABadRow(String row, String fault) throws IOException {
    String good = "{\"text\":\"a\",\"label\":\"pos\"}\n{\"text\":\"b\",\"label\":\"neg\"}\n";
    String rows = good + row + "\n" + good;
    assertThatThrownBy(() -> read("a.jsonl", rows))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("a.jsonl:3: " + fault)
        .hasMessageNotContainingAny("JsonReadFeature", "Source", "dev.", "com.fasterxml");
    assertThat(skipping("a.jsonl", rows).leftOut()).isEqualTo(1);
  }

  @Test
  void numbersAndTruthValuesAreLabels() throws IOException {
    String rows = "{\"text\":\"a\",\"label\":%s}\n{\"text\":\"b\",\"label\":%<s}\n";
    String json = rows.formatted("1") + rows.formatted("1.0") + rows.formatted("true");
    OwnFacts facts = read("a.jsonl", json);
    assertThat(facts.classes()).containsExactly("1", "1.0", "true");
    assertThat(LookAlikes.lines(facts.classes()))
        .containsExactly("names almost alike are taken as classes of their own: '1' and '1.0'");
  }

  @Test
  void theNamesOfAClassAreOneHoweverTheyAreWritten() throws IOException {
    String rows = TABLE + "pos ,one\n\u00A0pos,two\n\uFEFFpos,three\nne\u0301,x\nn\u00E9,y\n";
    assertThat(read("a.csv", rows).classes()).containsExactly("neg", "n\u00E9", "pos");
  }

  @Test
  void namesAlmostAlikeAreToldInOneLine() {
    List<String> classes = List.of("Pos", "pos", "sci fi", "sci_fi", "1", "01", "other", "None");
    assertThat(LookAlikes.lines(classes))
        .containsExactly(
            "names almost alike are taken as classes of their own: 'Pos' and 'pos'; 'sci fi' and"
                + " 'sci_fi'; '1' and '01'",
            "'None' is taken as a class; leave the label empty where there is none");
    assertThat(LookAlikes.lines(List.of("neg", "pos", "-1", "1", "c", "c++"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"label,text", "\uFEFFlabel,text", "Label, Text "})
  void aHeadingAmidTheRowsIsABadRow(String heading) throws IOException {
    String rows = TABLE + heading + "\n" + ROWS;
    assertThatThrownBy(() -> read("a.csv", rows))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("a.csv:6: the heading once more, as where files are joined");
    OwnFacts facts = skipping("a.csv", rows);
    assertThat(facts.classes()).containsExactly("neg", "pos");
    assertThat(facts.leftOut()).isEqualTo(1);
  }

  @Test
  void aHeadingInAnotherOrderEndsTheReading() {
    assertThatThrownBy(() -> skipping("a.tsv", "label\ttext\npos\ta\ntext\tlabel\nb\tneg\n"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(
            "a.tsv:3: a heading with the columns in another order, text, label; the first one has"
                + " label, text");
  }

  @Test
  void blankLinesAreNoRows() throws IOException {
    assertThat(read("a.csv", "\n" + TABLE + "\n  \n\n").leftOut()).isZero();
    assertThat(read("a.tsv", TABLE.replace(',', '\t') + "\r\n").leftOut()).isZero();
    String json = "{\"text\":\"a\",\"label\":\"%s\"}\n\n";
    String two = json.formatted("a") + json.formatted("b");
    assertThat(read("a.jsonl", two + two + "\n \n").leftOut()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\r", "\r\n", "\n", "\r\r\n"})
  void linesEndAsTheFirstOneDoes(String end) throws IOException {
    for (String name : List.of("a.csv", "a.tsv")) {
      String rows = name.endsWith("tsv") ? TABLE.replace(',', '\t') : TABLE;
      OwnFacts facts = read(name, rows.replace("\n", end));
      assertThat(facts.classes()).containsExactly("neg", "pos");
      assertThat(facts.sizes().train() + facts.sizes().test()).isEqualTo(4);
    }
  }

  @Test
  void aFaultAfterLinesThatEndInCrHasItsLine() {
    assertThatThrownBy(() -> read("a.csv", (TABLE + "pos\n").replace('\n', '\r')))
        .hasMessageContaining("a.csv:6: 1 columns; a row has 2: label, text");
    assertThatThrownBy(
            () -> read("a.csv", (TABLE + "pos,caf\u00E9\n").replace('\n', '\r'), ISO_8859_1))
        .hasMessageContaining("a.csv:6: not UTF-8; what was saved as Windows-1252 or Latin-1");
  }

  @Test
  void filesInOtherEncodingsAreNamed() {
    for (Charset wide : List.of(UTF_16, UTF_16LE, Charset.forName("UTF-16BE"))) {
      assertThatThrownBy(() -> read("a.csv", TABLE, wide)).hasMessageContaining(" is in UTF-16");
    }
    Charset widest = Charset.forName("UTF-32LE");
    assertThatThrownBy(() -> read("a.csv", "\uFEFF" + TABLE, widest))
        .hasMessageContaining(" is in UTF-32");
    assertThatThrownBy(() -> read("a.csv", "PK\3\4\24\0", ISO_8859_1))
        .hasMessageContaining("a.csv: is a zip archive, as Excel workbooks are; export it as CSV");
    assertThatThrownBy(() -> read("a.csv", "label,te\0xt\n"))
        .hasMessageContaining("a.csv: holds NUL characters; it is no text");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '`',
      textBlock =
          """
          a.csv ! label;text       ! ; the columns are parted by semicolons; they must be parted by commas
          a.csv ! sep=;            ! ; the line 'sep=;' is for Excel alone: leave it out, and part
          a.csv ! sep=,            ! ; the line 'sep=' is for Excel alone: leave it out
          a.csv ! label|text       ! ; the columns are parted by '|'; they must be parted by commas
          a.csv ! `label\ttext`    ! ; the columns are parted by tabs: set format to tsv
          a.tsv ! label,text       ! ; the columns are parted by commas: set format to csv
          a.tsv ! label;text       ! ; the columns are parted by semicolons; they must be parted by tabs
          a.csv ! {"label":1}      ! ; these are JSON objects: set format to json-lines
          """)
  void howColumnsArePartedIsNamedAsTheCause(String name, String heading, String cause)
      throws IOException {
    Path file = write(name, heading + "\n1;a\n", UTF_8);
    OwnFormat format = name.endsWith("csv") ? OwnFormat.CSV : OwnFormat.TSV;
    assertThatThrownBy(() -> OwnColumns.of("mine", file, format).label(""))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("which column is the class? name it: --set datasets.mine.label=")
        .hasMessageContaining(cause);
    assertThatThrownBy(() -> read(name, heading + "\n1;a\n")).hasMessageContaining(cause);
  }

  @Test
  void columnsAreFoundInAnyCase() throws IOException {
    Path csv = write("a.csv", "n, Text ,LABEL\n", UTF_8);
    OwnColumns columns = OwnColumns.of("mine", csv, OwnFormat.CSV);
    assertThat(columns.label("")).isEqualTo("LABEL");
    assertThat(columns.label("label")).isEqualTo("LABEL");
    assertThat(columns.text(List.of())).containsExactly(" Text ");
    assertThat(read("b.csv", TABLE.replace("label,text", "Label,TEXT")).classes()).hasSize(2);
    Path json = write("a.jsonl", "nothing\n{\"Sentence\":\"x\"}\n{\"Class\":1}\n", UTF_8);
    assertThat(OwnColumns.of("mine", json, OwnFormat.JSON_LINES).label("")).isEqualTo("Class");
    Path twice = write("c.csv", "Label,LABEL,text\n", UTF_8);
    assertThatThrownBy(() -> OwnColumns.of("mine", twice, OwnFormat.CSV).label(""))
        .hasMessageEndingWith("c.csv: 2 columns are called 'label'; columns: Label, LABEL, text");
    assertThatThrownBy(() -> read("d.csv", "label,text,text\npos,a,b\n"))
        .hasMessageEndingWith("d.csv:1: 2 columns are called 'text'; columns: label, text, text");
  }

  @Test
  void filesThatAreNoTablesAreToldWhatToDo() throws IOException {
    assertThatThrownBy(() -> read("a.jsonl", "[\n{\"text\":1}]\n"))
        .hasMessageEndingWith(
            "a.jsonl:1: starts a JSON array; JSON lines have an object on each line, as jq -c '.[]'"
                + " writes them");
    Path json = write("a.json", "[]", UTF_8);
    assertThatThrownBy(() -> own(json, OwnFormat.IMAGE_FOLDER, BadRows.Policy.FAIL))
        .hasMessageContaining(
            "a.json is JSON; if it has an object on each line, let its name end in .jsonl or add"
                + " --set datasets.own.format=json-lines");
    Path text = write("a.txt", "x", UTF_8);
    assertThatThrownBy(() -> own(text, OwnFormat.IMAGE_FOLDER, BadRows.Policy.FAIL))
        .hasMessageContaining("a.txt is plain text, which has no classes; make it a CSV, TSV or");
    Path other = write("a.xlsx", "x", UTF_8);
    assertThatThrownBy(() -> own(other, OwnFormat.IMAGE_FOLDER, BadRows.Policy.FAIL))
        .hasMessageContaining("a.xlsx is a file, and its name ends in none of .csv, .tsv, .jsonl");
  }

  @Test
  void aTableWithoutEnoughRowsIsNamedForWhatItLacks() {
    assertThatThrownBy(() -> read("a.csv", "label,text\n"))
        .hasMessageEndingWith("a.csv: holds no row");
    assertThatThrownBy(() -> read("a.csv", ""))
        .hasMessageEndingWith("a.csv:1: the file is empty; its first row names the columns");
    assertThatThrownBy(() -> skipping("a.csv", "label,text\npos\nneg\n"))
        .hasMessageEndingWith(
            "a.csv: none of its 2 rows can be read, the first for this: "
                + folder.resolve("a.csv")
                + ":2: 1 columns; a row has 2: label, text");
    assertThatThrownBy(() -> read("a.csv", TABLE + "meh,x\n"))
        .hasMessage("dataset own: class 'meh' has one example; every class needs two at least");
  }

  @Test
  void messagesQuoteTheBeginningOfWhatIsLong() throws IOException {
    String name = "x\t".repeat(150);
    String heading = "label,text,\"" + name + "\"\n";
    assertThatThrownBy(() -> read("a.csv", heading + "pos,a\n"))
        .hasMessageContaining("a row has 3: label, text, x\\tx\\t")
        .satisfies(thrown -> assertThat(thrown.getMessage()).hasSizeLessThan(700));
    Path test = write("test.csv", "label,text\n" + "y".repeat(5000) + ",a\n", UTF_8);
    Path train = write("train.csv", TABLE, UTF_8);
    Datasets datasets = new Datasets(null, folder.resolve("cache"));
    OwnData data =
        new OwnData(
            "own",
            train,
            OwnFormat.CSV,
            List.of("text"),
            "label",
            test,
            0.5,
            1,
            BadRows.Policy.FAIL);
    assertThatThrownBy(() -> datasets.add(data))
        .hasMessageContaining("test.csv:2: unknown class '" + "y".repeat(197) + "...'; valid: neg");
  }

  private OwnFacts read(String name, String rows) throws IOException {
    return read(name, rows, UTF_8);
  }

  private OwnFacts read(String name, String rows, Charset charset) throws IOException {
    return own(write(name, rows, charset), format(name), BadRows.Policy.FAIL);
  }

  private OwnFacts skipping(String name, String rows) throws IOException {
    return own(write(name, rows, UTF_8), format(name), BadRows.Policy.SKIP);
  }

  private static OwnFormat format(String name) {
    return name.endsWith(".csv")
        ? OwnFormat.CSV
        : name.endsWith(".tsv") ? OwnFormat.TSV : OwnFormat.JSON_LINES;
  }

  private Path write(String name, String rows, Charset charset) throws IOException {
    return Files.write(folder.resolve(name), rows.getBytes(charset));
  }

  private OwnFacts own(Path file, OwnFormat format, BadRows.Policy policy) {
    Datasets datasets = new Datasets(null, folder.resolve("cache"));
    return datasets.add(
        new OwnData("own", file, format, List.of("text"), "label", null, 0.5, 1, policy));
  }
}

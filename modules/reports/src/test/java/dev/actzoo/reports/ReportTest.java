package dev.actzoo.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.actzoo.experiments.CellSpec;
import dev.actzoo.experiments.ExperimentSpec;
import dev.actzoo.experiments.ModelSpec;
import dev.actzoo.experiments.Provenance;
import dev.actzoo.experiments.TrialResult;
import dev.actzoo.experiments.TrialSpec;
import dev.actzoo.input.BadInputException;
import dev.actzoo.reports.statistics.Comparison;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportTest {
  private static final String HOSTILE =
      "=cmd|'/c x'!A0\"</script><!--<script>\u2028\n|`*_[x](javascript:1)\u001b[2J";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"en", "ar-u-nu-arab", "tr", "de"})
  void isTheSameInEveryLocale(String language) throws IOException {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag(language));
    try {
      ReportFiles files = Report.write(folder, comparison());
      Golden.assertMatches("results.csv", Files.readString(files.csv()));
      Golden.assertMatches("results.json", Files.readString(files.json()));
      Golden.assertMatches("summary.md", Files.readString(files.markdown()));
      String html = Files.readString(files.html());
      assertThat(html).contains("87.13", "+0.76", "78\u202f042", "baseline relu", "1 diverged");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void leavesNothingButTheReportBehind() throws IOException {
    Report.write(folder.resolve("new/deeper"), comparison());
    Report.write(folder.resolve("new/deeper"), comparison());

    try (Stream<Path> files = Files.list(folder.resolve("new/deeper"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("report.html", "results.csv", "results.json", "summary.md");
    }
  }

  @Test
  void saysInOneLineThatAFolderCannotBeWrittenTo() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");

    for (Path target : List.of(file, file.resolve("below"))) {
      assertThatExceptionOfType(BadInputException.class)
          .isThrownBy(() -> Report.write(target, comparison()))
          .withMessageStartingWith("cannot write the report to '" + target + "' (")
          .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    }
  }

  @Test
  void namesTheFileThatCannotBeWritten() throws IOException {
    Path taken = Files.createDirectories(folder.resolve("out/results.json/deeper")).getParent();
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> Report.write(folder.resolve("out"), comparison()))
        .withMessageStartingWith("cannot write '" + taken + "' (")
        .withMessageEndingWith("); make room, or name a folder that can be written to");
    assertThat(folder.resolve("out")).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void saysEverywhereThatTrialsHadDifferentNumbersOfThreads() throws IOException {
    List<TrialResult> results = new ArrayList<>(FakeExperiment.results());
    Provenance two =
        new Provenance("1", "c", "2026-01-01T00:00:00Z", "j", "o", "p", 2, "b", "k", 2, 1);
    results.set(0, from(results.get(0), two));
    ReportFiles files =
        Report.write(folder.resolve("out"), Comparison.of(FakeExperiment.SPEC, results));
    String caveat = "Some trials ran with 1, others with 2 native threads";
    for (Path file : List.of(files.html(), files.json(), files.markdown())) {
      assertThat(file).content().contains(caveat);
    }
    assertThat(MarkdownSummary.of(comparison(), Findings.of(comparison()), List.of()))
        .doesNotContain("native threads");
  }

  private static TrialResult from(TrialResult result, Provenance provenance) {
    return new TrialResult(
        result.spec(),
        result.outcome(),
        result.reason(),
        result.epochs(),
        result.selectedEpoch(),
        result.testAccuracy(),
        result.testLoss(),
        result.parameters(),
        result.timing(),
        provenance);
  }

  @Test
  void quotesWhatASpreadsheetWouldRun() {
    assertThat(CsvReport.field("plain")).isEqualTo("plain");
    assertThat(CsvReport.field("a,b \"c\"\nd")).isEqualTo("\"a,b \"\"c\"\"\nd\"");
    assertThat(CsvReport.field("=1+1")).isEqualTo("'=1+1");
    assertThat(CsvReport.field("@x,y")).isEqualTo("\"'@x,y\"");
    assertThat(CsvReport.field(-0.5)).isEqualTo("-0.5");
    assertThat(CsvReport.field(Double.NaN)).isEmpty();
    assertThat(CsvReport.field(null)).isEmpty();
  }

  @Test
  void writesNullForWhatIsNoNumber() throws IOException {
    ReportFiles files = Report.write(folder, comparison());

    JsonNode json = new ObjectMapper().readTree(files.json().toFile());

    JsonNode diverged = json.at("/cells/0/arms/3/trials/1");
    assertThat(diverged.at("/outcome").asText()).isEqualTo("DIVERGED");
    assertThat(diverged.at("/epochs/3/trainLoss").isNull()).isTrue();
    assertThat(diverged.at("/testAccuracy").isNull()).isTrue();
    assertThat(json.at("/cells/0/arms/1/trials/0/epochs")).hasSize(12);
    assertThat(json.at("/cells/1/arms/1/verdict").asText()).isEqualTo("BETTER");
  }

  @Test
  void letsNoNameOutOfItsPlace() throws IOException {
    ReportFiles files = Report.write(folder, Comparison.of(hostile(), hostileResults()));

    String html = Files.readString(files.html());
    assertThat(html.split("<script", -1)).hasSize(3);
    assertThat(html.split("</script", -1)).hasSize(3);
    assertThat(html).doesNotContain("<!--", "\u2028<", "<script>\u2028");
    String data = html.substring(html.indexOf("id=\"report-data\">"));
    assertThat(data.substring(0, data.indexOf("</script>"))).doesNotContain("\u2028", "<");
    assertThat(html).contains("&lt;/script&gt;");

    assertThat(Files.readString(files.csv())).contains("\"'=cmd|'/c x'!A0\"\"</script>");
    assertThat(Files.readString(files.markdown()))
        .doesNotContain("\u001b", "\u2028")
        .doesNotContainPattern("[^\\\\](<script|</script|\\[x|\\](\\(|$)|`)")
        .contains("\\<script>");
    assertThat(Files.readString(files.json())).contains("\\u001B[2J");
  }

  @Test
  void armsHaveTheNamesOfTheExperiment() throws IOException {
    ExperimentSpec experiment =
        new ExperimentSpec(
            "named",
            "",
            List.of(FakeExperiment.SPEC.cells().get(0)),
            List.of("relu", "my-act"),
            "my-act",
            List.of(1L, 2L),
            List.of(),
            Map.of("my-act", "x * sin(x)"));
    List<TrialResult> results = new ArrayList<>();
    for (TrialSpec trial : experiment.plan(dataset -> "ab".repeat(32))) {
      boolean diverges = trial.seed() == 2 && trial.activation().equals("x * sin(x)");
      results.add(
          diverges
              ? FakeExperiment.diverged(trial, "the loss was not finite")
              : FakeExperiment.completed(trial));
    }
    ReportFiles files = Report.write(folder, Comparison.of(experiment, results));
    String id = results.get(1).spec().id();
    assertThat(results.get(1).spec().activation()).isEqualTo("x * sin(x)");
    assertThat(Files.readString(files.csv())).contains(id).contains(",my-act,1,COMPLETED,");
    assertThat(Files.readString(files.markdown()))
        .contains("| my-act ", "\n## Formulas\n\n- my-act: `x * sin(x)`\n")
        .doesNotContain("| x * sin(x)");
    JsonNode json = new ObjectMapper().readTree(files.json().toFile());
    assertThat(json.at("/experiment/formulas/my-act").asText()).isEqualTo("x * sin(x)");
    assertThat(json.at("/cells/0/arms/1/activation").asText()).isEqualTo("my-act");
    assertThat(json.at("/cells/0/arms/1/trials/0/id").asText()).isEqualTo(id);
    assertThat(Files.readString(files.html()))
        .contains("x * sin(x)", "my-act")
        .doesNotContain(">x * sin(x), ", "\"name\":\"x * sin(x)\"");
  }

  private static Comparison comparison() {
    return Comparison.of(FakeExperiment.SPEC, FakeExperiment.results());
  }

  private static ExperimentSpec hostile() {
    CellSpec cell =
        new CellSpec(
            new ModelSpec(HOSTILE), HOSTILE, FakeExperiment.SPEC.cells().get(0).training());
    return new ExperimentSpec(
        "hostile", HOSTILE, List.of(cell), List.of("relu", HOSTILE), "relu", List.of(1L, 2L));
  }

  private static List<TrialResult> hostileResults() {
    List<TrialResult> results = new ArrayList<>();
    for (TrialSpec trial : hostile().plan(dataset -> "ab".repeat(32))) {
      results.add(
          trial.seed() == 2
              ? FakeExperiment.diverged(trial, HOSTILE)
              : FakeExperiment.completed(trial));
    }
    return results;
  }
}

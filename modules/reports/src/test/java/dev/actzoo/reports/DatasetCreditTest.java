package dev.actzoo.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actzoo.reports.statistics.Comparison;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetCreditTest {
  @TempDir Path folder;

  @Test
  void pageAndSummaryNameLicenceAndCitation() throws IOException {
    Comparison comparison = Comparison.of(FakeExperiment.SPEC, FakeExperiment.results());
    DatasetCredit credit =
        new DatasetCredit(
            "digits",
            "Digits <b>",
            "CC BY-SA 3.0",
            "https://example.org",
            "LeCun & others, 1998",
            "token accuracy");
    ReportFiles with = Report.write(folder.resolve("with"), comparison, List.of(), List.of(credit));
    assertThat(Files.readString(with.html()))
        .contains("href=\"#data\"", "digits: Digits &lt;b", "CC BY-SA 3.0")
        .contains("https://example.org", "LeCun &amp; others, 1998");
    assertThat(Files.readString(with.markdown()))
        .endsWith(
            "\n## Data\n\n- digits: Digits \\<b>. Licence: CC BY-SA 3.0. Cite: LeCun & others,"
                + " 1998\n");

    ReportFiles without = Report.write(folder.resolve("without"), comparison);
    assertThat(Files.readString(without.html())).doesNotContain("id=\"data\"", "#data");
    assertThat(Files.readString(without.markdown())).doesNotContain("## Data");
  }

  @Test
  void reportsCallWhatWasMeasuredByItsName() throws IOException {
    Comparison comparison = Comparison.of(FakeExperiment.SPEC, FakeExperiment.results());
    String dataset = comparison.cells().get(1).cell().dataset();
    DatasetCredit credit = new DatasetCredit(dataset, "", "", "", "", "token accuracy");
    ReportFiles files = Report.write(folder, comparison, List.of(), List.of(credit));
    assertThat(Files.readString(files.html()))
        .contains("Test token accuracy by seed", "Test accuracy by seed")
        .contains("Mean difference in test accuracy or token accuracy to");
    assertThat(Files.readString(files.markdown()))
        .contains("| token accuracy % |", "| accuracy % |");
  }
}

package dev.actzoo.reports.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.actzoo.activations.Activation;
import dev.actzoo.activations.Catalogue;
import dev.actzoo.input.BadInputException;
import dev.actzoo.reports.Hardware;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogueReportTest {
  private static final String SPEED =
      """
      {"format": 1, "benchmark": "kernels", "machine": {"cpu": "Fast CPU", "features": "",
        "cores": 2, "threads": 2, "java": "17", "os": "Linux", "kernels": "oneDNN",
        "version": "1", "commit": "c0ffee", "date": "2026-01-02"},
       "rows": [
        {"name": "mish forward", "size": "2 Mi floats", "peer": "memcpy", "ratio": 1.25,
         "better": "lower", "ours": {"median": 0.5, "low": 0.4, "high": 0.6, "unit": "ms"},
         "theirs": {"median": 0.4, "low": 0.4, "high": 0.4, "unit": "ms"},
         "nsPerElement": 0.2384, "note": ""},
        {"name": "softmax fold backward", "size": "32 Mi floats", "peer": "memcpy", "ratio": 17.5,
         "better": "lower", "ours": {"median": 0.5, "low": 0.4, "high": 0.6, "unit": "ms"},
         "theirs": {"median": 0.4, "low": 0.4, "high": 0.4, "unit": "ms"},
         "nsPerElement": 3.25, "note": ""}]}
      """;

  @TempDir Path folder;

  @Test
  void everyEntryHasACardAndIsInTheContents() throws IOException {
    String page =
        Files.readString(CatalogueReport.write(folder.resolve("out"), Catalogue.all(), null, null));
    for (Activation activation : Catalogue.all()) {
      assertThat(page).contains("id=\"" + activation.name() + "\"");
      assertThat(page).contains("<li><a href=\"#" + activation.name() + "\">");
    }
    assertThat(page.split("<math ", -1)).hasSize(Catalogue.all().size() + 1);
    assertThat(page).doesNotContain("src=\"http", "href=\"http", "url(", "id=\"defects\"");
  }

  @Test
  void showsTheAuditTheSpeedAndFirstTheDefectsOfTheStockKernels() throws IOException {
    KernelAudits audits = KernelAudits.read(FakeAudit.write(folder));
    Hardware speed = Hardware.read(Files.writeString(folder.resolve("speed.json"), SPEED));
    String page =
        Files.readString(
            CatalogueReport.write(folder.resolve("out"), Catalogue.all(), audits, speed));
    assertThat(page)
        .contains("NaN or infinite from 22.18", "off by up to 0.0203: 2.223 instead of 2.244")
        .contains("NaN or infinite from a size of 1948; other in a batch of rows than alone")
        .contains("value other in a batch of rows than alone", "Folds are compared at 321 vectors")
        .contains("gradient NaN or infinite at −∞", "value loses NaN", "1.0e−7")
        .contains("<td class=\"number\">0.238</td><td class=\"number\">1.25</td>", "Fast CPU")
        .contains("<td class=\"number\">3.25</td><td class=\"number\">17.50</td>");
    assertThat(page.indexOf("id=\"defects\"")).isLessThan(page.indexOf("id=\"contents\""));
    assertThat(Defect.of(audits))
        .extracting(Defect::entry)
        .containsExactly("softmax", "mish", "gelu");
  }

  @Test
  void figuresAreThoseOfAnAuditOrRefused() throws IOException {
    Path other = Files.writeString(folder.resolve("other.json"), "{\"rows\": []}");
    for (Path file : List.of(other, folder.resolve("absent.json"))) {
      assertThatExceptionOfType(BadInputException.class)
          .isThrownBy(() -> KernelAudits.read(file))
          .withMessageContaining("holds no figures of an audit");
    }
  }

  @Test
  void figuresAreShortAndSayInfinity() {
    assertThat(Figures.error(0)).isEqualTo("0");
    assertThat(Figures.error(2.04e-7)).isEqualTo("2.0e−7");
    assertThat(Figures.error(0.02032)).isEqualTo("0.0203");
    assertThat(Figures.error(Double.POSITIVE_INFINITY)).isEqualTo("∞");
    assertThat(Figures.number(-0.07175)).isEqualTo("−0.07175");
    assertThat(Figures.number(1.3045539536896E14)).isEqualTo("1.30e14");
    assertThat(Figures.number(Double.NaN)).isEqualTo("NaN");
    assertThat(Figures.number(30)).isEqualTo("30");
  }
}

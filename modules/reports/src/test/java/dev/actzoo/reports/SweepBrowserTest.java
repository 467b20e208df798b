package dev.actzoo.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actzoo.reports.sweep.FakeSweep;
import dev.actzoo.reports.sweep.SweepReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;

/** The report of a sweep as a browser shows it. */
class SweepBrowserTest {
  private static final int CHARTS = 2 * 4;

  @TempDir static Path folder;

  private static ChromeDriver browser;

  @BeforeAll
  static void open() {
    browser = Chromium.start(folder.resolve("profile"));
    Path page =
        SweepReport.write(
                folder.resolve("out"), FakeSweep.result(FakeSweep.spec()), dataset -> "accuracy")
            .html();
    browser.get(page.toUri().toString());
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.quit();
    }
  }

  @Test
  void drawsEveryChartWithoutComplaint() {
    assertThat(browser.executeScript("return document.documentElement.dataset.drawn"))
        .isEqualTo("true");
    List<WebElement> charts = browser.findElements(By.cssSelector(".chart"));
    assertThat(charts).hasSize(CHARTS);
    for (WebElement chart : charts) {
      String id = chart.getDomAttribute("id");
      assertThat(chart.findElements(By.cssSelector("svg path"))).as(id).hasSizeGreaterThan(5);
      assertThat(browser.findElements(By.id(chart.getDomAttribute("aria-describedby"))))
          .as(id)
          .hasSize(1);
    }
    assertThat(browser.manage().logs().get(LogType.BROWSER).getAll()).isEmpty();
  }

  @Test
  void everyCandidateHasALineAcrossTheSettings() {
    Object lines =
        browser.executeScript(
            "return echarts.getInstanceByDom(document.getElementById('cell-0-parallel'))"
                + ".getOption().series.reduce((n, s) => n + s.data.length, 0)");
    assertThat(lines).as("of 16 candidates 4 diverged").isEqualTo(12L);
  }

  @Test
  void tablesNameTheBestAndWhatFailed() {
    List<WebElement> best = browser.findElements(By.cssSelector("#cell-0-best tbody tr"));
    assertThat(best.get(0).getText()).contains("relu", "0.1", "64", "84.14 ± 0.71");
    assertThat(best.get(1).getText()).contains("gelu", "0.01");
    assertThat(browser.findElement(By.id("cell-0-losses")).getText())
        .contains("training loss is NaN", "longer than 30.0 minutes");
  }

  @Test
  void fitsAPhoneAndGoesDark() {
    browser.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", 400, "height", 844, "deviceScaleFactor", 1, "mobile", true));
    assertThat(browser.executeScript("return document.documentElement.scrollWidth"))
        .isEqualTo(400L);
    String light = background();
    browser.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", "dark"))));
    assertThat(background()).isNotEqualTo(light);
  }

  private static String background() {
    return (String) browser.executeScript("return getComputedStyle(document.body).backgroundColor");
  }
}

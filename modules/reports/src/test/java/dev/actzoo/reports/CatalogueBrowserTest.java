package dev.actzoo.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actzoo.activations.Catalogue;
import dev.actzoo.reports.catalogue.CatalogueReport;
import dev.actzoo.reports.catalogue.FakeAudit;
import dev.actzoo.reports.catalogue.KernelAudits;
import java.io.IOException;
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

/** The catalogue as a browser shows it. */
class CatalogueBrowserTest {
  @TempDir static Path folder;

  private static ChromeDriver browser;

  @BeforeAll
  static void open() throws IOException {
    browser = Chromium.start(folder.resolve("profile"));
    KernelAudits audits = KernelAudits.read(FakeAudit.write(folder));
    Path page = CatalogueReport.write(folder.resolve("out"), Catalogue.all(), audits, null);
    browser.get(page.toUri().toString());
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.quit();
    }
  }

  @Test
  void findsEntriesByWordsAndFamilyAndFormulasHaveASize() {
    WebElement search = browser.findElement(By.id("wanted"));
    search.clear();
    search.sendKeys("hendrycks gelu");
    assertThat(shown()).contains("gelu", "gelu-tanh").doesNotContain("relu", "softmax");
    search.clear();
    search.sendKeys("exp");
    browser.findElement(By.cssSelector("button[data-family=ridge]")).click();
    assertThat(shown()).contains("softmax", "gaussian").doesNotContain("elu");
    browser.findElement(By.cssSelector("button[data-family=ridge]")).click();
    search.clear();
    search.sendKeys(" ");
    assertThat(shown()).hasSize(Catalogue.all().size());
    for (WebElement math : browser.findElements(By.cssSelector(".formula-shown math"))) {
      assertThat(math.getRect().getHeight()).isGreaterThan(8);
    }
    assertThat(browser.manage().logs().get(LogType.BROWSER).getAll()).isEmpty();
  }

  private static List<String> shown() {
    return browser.findElements(By.cssSelector(".entry:not([hidden])")).stream()
        .map(entry -> entry.getDomAttribute("id"))
        .toList();
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

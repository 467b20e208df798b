package dev.actzoo.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actzoo.experiments.CellSpec;
import dev.actzoo.experiments.ExperimentSpec;
import dev.actzoo.experiments.TrialResult;
import dev.actzoo.reports.statistics.Comparison;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;

/** The report as a browser shows it: a file on disk, opened in headless Chromium. */
class ReportBrowserTest {
  private static final Map<String, Object> DESKTOP = screen(1280, 900);
  private static final Map<String, Object> PHONE = screen(390, 844);

  /** Ends when the browser has drawn the page twice more. */
  private static final String TWO_FRAMES =
      "requestAnimationFrame(() => requestAnimationFrame(arguments[0]))";

  @TempDir static Path folder;

  private static ChromeDriver browser;

  @BeforeAll
  static void start() {
    browser = Chromium.start(folder.resolve("profile"));
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.quit();
    }
  }

  @BeforeEach
  void desktopInDaylight() {
    browser.executeCdpCommand("Emulation.setDeviceMetricsOverride", DESKTOP);
    prefer("light");
    browser.manage().logs().get(LogType.BROWSER);
    browser.manage().logs().get(LogType.PERFORMANCE);
  }

  @Test
  void drawsEveryChartWithEveryArm() {
    open(write(FakeExperiment.SPEC, FakeExperiment.results()));

    List<WebElement> charts = browser.findElements(By.cssSelector(".chart"));
    assertThat(charts).hasSize(2 * 5 + 3);
    for (WebElement chart : charts) {
      String id = chart.getDomAttribute("id");
      int arms = Objects.equals(chart.getDomAttribute("data-kind"), "differences") ? 3 : 4;
      assertThat(colours(chart)).as(id).hasSizeGreaterThan(arms);
      assertThat(paths(chart)).as(id).hasSizeGreaterThan(2 * arms);
      assertThat(chart.getDomAttribute("aria-label")).as(id).isNotBlank();
      assertThat(browser.findElements(By.id(chart.getDomAttribute("aria-describedby")))).hasSize(1);
    }
    assertThat(chart("cell-0-validation").getRect().getHeight()).isGreaterThan(200);
  }

  @Test
  void drawsTheRatiosOfABenchmark() throws IOException {
    Hardware hardware =
        Hardware.read(Files.writeString(folder.resolve("step.json"), HardwareTest.FILE));
    Path page = folder.resolve("step.html");
    Report.writeHardware(page, hardware);
    open(page);

    assertThat(browser.findElements(By.cssSelector(".chart"))).hasSize(1);
    assertThat(chart("hardware-0-ratios").getText())
        .contains("resnet-20 · djl-pytorch", "1.25", "1.50");
    assertThat(browser.findElements(By.cssSelector("#hardware-0-table tbody tr"))).hasSize(2);
  }

  @Test
  void printsTheTableBesideTheCharts() {
    open(write(FakeExperiment.SPEC, FakeExperiment.results()));

    List<WebElement> rows = browser.findElements(By.cssSelector("#cell-0-accuracy tbody tr"));
    assertThat(rows).hasSize(4);
    assertThat(rows.get(0).getText()).contains("relu", "baseline", "87.13", "3 of 3");
    assertThat(rows.get(3).getText()).contains("tanh", "2 of 3", "1 diverged");
    assertThat(browser.findElement(By.cssSelector(".lead")).getText()).contains("gelu");
    assertThat(browser.findElements(By.tagName("h1"))).hasSize(1);
  }

  @Test
  void asksForNothingButItself() {
    Path report = write(FakeExperiment.SPEC, FakeExperiment.results());
    open(report);

    Object loaded = browser.executeScript("return performance.getEntriesByType('resource').length");
    assertThat(loaded).isEqualTo(0L);
    List<String> requests =
        browser.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
            .map(entry -> entry.getMessage())
            .filter(message -> message.contains("Network.requestWillBeSent\""))
            .filter(message -> !message.contains("\"url\":\"data:"))
            .toList();
    assertThat(requests).hasSize(1).first().asString().contains(report.toUri().getRawPath());
    assertThat(complaints()).isEmpty();
  }

  @Test
  void refusesScriptsThatAreNotItsOwn() {
    open(write(FakeExperiment.SPEC, FakeExperiment.results()));

    browser.executeScript(
        "const s = document.createElement('script'); s.textContent = 'window.intruded = true';"
            + " document.body.appendChild(s)");

    assertThat(browser.executeScript("return window.intruded === true")).isEqualTo(false);
  }

  @Test
  void fitsAPhone() {
    browser.executeCdpCommand("Emulation.setDeviceMetricsOverride", PHONE);
    open(write(FakeExperiment.SPEC, FakeExperiment.results()));

    assertThat(browser.executeScript("return document.documentElement.scrollWidth"))
        .isEqualTo(390L);
    assertThat(browser.executeScript("return document.documentElement.clientWidth"))
        .isEqualTo(390L);
    assertThat(chart("cell-0-validation").findElement(By.tagName("svg")).getRect().getWidth())
        .isBetween(280, 390);
  }

  @Test
  void followsTheReaderIntoTheDarkAndBack() {
    open(write(FakeExperiment.SPEC, FakeExperiment.results()));
    String page = background();
    List<String> curves = colours(chart("cell-0-validation"));

    prefer("dark");
    assertThat(background()).isNotEqualTo(page);
    assertThat(colours(chart("cell-0-validation"))).isNotEqualTo(curves).hasSameSizeAs(curves);

    prefer("light");
    assertThat(colours(chart("cell-0-validation"))).isEqualTo(curves);
  }

  @Test
  void hidesAnArmInEveryChart() {
    open(write(FakeExperiment.SPEC, FakeExperiment.results()));
    List<String> before = colours(chart("cell-1-validation"));
    List<String> functions = colours(chart("functions-values"));
    WebElement button = browser.findElement(By.cssSelector(".legend button[data-arm='1']"));

    button.click();

    assertThat(button.getDomAttribute("aria-pressed")).isEqualTo("false");
    assertThat(colours(chart("cell-1-validation"))).hasSize(before.size() - 1).isSubsetOf(before);
    assertThat(colours(chart("functions-values")))
        .hasSize(functions.size() - 1)
        .isSubsetOf(functions);
  }

  @Test
  void unfoldsAndTurnsLightForPrint() {
    prefer("dark");
    open(write(FakeExperiment.SPEC, FakeExperiment.results()));
    List<String> onScreen = colours(chart("cell-0-validation"));

    browser.executeScript("window.dispatchEvent(new Event('beforeprint'))");

    assertThat(browser.findElements(By.cssSelector("details:not([open])"))).isEmpty();
    assertThat(colours(chart("cell-0-validation"))).isNotEqualTo(onScreen);
    browser.executeScript("window.dispatchEvent(new Event('afterprint'))");
    assertThat(browser.findElements(By.cssSelector("details[open]"))).isEmpty();
    assertThat(colours(chart("cell-0-validation"))).isEqualTo(onScreen);
  }

  @Test
  void showsHostileNamesAsText() {
    String hostile = "</script><script>window.intruded=1</script><img src=x onerror=intruded=1>";
    CellSpec cell =
        new CellSpec(FakeExperiment.RESNET.model(), hostile, FakeExperiment.RESNET.training());
    ExperimentSpec experiment =
        new ExperimentSpec(
            "hostile", hostile, List.of(cell), List.of("relu", hostile), "relu", List.of(1L, 2L));
    List<TrialResult> results = new ArrayList<>(FakeExperiment.results(experiment));
    results.set(3, FakeExperiment.diverged(results.get(3).spec(), hostile));

    open(write(experiment, results));

    assertThat(browser.executeScript("return window.intruded")).isNull();
    assertThat(browser.findElements(By.cssSelector("main img"))).isEmpty();
    assertThat(browser.findElement(By.cssSelector(".description")).getText()).isEqualTo(hostile);
    assertThat(browser.findElement(By.cssSelector(".losses .wrap")).getText()).isEqualTo(hostile);
    assertThat(complaints()).isEmpty();
    hover(chart("cell-0-validation"));
    assertThat(browser.findElement(By.cssSelector(".tip")).getText()).contains(hostile);
    assertThat(browser.executeScript("return window.intruded")).isNull();
  }

  @Test
  void drawsWhatThereIsOfAnUnfinishedExperiment() {
    for (int results : List.of(0, 1, 5, 13)) {
      open(write(FakeExperiment.SPEC, FakeExperiment.results().subList(0, results)));

      assertThat(complaints()).as("with %d results", results).isEmpty();
      assertThat(browser.findElement(By.id("verdict")).getText()).contains("unfinished");
      assertThat(browser.findElements(By.cssSelector(".chart")))
          .allSatisfy(chart -> assertThat(colours(chart)).isNotEmpty());
    }
  }

  @Test
  void drawsASingleArmWithASingleSeed() {
    ExperimentSpec lone =
        new ExperimentSpec(
            "lone", "", FakeExperiment.SPEC.cells(), List.of("gelu"), "gelu", List.of(5L));

    open(write(lone, FakeExperiment.results(lone)));

    assertThat(complaints()).isEmpty();
    assertThat(browser.findElement(By.cssSelector(".lead")).getText()).contains("only arm");
  }

  private static Path write(ExperimentSpec experiment, List<TrialResult> results) {
    return Report.write(folder.resolve("out"), Comparison.of(experiment, results)).html();
  }

  private static void open(Path report) {
    browser.get(report.toUri().toString());
    assertThat(browser.executeScript("return document.documentElement.dataset.drawn"))
        .as("the page's script ran to its end; console: %s", complaints())
        .isEqualTo("true");
  }

  private static List<String> complaints() {
    return browser.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(Object::toString)
        .toList();
  }

  private static WebElement chart(String id) {
    return browser.findElement(By.id(id));
  }

  /** The colours a chart is drawn in, each once: of its curves, bars and markers, and its grid. */
  private static List<String> colours(WebElement chart) {
    return paths(chart).stream().distinct().sorted().toList();
  }

  /** The stroke colours of all stroked paths of a chart. */
  private static List<String> paths(WebElement chart) {
    return ((List<?>)
            Objects.requireNonNull(
                browser.executeScript(
                    "return [...arguments[0].querySelectorAll('svg path')]"
                        + ".map(path => path.getAttribute('stroke'))"
                        + ".filter(stroke => stroke && stroke !== 'none')",
                    chart)))
        .stream().map(String.class::cast).toList();
  }

  private static void hover(WebElement chart) {
    browser.executeScript(
        "echarts.getInstanceByDom(arguments[0])"
            + ".dispatchAction({type: 'showTip', x: 200, y: 100})",
        chart);
  }

  private static String background() {
    return (String) browser.executeScript("return getComputedStyle(document.body).backgroundColor");
  }

  /** The page hears of the new scheme, and redraws, before its next frame. */
  private static void prefer(String scheme) {
    browser.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    browser.executeAsyncScript(TWO_FRAMES);
  }

  private static Map<String, Object> screen(int width, int height) {
    return Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 500);
  }
}

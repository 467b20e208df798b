package dev.actzoo.reports;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * The browser of the tests: the system's own Chromium or Chrome with its driver; nothing is
 * downloaded. Environment variables ACTZOO_CHROMIUM and ACTZOO_CHROMEDRIVER, or the system
 * properties actzoo.chromium and actzoo.chromedriver, name others.
 */
final class Chromium {
  /** Held here because a logger that nobody holds forgets its level. */
  private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

  private Chromium() {}

  static ChromeDriver start(Path profile) {
    SELENIUM.setLevel(Level.SEVERE);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(
        find(
                "CHROMIUM",
                List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"))
            .toString());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--user-data-dir=" + profile);
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(find("CHROMEDRIVER", List.of("chromedriver")))
            .build();
    return new ChromeDriver(service, options);
  }

  private static File find(String what, List<String> programs) {
    String variable = "ACTZOO_" + what;
    String property = variable.replace('_', '.').toLowerCase(Locale.ROOT);
    String named = System.getProperty(property, System.getenv(variable));
    return (named != null ? Stream.of(Path.of(named)) : onPath(programs))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () ->
                new AssertionError(
                    "the browser tests need %s: install Debian's chromium and chromium-driver, or set %s (or -D%s) to the program"
                        .formatted(String.join(" or ", programs), variable, property)))
        .toFile();
  }

  private static Stream<Path> onPath(List<String> programs) {
    @Nullable String path = System.getenv("PATH");
    List<String> folders = List.of(Objects.requireNonNullElse(path, "").split(File.pathSeparator));
    return programs.stream()
        .flatMap(
            program ->
                Stream.concat(folders.stream(), Stream.of("/usr/bin"))
                    .map(folder -> Path.of(folder, program)));
  }
}

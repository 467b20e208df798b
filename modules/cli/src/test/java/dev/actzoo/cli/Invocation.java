package dev.actzoo.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/**
 * A command line that was executed in this process.
 *
 * @param code the exit code
 * @param out what came on standard output
 * @param err what came on standard error
 */
record Invocation(int code, String out, String err) {
  static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

  /** Executes a command line whose reports and cache lie in a folder. */
  static Invocation of(Path folder, List<String> arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    Surroundings surroundings =
        new Surroundings(
            clock, folder.resolve("reports"), folder.resolve("cache"), folder.resolve("data"), 0);
    int code =
        ActZoo.commandLine(surroundings)
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(arguments.toArray(String[]::new));
    return new Invocation(code, out.toString(), err.toString());
  }

  static Invocation of(Path folder, String... arguments) {
    return of(folder, List.of(arguments));
  }
}

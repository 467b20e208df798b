package dev.actzoo.cli;

import dev.actzoo.input.BadInputException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The program: {@code actzoo COMMAND}, its text and numbers the same whatever the locale says. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT);
    Libraries.quieten();
    PrintWriter err = utf8(FileDescriptor.err);
    try {
      OwnActivations.add(System.getenv(OwnActivations.VARIABLE));
    } catch (BadInputException e) {
      err.println(Failures.line(e));
      System.exit(Failures.BAD_INPUT);
    }
    int code =
        ActZoo.commandLine(Surroundings.ofThisProcess())
            .setOut(utf8(FileDescriptor.out))
            .setErr(err)
            .execute(args);
    System.exit(code);
  }

  private static PrintWriter utf8(FileDescriptor stream) {
    return new PrintWriter(new FileOutputStream(stream), true, StandardCharsets.UTF_8);
  }
}

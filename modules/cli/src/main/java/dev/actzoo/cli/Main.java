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
    PrintWriter err = utf8(FileDescriptor.err);
    int code;
    try {
      code = run(args, err);
    } catch (BadInputException e) {
      err.println(Failures.line(e));
      code = Failures.BAD_INPUT;
    } catch (RuntimeException | Error e) {
      err.println(Failures.line(e));
      code = Failures.FAILURE;
    }
    System.exit(code);
  }

  private static int run(String[] args, PrintWriter err) {
    Surroundings surroundings = Surroundings.ofThisProcess();
    Libraries.quieten();
    Libraries.unpackInto(surroundings.cache());
    OwnActivations.add(System.getenv(OwnActivations.VARIABLE));
    return ActZoo.commandLine(surroundings)
        .setOut(utf8(FileDescriptor.out))
        .setErr(err)
        .execute(args);
  }

  private static PrintWriter utf8(FileDescriptor stream) {
    return new PrintWriter(new FileOutputStream(stream), true, StandardCharsets.UTF_8);
  }
}

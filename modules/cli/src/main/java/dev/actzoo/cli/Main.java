package dev.actzoo.cli;

import dev.actzoo.input.BadInputException;
import java.io.FileDescriptor;
import java.io.PrintWriter;
import java.util.Locale;

/** The program: {@code actzoo COMMAND}, its text and numbers the same whatever the locale says. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT);
    StandardStream out = new StandardStream(FileDescriptor.out);
    PrintWriter err = new StandardStream(FileDescriptor.err).writer();
    int code;
    try {
      code = run(args, out.writer(), err);
    } catch (BadInputException e) {
      err.println(Failures.line(e));
      code = Failures.BAD_INPUT;
    } catch (RuntimeException | Error e) {
      err.println(Failures.line(e));
      code = Failures.FAILURE;
    }
    String loss = out.loss();
    if (loss != null) {
      err.println(Failures.lostOutput(loss));
      code = code == 0 ? Failures.FAILURE : code;
    }
    System.exit(code);
  }

  private static int run(String[] args, PrintWriter out, PrintWriter err) {
    Surroundings surroundings = Surroundings.ofThisProcess();
    Libraries.quieten();
    Libraries.unpackInto(surroundings.cache());
    OwnActivations.add(System.getenv(OwnActivations.VARIABLE));
    return ActZoo.commandLine(surroundings).setOut(out).setErr(err).execute(args);
  }
}

package dev.actzoo.cli;

import dev.actzoo.data.store.FetchException;
import dev.actzoo.experiments.LedgerException;
import dev.actzoo.experiments.Outcome;
import dev.actzoo.experiments.TrialResult;
import dev.actzoo.input.BadInputException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * What becomes of everything that goes wrong: one line on standard error, and an exit code. The
 * stack trace of a failure goes into a file of the output folder, or where {@code --stacktrace} is
 * given under the line; bad input has none.
 */
final class Failures implements IExecutionExceptionHandler {
  static final int FAILURE = ExitCode.SOFTWARE;
  static final int BAD_INPUT = ExitCode.USAGE;
  static final String LOG = "failure.log";

  private static final String PREFIX = "actzoo: ";

  /** Of a complaint about the command line, which repeats what was typed. */
  private static final int LONGEST_PARAMETER = 500;

  private final ActZoo root;

  Failures(ActZoo root) {
    this.root = root;
  }

  /**
   * Runs the command; an error such as exhausted memory is reported as an exception is. The log of
   * an earlier failure in the folder of a command that comes to its end is no longer true and goes.
   */
  static int catchErrors(ParseResult parsed) {
    try {
      int code = new CommandLine.RunLast().execute(parsed);
      List<CommandLine> commands = parsed.asCommandLineList();
      deleteLog(commands.get(commands.size() - 1));
      return code;
    } catch (Error e) {
      throw new ExecutionException(parsed.commandSpec().commandLine(), e.toString(), e);
    }
  }

  static int badParameter(ParameterException e, String[] arguments) {
    List<String> offers =
        e instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
    String offer = offers.isEmpty() ? "" : "; did you mean " + String.join(", ", offers) + "?";
    Set<String> subcommands = e.getCommandLine().getSubcommands().keySet();
    if (offers.isEmpty() && !subcommands.isEmpty() && lacksSubcommand(e)) {
      offer = "; valid: " + String.join(", ", subcommands);
    }
    e.getCommandLine().getErr().println(line(e) + offer);
    return BAD_INPUT;
  }

  /** Whether there was none, or another word in its place. */
  private static boolean lacksSubcommand(ParameterException e) {
    return e instanceof UnmatchedArgumentException unmatched
        ? unmatched.getUnmatched().stream().noneMatch(word -> word.startsWith("-"))
        : e.getArgSpec() == null;
  }

  @Override
  public int handleExecutionException(Exception thrown, CommandLine command, ParseResult parsed) {
    Throwable e = thrown instanceof ExecutionException ? thrown.getCause() : thrown;
    if (e instanceof InterruptedException) {
      return FAILURE;
    }
    if (e instanceof BadInputException || e instanceof InvalidPathException) {
      root.err().println(line(e));
      return BAD_INPUT;
    }
    if (e instanceof FetchException && !root.stackTrace()) {
      root.err().println(line(e));
      return FAILURE;
    }
    String unpacked = isForWantOfALibrary(e) ? Libraries.fault(root.surroundings().cache()) : null;
    if (unpacked != null && !root.stackTrace()) {
      root.err().println(PREFIX + unpacked);
      return BAD_INPUT;
    }
    String trace = trace(e);
    if (root.stackTrace()) {
      root.err().println(line(e));
      root.err().print(trace);
      root.err().flush();
    } else {
      Path log = log(command, trace);
      root.err().println(line(e) + " (" + (log == null ? "see --stacktrace" : "see " + log) + ")");
    }
    return FAILURE;
  }

  /**
   * The exit code of a run that came to its end. Failed trials, unlike diverged ones, say nothing
   * of an activation, so they are told of and make the run a failure.
   */
  static int exitCode(List<TrialResult> results, PrintWriter err) {
    List<TrialResult> failed =
        results.stream().filter(result -> result.outcome() == Outcome.FAILED).toList();
    if (failed.isEmpty()) {
      return ExitCode.OK;
    }
    err.printf(
        "%s%d of %d trials failed, to be tried again by the next run; the first of them: %s%n",
        PREFIX, failed.size(), results.size(), failed.get(0).reason());
    return FAILURE;
  }

  /** Tells in a line why a run came to nothing, and gives its exit code. */
  static int failed(String reason, PrintWriter err) {
    err.println(PREFIX + reason);
    return FAILURE;
  }

  /** What a person is told when standard output did not take everything. */
  static String lostOutput(String reason) {
    return PREFIX + "standard output is not complete: it could not be written (" + reason + ")";
  }

  /** The file that took the trace; null if none could. */
  private static @Nullable Path log(CommandLine command, String trace) {
    Path folder = folder(command);
    if (folder == null) {
      return null;
    }
    try {
      return Files.writeString(folder.resolve(LOG), trace);
    } catch (IOException e) {
      return null;
    }
  }

  private static boolean isForWantOfALibrary(Throwable e) {
    return causes(e).anyMatch(LinkageError.class::isInstance);
  }

  /** A failure and what it was caused by, down to the first cause. */
  private static Stream<Throwable> causes(Throwable e) {
    return Stream.iterate(e, Objects::nonNull, Throwable::getCause);
  }

  private static void deleteLog(CommandLine command) {
    Path folder = folder(command);
    if (folder != null) {
      try {
        Files.deleteIfExists(folder.resolve(LOG));
      } catch (IOException ignored) {
        // what cannot be deleted stays, with its date
      }
    }
  }

  /** The output folder of the command; null if it has none, or none yet. */
  private static @Nullable Path folder(CommandLine command) {
    Path folder = command.getCommand() instanceof OutputFolder output ? output.folder() : null;
    return folder == null || !Files.isDirectory(folder) ? null : folder;
  }

  /** What a person is told of a failure, in one line. */
  static String line(Throwable e) {
    boolean meantForPeople =
        e instanceof BadInputException
            || e instanceof LedgerException
            || e instanceof FetchException
            || e instanceof InvalidPathException
            || e instanceof ParameterException;
    Throwable told = meantForPeople ? e : telling(e);
    String kind = meantForPeople ? "" : told.getClass().getSimpleName() + ": ";
    String text = kind + (told.getMessage() == null ? "no message" : told.getMessage());
    String line = text.replaceAll("\\s+", " ").strip();
    boolean cut = e instanceof ParameterException && line.length() > LONGEST_PARAMETER;
    return PREFIX + (cut ? line.substring(0, LONGEST_PARAMETER) + "..." : line);
  }

  /** Of a failure to load something, its first cause, for the others say only that it failed. */
  static Throwable telling(Throwable e) {
    return e instanceof LinkageError ? causes(e).reduce((first, next) -> next).orElse(e) : e;
  }

  private static String trace(Throwable e) {
    StringWriter text = new StringWriter();
    e.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}

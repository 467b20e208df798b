package dev.actzoo.cli;

import dev.actzoo.activations.Catalogue;
import dev.actzoo.activations.Ridge;
import dev.actzoo.input.BadInputException;
import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Activations of a person's own, each a Java source file with a class that supplies a {@link
 * Ridge}. They are compiled when the program starts and stand in its catalogue until it ends.
 * Whatever their code does until then, short of ending the program, is told in one line.
 */
final class OwnActivations {
  /** Names the files, separated as the folders of a class path are. */
  static final String VARIABLE = "ACTZOO_ACTIVATIONS";

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int MOST_OF_A_REASON = 200;

  private OwnActivations() {}

  /**
   * Compiles the files and adds what they supply to the catalogue.
   *
   * @param files as the environment variable has them
   * @throws BadInputException if a file cannot be read or compiled, or its class supplies no
   *     activation that the catalogue can take
   */
  static void add(@Nullable String files) {
    if (files == null) {
      return;
    }
    for (String file : files.split(File.pathSeparator)) {
      if (!file.isBlank()) {
        add(file.strip(), PATIENCE);
      }
    }
  }

  /**
   * Adds the activation of one file, whose code may take that long; as {@link #add(String)}.
   *
   * @throws BadInputException as there
   */
  static void add(String file, Duration patience) {
    Path source = path(file);
    CompiledSource compiled = CompiledSource.of(source);
    FutureTask<Void> work =
        new FutureTask<>(
            () -> {
              Catalogue.add(supplied(compiled));
              return null;
            });
    Thread thread = new Thread(work, "activation of " + source.getFileName());
    thread.setDaemon(true);
    thread.start();
    try {
      work.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      thread.interrupt();
      throw wrong(file, "its class does not come to an end, for %s now".formatted(patience));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw wrong(file, reason(e.getCause()));
    }
  }

  private static Path path(String file) {
    Path source;
    try {
      source = Path.of(file);
    } catch (InvalidPathException e) {
      throw wrong(file, "not a path (" + e.getReason() + ")");
    }
    if (!Files.exists(source)) {
      throw wrong(file, "no such file");
    }
    if (!Files.isRegularFile(source) || !file.endsWith(".java")) {
      throw wrong(file, "not a Java source file, whose name ends in .java");
    }
    return source;
  }

  /** The one activation that the classes of a file supply. */
  static Ridge supplied(CompiledSource compiled) throws ReflectiveOperationException {
    List<Ridge> supplied = new ArrayList<>();
    for (String name : compiled.names()) {
      Class<?> type = compiled.loadClass(name);
      if (Supplier.class.isAssignableFrom(type) && !Modifier.isAbstract(type.getModifiers())) {
        var maker = type.getDeclaredConstructor();
        maker.setAccessible(true);
        Object activation = ((Supplier<?>) maker.newInstance()).get();
        if (!(activation instanceof Ridge ridge)) {
          throw new BadInputException(name + " supplies no Ridge");
        }
        supplied.add(ridge);
      }
    }
    if (supplied.size() != 1) {
      throw new BadInputException(
          "one public class that implements Supplier<Ridge> is needed, there are "
              + supplied.size());
    }
    return supplied.get(0);
  }

  /** What is wrong with an activation whose code ended that way. */
  private static String reason(Throwable thrown) {
    if (thrown instanceof BadInputException known) {
      return String.valueOf(known.getMessage());
    }
    boolean wrapped =
        thrown instanceof InvocationTargetException
            || thrown instanceof ExceptionInInitializerError;
    String reason = String.valueOf(wrapped ? thrown.getCause() : thrown);
    if (reason.length() > MOST_OF_A_REASON) {
      reason = reason.substring(0, MOST_OF_A_REASON) + "...";
    }
    return "its class cannot be used (" + reason + ")";
  }

  private static BadInputException wrong(String place, String what) {
    return new BadInputException(place + ": " + what);
  }
}

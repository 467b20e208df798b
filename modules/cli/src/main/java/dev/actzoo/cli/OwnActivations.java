package dev.actzoo.cli;

import dev.actzoo.activations.Catalogue;
import dev.actzoo.activations.Ridge;
import dev.actzoo.input.BadInputException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * Activations of a person's own, each a Java source file with a class that supplies a {@link
 * Ridge}. They are compiled when the program starts and stand in its catalogue until it ends.
 */
final class OwnActivations {
  /** Names the files, separated as the folders of a class path are. */
  static final String VARIABLE = "ACTZOO_ACTIVATIONS";

  private OwnActivations() {}

  /**
   * Compiles the files and adds what they supply to the catalogue.
   *
   * @param files as the environment variable has them
   * @throws BadInputException if a file cannot be read or compiled, or its class supplies no
   *     activation that the catalogue can take
   */
  static void add(@Nullable String files) {
    if (files != null && !files.isBlank()) {
      for (String file : files.split(File.pathSeparator)) {
        Path source = Path.of(file.strip());
        Ridge activation = of(source);
        try {
          Catalogue.add(activation);
        } catch (BadInputException e) {
          throw wrong(source.toString(), e.getMessage());
        }
      }
    }
  }

  /**
   * The activation of a source file.
   *
   * @throws BadInputException as {@link #add}
   */
  static Ridge of(Path source) {
    if (!Files.isRegularFile(source)) {
      throw wrong(source.toString(), "no such file");
    }
    try {
      Path classes = Files.createTempDirectory("actzoo-activations");
      try {
        compile(source, classes);
        return supplied(source, classes);
      } finally {
        delete(classes);
      }
    } catch (IOException e) {
      throw wrong(source.toString(), "cannot be compiled (" + e.getMessage() + ")");
    }
  }

  private static void compile(Path source, Path classes) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw wrong(source.toString(), "this Java comes without a compiler; a JDK is needed");
    }
    DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
    try (StandardJavaFileManager manager =
        compiler.getStandardFileManager(problems, Locale.ROOT, null)) {
      List<String> options =
          List.of(
              "-proc:none",
              "-encoding",
              "UTF-8",
              "-d",
              classes.toString(),
              "-classpath",
              System.getProperty("java.class.path"));
      var unit = manager.getJavaFileObjects(source);
      if (!compiler.getTask(null, manager, problems, options, null, unit).call()) {
        throw problems.getDiagnostics().stream()
            .filter(problem -> problem.getKind() == Diagnostic.Kind.ERROR)
            .map(problem -> wrong(source, problem))
            .findFirst()
            .orElseThrow();
      }
    }
  }

  private static BadInputException wrong(Path source, Diagnostic<?> problem) {
    String place =
        problem.getLineNumber() == Diagnostic.NOPOS
            ? source.toString()
            : "%s, line %d, column %d"
                .formatted(source, problem.getLineNumber(), problem.getColumnNumber());
    return wrong(place, problem.getMessage(Locale.ROOT).replaceAll("\\s+", " ").strip());
  }

  private static Ridge supplied(Path source, Path classes) throws IOException {
    List<Ridge> supplied = new ArrayList<>();
    URL[] folder = {classes.toUri().toURL()};
    try (URLClassLoader loader =
        new URLClassLoader(folder, OwnActivations.class.getClassLoader())) {
      for (String name : names(classes)) {
        Class<?> type = loader.loadClass(name);
        if (Supplier.class.isAssignableFrom(type) && !Modifier.isAbstract(type.getModifiers())) {
          var maker = type.getDeclaredConstructor();
          maker.setAccessible(true);
          Object activation = ((Supplier<?>) maker.newInstance()).get();
          if (!(activation instanceof Ridge ridge)) {
            throw wrong(source.toString(), name + " supplies no Ridge");
          }
          supplied.add(ridge);
        }
      }
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      if (e instanceof BadInputException known) {
        throw known;
      }
      Throwable reason = e.getCause() == null ? e : e.getCause();
      throw wrong(source.toString(), "its class cannot be used (" + reason + ")");
    }
    if (supplied.size() != 1) {
      throw wrong(
          source.toString(),
          "one public class that implements Supplier<Ridge> is needed, there are "
              + supplied.size());
    }
    return supplied.get(0);
  }

  /** Of all classes that were compiled, nested ones included. */
  private static List<String> names(Path classes) throws IOException {
    try (Stream<Path> files = Files.walk(classes)) {
      return files
          .map(file -> classes.relativize(file).toString())
          .filter(file -> file.endsWith(".class"))
          .map(file -> file.substring(0, file.length() - ".class".length()))
          .map(file -> file.replace(File.separatorChar, '.'))
          .sorted()
          .toList();
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + folder, e);
    }
  }

  private static BadInputException wrong(String place, String what) {
    return new BadInputException(place + ": " + what);
  }
}

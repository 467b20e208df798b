package dev.actzoo.cli;

import dev.actzoo.input.BadInputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The classes of one Java source file, compiled in memory: nothing of them is ever on a disk. */
final class CompiledSource extends ClassLoader {
  private final Map<String, ByteArrayOutputStream> classes;

  private CompiledSource(Map<String, ByteArrayOutputStream> classes) {
    super(CompiledSource.class.getClassLoader());
    this.classes = classes;
  }

  /**
   * Compiles a file against the program's own classes.
   *
   * @throws BadInputException with the place and the compiler's first complaint
   */
  static CompiledSource of(Path source) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw wrong(source.toString(), "this Java comes without a compiler; a JDK is needed");
    }
    DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
    List<String> options =
        List.of(
            "-proc:none",
            "-encoding",
            "UTF-8",
            "-classpath",
            System.getProperty("java.class.path"));
    Map<String, ByteArrayOutputStream> classes = new TreeMap<>();
    boolean compiled;
    try (StandardJavaFileManager files =
            compiler.getStandardFileManager(problems, Locale.ROOT, null);
        Output output = new Output(files, classes)) {
      // What the compiler prints beside its complaints is the trace of a failure of its own.
      PrintWriter traces = new PrintWriter(Writer.nullWriter());
      compiled =
          compiler
              .getTask(traces, output, problems, options, null, files.getJavaFileObjects(source))
              .call();
    } catch (IOException | RuntimeException | StackOverflowError e) {
      throw wrong(source.toString(), "cannot be compiled (" + e + ")");
    }
    if (!compiled) {
      throw problems.getDiagnostics().stream()
          .filter(problem -> problem.getKind() == Diagnostic.Kind.ERROR)
          .map(problem -> wrong(source, problem))
          .findFirst()
          .orElseGet(
              () ->
                  wrong(
                      source.toString(),
                      "the compiler gave up on it, as on code that is nested too deeply"));
    }
    return new CompiledSource(classes);
  }

  /** The names of all classes that were compiled, nested ones included, in alphabetical order. */
  Set<String> names() {
    return classes.keySet();
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    ByteArrayOutputStream found = classes.get(name);
    if (found == null) {
      throw new ClassNotFoundException(name);
    }
    return defineClass(name, found.toByteArray(), 0, found.size());
  }

  private static BadInputException wrong(Path source, Diagnostic<?> problem) {
    String place =
        problem.getLineNumber() == Diagnostic.NOPOS
            ? source.toString()
            : "%s, line %d, column %d"
                .formatted(source, problem.getLineNumber(), problem.getColumnNumber());
    return wrong(place, problem.getMessage(Locale.ROOT).replaceAll("\\s+", " ").strip());
  }

  private static BadInputException wrong(String place, String what) {
    return new BadInputException(place + ": " + what);
  }

  /** The compiler's files, those it writes in memory. */
  private static final class Output extends ForwardingJavaFileManager<StandardJavaFileManager> {
    private final Map<String, ByteArrayOutputStream> classes;

    Output(StandardJavaFileManager files, Map<String, ByteArrayOutputStream> classes) {
      super(files);
      this.classes = classes;
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
      return new SimpleJavaFileObject(URI.create("memory:///" + name.replace('.', '/')), kind) {
        @Override
        public OutputStream openOutputStream() {
          ByteArrayOutputStream bytes = new ByteArrayOutputStream();
          classes.put(name, bytes);
          return bytes;
        }
      };
    }
  }
}

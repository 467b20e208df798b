package dev.actzoo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.actzoo.activations.Catalogue;
import dev.actzoo.activations.Ridge;
import dev.actzoo.input.BadInputException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Activations in source files; {@link ReadmeTest} runs the program with one. */
class OwnActivationsTest {
  private static final String CLASS =
      """
      import dev.actzoo.activations.*;
      public final class Wave implements java.util.function.Supplier<Ridge> {
        public Ridge get() {
          return Entry.named("wave")
              .formula("x + sin(x)", "x + \\\\sin x")
              .ridge(x -> x + Helper.sine(x), x -> 1 + Math.cos(x));
        }
        static final class Helper {
          static double sine(double x) {
            return Math.sin(x);
          }
        }
      }
      """;

  @TempDir Path folder;

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("Wave.java"), text);
  }

  /** The source file of an activation by the name wave. */
  static Path writeWave(Path folder) throws IOException {
    return Files.writeString(folder.resolve("Wave.java"), CLASS);
  }

  @Test
  void theClassIsCompiledAndAsked() throws Exception {
    Ridge wave = OwnActivations.supplied(CompiledSource.of(write(CLASS)));
    assertThat(wave.name()).isEqualTo("wave");
    assertThat(wave.value(1)).isEqualTo(1 + Math.sin(1));
    assertThat(Files.list(folder)).as("nothing is left beside the source").hasSize(1);
  }

  @Test
  void nothingIsAddedWhereNoneIsNamed() {
    int before = Catalogue.all().size();
    OwnActivations.add(null);
    OwnActivations.add(" ");
    assertThat(Catalogue.all()).hasSize(before);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "return Entry | retrn Entry | , line 4, column",
        "implements java.util.function.Supplier<Ridge> | '' | : one public class that implements Supplier<Ridge> is needed, there are 0",
        "Supplier<Ridge> { public Ridge | Supplier<Object> { public Object | : Wave supplies no Ridge",
        "return Entry | if (true) throw new IllegalStateException(\"no\"); return Entry | : its class cannot be used (java.lang.IllegalStateException: no)",
        "\"wave\" | \"gelu\" | : activation 'gelu' is already in the table",
        "\"wave\" | \"My wave\" | : name 'My wave' must be 2 to 64 lower-case letters",
        "x + sin(x) | x + sine(x) | : formula 'x + sine(x)', column 5: unknown name 'sine'",
        "1 + Math.cos(x) | 2 + Math.cos(x) | : the derivative of wave at x = -7.0421 is 2.72",
      })
  void whatIsWrongIsOneLineWithTheFile(String from, String to, String message) throws IOException {
    String flat = CLASS.replaceFirst("\\{\\s+public", Matcher.quoteReplacement("{ public"));
    String changed = (from.contains("{ public") ? flat : CLASS).replace(from, to);
    if (to.contains("Object")) {
      changed = changed.replaceFirst("return [^;]*;", "return 1;");
    }
    Path file = write(changed);
    assertThatThrownBy(() -> OwnActivations.add(file.toString()))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith(file + message)
        .hasMessageNotContaining("\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "return Entry | return again(); } Ridge again() { return get(); } Ridge old() { return Entry | (java.lang.StackOverflowError)",
        "public Ridge get | static final int SEVEN = Integer.parseInt(\"seven\"); public Ridge get | (java.lang.NumberFormatException: For input string: \"seven\")",
        "public Ridge get | Wave() { throw new AssertionError(\"no\"); } public Ridge get | (java.lang.AssertionError: no)",
        "Math.cos(x)) | Math.cos(x) / new int[0].length) | : the derivative of wave at x = ",
        "x + Helper.sine(x) | deep(x) | (java.lang.StackOverflowError)",
      })
  void whateverItsCodeThrowsIsOneLine(String from, String to, String message) throws IOException {
    String changed = CLASS.replaceFirst("\\{\\s+public Ridge", "{ public Ridge").replace(from, to);
    if (to.contains("deep")) {
      changed =
          changed.replace(
              "static final class",
              "static double deep(double x) { return deep(x) + 1; } static final class");
    }
    Path file = write(changed);
    assertThatThrownBy(() -> OwnActivations.add(file.toString()))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageContaining(message)
        .hasMessageNotContaining("\n");
  }

  @Test
  void codeThatNeverEndsIsGivenUp() throws IOException {
    Path file =
        write(
            CLASS.replace(
                "return Entry",
                """
                try {
                  Thread.currentThread().join();
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
                return Entry"""));
    assertThatThrownBy(() -> OwnActivations.add(file.toString(), Duration.ofMillis(1)))
        .isInstanceOf(BadInputException.class)
        .hasMessage(file + ": its class does not come to an end, for PT0.001S now");
  }

  @Test
  void codeThatTheCompilerGivesUpOnIsOneLine() throws IOException {
    Path file =
        write(CLASS.replace("1 + Math", "(".repeat(20_000) + "1" + ")".repeat(20_000) + " + Math"));
    assertThatThrownBy(() -> OwnActivations.add(file.toString()))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith(file + ": the compiler gave up on it");
  }

  @Test
  void whatIsNoJavaSourceIsNamed() throws IOException {
    Path compiled = Files.write(folder.resolve("Wave.class"), new byte[] {-54, -2, -70, -66});
    Path text = Files.writeString(folder.resolve("wave.txt"), CLASS);
    for (Path file : List.of(compiled, text, folder)) {
      assertThatThrownBy(() -> OwnActivations.add(file.toString()))
          .isInstanceOf(BadInputException.class)
          .hasMessage(file + ": not a Java source file, whose name ends in .java");
    }
    Path bytes = Files.write(folder.resolve("Wave.java"), new byte[] {-1, 0, -2, 10, 123});
    assertThatThrownBy(() -> OwnActivations.add(bytes.toString()))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith(bytes + ", line 1, column 1: unmappable character");
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> OwnActivations.add("Nowhere.java" + File.pathSeparator + "b"))
        .isInstanceOf(BadInputException.class)
        .hasMessage("Nowhere.java: no such file");
  }
}

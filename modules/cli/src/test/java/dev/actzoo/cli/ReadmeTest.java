package dev.actzoo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actzoo.experiments.Ledger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README says of adding an activation, done as it says. */
class ReadmeTest {
  private static final List<String> TINY =
      List.of(
          "--set=training.epochs=1",
          "--set=training.batch-size=512",
          "--set=cells.0.options.width=1");

  @TempDir Path folder;
  private String section;

  @BeforeEach
  void readSection() throws IOException {
    String readme = Files.readString(Path.of("../../README.md"));
    section = readme.substring(readme.indexOf("## Adding an activation"));
  }

  /** The first block of that language after some words. */
  private String block(String language, String after) {
    String rest = section.substring(section.indexOf(after));
    Matcher block = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(rest);
    assertThat(block.find()).as("a block of %s after '%s'", language, after).isTrue();
    return block.group(1);
  }

  @Test
  void theExperimentRuns() throws IOException {
    Path config = Files.writeString(folder.resolve("mine.yaml"), block("yaml", "can have a name"));
    List<String> compare = new ArrayList<>(List.of("compare", "--config=" + config));
    compare.addAll(TINY);
    compare.add("--set=seeds=[1]");
    Invocation run = Invocation.of(folder, compare);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("| relu ", "| my-act ");
    try (Ledger ledger = Ledger.openForReading(folder.resolve("reports/mine/ledger.sqlite"))) {
      assertThat(ledger.results())
          .extracting(result -> result.spec().activation())
          .containsExactly("relu", "x * tanh(beta * x); beta ~ 1");
    }
  }

  @Test
  void theClassIsAnActivationOfEveryCommand() throws Exception {
    String source = block("java", "write a Java class");
    assertThat(source.lines()).hasSizeLessThanOrEqualTo(10);
    Matcher name = Pattern.compile("public final class (\\w+)").matcher(source);
    assertThat(name.find()).isTrue();
    Path file = folder.resolve(name.group(1) + ".java");
    assertThat(section).contains("here `" + file.getFileName() + "`");
    Files.writeString(file, source);

    String[] words = block("sh", "write a Java class").strip().split(" ");
    assertThat(words[0]).isEqualTo(OwnActivations.VARIABLE + "=" + file.getFileName());
    assertThat(words[1]).isEqualTo("./actzoo");
    List<String> train = new ArrayList<>(List.of(words).subList(2, words.length));
    train.addAll(TINY);
    Invocation run = program(file.getFileName().toString(), train);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("on fashion-mnist-6000, ripple, seed 1: test accuracy ");

    Invocation list = program(file.getFileName().toString(), List.of("list", "activations"));
    assertThat(list.out().lines().filter(line -> line.startsWith("ripple ")))
        .singleElement()
        .asString()
        .contains("ridge", "x + sin(x) / 2", "my own");
  }

  @Test
  void aClassThatCannotBeUsedIsOneLine() throws Exception {
    Path file = folder.resolve("Ripple.java");
    String source = block("java", "write a Java class");
    Files.writeString(file, source.replace("Math.sin(x) / 2, x", "Math.sin(x) / 3, x"));
    Invocation run = program(file.toString(), List.of("list", "activations"));
    assertThat(run.code()).isEqualTo(Failures.BAD_INPUT);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().strip())
        .startsWith("actzoo: " + file + ": the value of ripple at x = -7.0421 is ")
        .doesNotContain("\n");
  }

  /** Runs the program in a process of its own, started in the folder. */
  private Invocation program(String activations, List<String> arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx1g", "-cp", System.getProperty("java.class.path")));
    command.add("-Dactzoo.reports=" + folder.resolve("reports"));
    command.add(Main.class.getName());
    command.addAll(arguments);
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().put(OwnActivations.VARIABLE, activations);
    builder.environment().put("OMP_NUM_THREADS", "1");
    builder.environment().put("XDG_CACHE_HOME", folder.resolve("cache").toString());
    int code = builder.start().waitFor();
    return new Invocation(code, Files.readString(out), Files.readString(err));
  }
}

package dev.actzoo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.actzoo.experiments.Ledger;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a person gets wrong: one clear line, exit code 2. */
class BadInputTest {
  private static final String LABELS = "fashion-mnist-6000/train-labels-idx1-ubyte.gz";

  @TempDir Path folder;

  static Stream<Arguments> commandLines() {
    return Stream.of(
        wrong("unknown activation 'gelo'; did you mean gelu", "--set", "activations=[relu, gelo]"),
        wrong(
            "activation crelu makes two features of one, so option width must be even, not 7",
            "--set",
            "activations=[relu, crelu]",
            "--set",
            cell("resnet-8", "fashion-mnist-6000", "width: 7")),
        wrong(
            "formula 'x * sigmoi(x)', column 5: unknown name 'sigmoi'; did you mean sigmoid?",
            "--set",
            "activations=[relu, x * sigmoi(x)]"),
        wrong(
            "activations holds the same entry twice",
            "--set",
            "activations=[relu, silu, x / (1 + exp(-x))]"),
        wrong(
            "maxout(1): the number must be from 2 to 1024",
            "--set",
            "activations=[relu, maxout(1)]"),
        wrong(
            "maxout(1000000000): the number must be from 2 to 1024",
            "--set",
            "activations=[relu, maxout(1000000000)]"),
        wrong(
            "activations.1: a formula that has a comma must stand in quotes: 'max(x, 0.1*x)'",
            "--set",
            "activations=[relu, max(x, 0.1*x)]"),
        wrong(
            "activations.0: a formula that has a comma must stand in quotes: 'b * x + c; b ~ 1, c ~ 2'",
            "--set",
            "activations=[b * x + c; b ~ 1, c ~ 2, relu]"),
        wrong(
            "activations.0: a formula that has a comma must stand in quotes: 'min(x, 6)'",
            "--set",
            "activations=[{name: mine, formula: min(x, 6)}]"),
        wrong("zzz...'; it must be up to 64 letters", "--set", "name=" + "z".repeat(5000)),
        wrong("unknown activation 'yyy", "--set", "activations=[relu, " + "y".repeat(5000) + "]"),
        wrong("is infinite at x", "--set", "activations=[relu, x + 9^9^9^9]"),
        arguments("a power is written ^, as in x^2", List.of("catalog", "show", "x**2")),
        arguments("Unknown option: '--hlep'", List.of("catalog", "show", "--hlep")),
        wrong("unknown model 'resnet-9'; did you mean resnet-8", "--set", cell("resnet-9", "x")),
        wrong(
            "unknown dataset 'fashion-mnits'; did you mean fashion-mnist",
            "--set",
            cell("resnet-8", "fashion-mnits")),
        wrong("unknown preset 'quik'; did you mean quick", "--preset", "quik"),
        wrong("unknown key 'seed'; did you mean seeds", "--set", "seed=1"),
        wrong("did you mean training.epochs?", "--set", "epochs=2"),
        wrong("unknown key 'epoch'; did you mean epochs", "--set", "training.epoch=2"),
        wrong(
            "training.tokenizer is no/vocab.txt; it must be wordpiece, byte-bpe, a vocab.txt or a"
                + " folder with vocab.json and merges.txt, and no such file is there",
            "--set",
            cell("bert-tiny", "gutenberg-authors"),
            "--set",
            "training.tokenizer=no/vocab.txt"),
        wrong(
            "training.tokenizer is byte-bpe, but model resnet-8 reads no text; leave it out there",
            "--set",
            cell("resnet-8", "fashion-mnist-6000"),
            "--set",
            "training.tokenizer=byte-bpe"),
        wrong(
            "training.preprocessing is zca, which is for images, but dataset gutenberg-authors holds"
                + " none; leave it out there",
            "--set",
            cell("bert-tiny", "gutenberg-authors"),
            "--set",
            "training.preprocessing=zca"),
        wrong("training.epochs is 0; it must be at least 1", "--set", "training.epochs=0"),
        wrong("learning-rate is -1.0; it must be above 0", "--set", "training.learning-rate=-1"),
        wrong("seeds is empty", "--set", "seeds=[]"),
        wrong("activations holds the same entry twice", "--set", "activations=[relu, swish, silu]"),
        wrong("must look like key=value", "--set", "training.epochs"),
        wrong("option width of resnet-8 is 0", "--set", cell("resnet-8", "x", "width: 0")),
        wrong(
            "unknown option of resnet-8 'widht'; did you mean width",
            "--set",
            cell("resnet-8", "x", "widht: 8")),
        wrong(
            "model resnet-8 reads images, which dataset gutenberg-authors does not hold; datasets"
                + " for it: cifar-10, cifar-100, fashion-mnist, fashion-mnist-6000, mnist",
            "--set",
            cell("resnet-8", "gutenberg-authors")),
        wrong(
            "model bert-tiny reads text, which dataset fashion-mnist-6000 does not hold",
            "--set",
            cell("bert-tiny", "fashion-mnist-6000")),
        wrong(
            "training.augmentation is pad-crop-flip, which is for images, but model bert-tiny on"
                + " gutenberg-authors reads text; it must be none there",
            "--set",
            "training.augmentation=pad-crop-flip"),
        wrong(
            "training.augmentation: unknown augmentation 'flip'; valid: none, pad-crop-flip, pad-crop-flip-cutout",
            "--set",
            "training.augmentation=flip"),
        wrong("unknown precision 'bf61'; did you mean bf16? valid:", "--precision", "bf61"),
        wrong("--parallel is 0; it must be at least 1", "--parallel", "0"),
        wrong("--threads is 0; it must be from 1 to 1024", "--threads", "0"),
        wrong("--threads is 1025; it must be from 1 to 1024", "--threads=1025"),
        wrong("Invalid value for option '--threads'", "--threads", "two"),
        wrong("--threads is 3, but OMP_NUM_THREADS is 1; start with the launcher", "--threads=3"),
        wrong("--device is 'gpu'; valid: auto, cpu, cuda, cuda:N", "--device", "gpu"),
        wrong("--device is 'cuda:x'; valid: auto", "--device", "cuda:x"),
        wrong("--device cuda: ", "--device", "cuda"),
        arguments(
            "--device cuda:1: ",
            List.of(
                "train",
                "--model=resnet-8",
                "--dataset=fashion-mnist-6000",
                "--activation=relu",
                "--device=cuda:1")),
        wrong("Invalid value for option '--parallel'", "--parallel", "two"),
        wrong("Missing required parameter for option '--set'", "--set"),
        wrong("are mutually exclusive", "--preset", "quick", "--config", "a.yaml"),
        wrong("did you mean --preset, --precision?", "--prset", "quick"),
        wrong("no-such.yaml: no such file", "--config", "no-such.yaml"),
        wrong("no-such-folder is not a folder", "--data-dir", "no-such-folder"),
        arguments("Missing required options: '--model=MODEL'", List.of("train")),
        arguments(
            "unknown activation 'rellu'; did you mean relu",
            List.of(
                "train", "--model=resnet-8", "--dataset=fashion-mnist-6000", "--activation=rellu")),
        arguments(
            "training.batch-size is 0",
            List.of(
                "train",
                "--model=resnet-8",
                "--dataset=fashion-mnist-6000",
                "--activation=relu",
                "--set=training.batch-size=0")),
        arguments("Invalid value for option '--seed'", List.of("train", "--seed=one")),
        arguments("Missing required parameter: 'LEDGER'", List.of("report")),
        arguments("no-such.sqlite: no such file", List.of("report", "no-such.sqlite")),
        arguments("did you mean compare?", List.of("compar")),
        arguments("did you mean models", List.of("list", "model")),
        arguments("'foo'; valid: activations, datasets, models", List.of("list", "foo")),
        arguments("subcommand; valid: activations, datasets, models", List.of("list")),
        arguments("unknown benchmark 'foo'; valid: kernels, step, data", List.of("bench", "foo")));
  }

  private static Arguments wrong(String message, String... options) {
    return arguments(message, Stream.concat(Stream.of("compare"), Stream.of(options)).toList());
  }

  private static String cell(String model, String dataset, String... options) {
    String name = dataset.equals("x") ? "fashion-mnist-6000" : dataset;
    return "cells=[{model: %s, dataset: %s, options: {%s}}]"
        .formatted(model, name, String.join(", ", options));
  }

  @ParameterizedTest
  @MethodSource("commandLines")
  void isOneLineAndLeavesNothingBehind(String message, List<String> arguments) {
    assertRejected(message, Invocation.of(folder, arguments));
    assertThat(folder).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--@",
        "--device=@",
        "--preset=@",
        "--precision=@",
        "--set=@",
        "--set=name=@",
        "--set=activations=[@]",
        "--set=activations=[x + @]",
        "--set=training.@=1",
        "--set=training.epochs=@",
        "--set=baseline=@",
        "--set=cells.@=1"
      })
  void whatWasTypedIsNotRepeatedWithoutEnd(String option) {
    Invocation run = Invocation.of(folder, "compare", option.replace("@", "q".repeat(50_000)));
    assertRejected("q...", run);
    assertThat(run.err()).hasSizeLessThan(3000);
  }

  @Test
  void malformedYamlIsLocated() throws IOException {
    Path file = Files.writeString(folder.resolve("mine.yaml"), "name: mine\nseeds: [1, 2\nx: ]\n");
    Invocation run = Invocation.of(folder, "compare", "--config", file.toString());
    assertRejected(file + ", line 3, column 2: not YAML: ", run);
  }

  @Test
  void anUnknownKeyOfAFileIsLocated() throws IOException {
    Path file = Files.writeString(folder.resolve("mine.yaml"), "name: mine\nactivation: relu\n");
    Invocation run = Invocation.of(folder, "compare", "--config", file.toString());
    assertRejected(
        file + ", line 2, column 1: unknown key 'activation'; did you mean activations", run);
  }

  @Test
  void aDatasetFileWithAFlippedByteIsRefused() throws IOException {
    Path file = folder.resolve("data").resolve(LABELS);
    Files.createDirectories(file.getParent());
    byte[] bytes;
    try (InputStream stream =
        dev.actzoo.data.Datasets.class.getResourceAsStream("datasets/" + LABELS)) {
      bytes = Objects.requireNonNull(stream).readAllBytes();
    }
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    Invocation run =
        Invocation.of(folder, "compare", "--data-dir", folder.resolve("data").toString());
    assertRejected("dataset file " + file + ": expected SHA-256 ", run);
    assertThat(folder.resolve("reports")).doesNotExist();
  }

  @Test
  void anOutputFolderThatCannotBeMadeIsRefused() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertRejected(
        "output folder " + file + " cannot be made (a file is in the place of a folder)",
        Invocation.of(folder, "compare", "--out", file.toString()));
    Path within = file.resolve("within");
    assertRejected(
        "output folder " + within + " cannot be made",
        Invocation.of(folder, "compare", "--out", within.toString()));
  }

  @Test
  void aReportFolderThatCannotBeMadeIsRefused() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    Path ledger = TinyExperiment.ledger(folder);
    assertRejected(
        "cannot write the report to '" + file + "'",
        Invocation.of(folder, "report", ledger.toString(), "--out", file.toString()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"compare", "train", "report"})
  void aLedgerOfANewerVersionIsRefused(String command) throws SQLException {
    Path ledger = folder.resolve(Execution.LEDGER);
    Ledger.open(ledger).close();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + ledger);
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA user_version = 99");
    }
    assertRejected(
        "ledger " + ledger + " has version 99, made by a newer ActZoo", onLedger(command));
  }

  @ParameterizedTest
  @ValueSource(strings = {"compare", "train", "report"})
  void aLedgerThatIsNotSqliteIsRefusedAndLeftAlone(String command) throws IOException {
    Path ledger = folder.resolve(Execution.LEDGER);
    Files.writeString(ledger, "activation,accuracy\n");
    assertRejected("ledger " + ledger + " is not an SQLite file", onLedger(command));
    assertThat(ledger).hasContent("activation,accuracy\n");
  }

  @Test
  void aLedgerWithoutAnExperimentHasNoReport() {
    Path ledger = folder.resolve("l.sqlite");
    Ledger.open(ledger).close();
    assertRejected(
        "ledger " + ledger + " holds no experiment yet",
        Invocation.of(folder, "report", ledger.toString()));
  }

  @Test
  void aBaselineOrExperimentThatIsNotThereIsRefused() {
    String ledger = TinyExperiment.ledger(folder).toString();
    assertRejected(
        "baseline is 'silu'; it must be one of the activations: relu, gelu",
        Invocation.of(folder, "report", ledger, "--baseline", "swish"));
    assertRejected(
        "unknown activation 'rely'; did you mean relu",
        Invocation.of(folder, "report", ledger, "--baseline", "rely"));
    assertRejected(
        "unknown experiment 'tine'; did you mean tiny",
        Invocation.of(folder, "report", ledger, "--experiment", "tine"));
  }

  static Stream<List<String>> emptyPaths() {
    return Stream.of(
        List.of("compare", "--out", ""),
        List.of("compare", "--config", ""),
        List.of("sweep", "--data-dir", " "),
        List.of("report", ""),
        List.of("merge", "", "--out", "x"),
        List.of("merge", "x", "--out", ""));
  }

  @ParameterizedTest
  @MethodSource("emptyPaths")
  void anEmptyPathIsNotTheCurrentFolder(List<String> arguments) {
    assertRejected("is empty; name a file or folder", Invocation.of(folder, arguments));
  }

  private Invocation onLedger(String command) {
    List<String> arguments =
        switch (command) {
          case "compare" -> List.of("compare", "--out", folder.toString());
          case "train" ->
              List.of(
                  "train",
                  "--model=resnet-8",
                  "--dataset=fashion-mnist-6000",
                  "--activation=relu",
                  "--out=" + folder);
          case "report" -> List.of("report", folder.toString());
          default -> throw new IllegalArgumentException(command);
        };
    return Invocation.of(folder, arguments);
  }

  private static void assertRejected(String message, Invocation run) {
    assertThat(run.err()).startsWith("actzoo: ").contains(message).endsWith(System.lineSeparator());
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.code()).isEqualTo(2);
  }
}

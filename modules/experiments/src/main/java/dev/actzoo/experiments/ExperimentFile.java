package dev.actzoo.experiments;

import dev.actzoo.experiments.yaml.Overrides;
import dev.actzoo.experiments.yaml.YamlFile;
import dev.actzoo.experiments.yaml.YamlReader;
import dev.actzoo.experiments.yaml.YamlTree;
import dev.actzoo.input.BadInputException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * An experiment as a YAML file. Keys are lower case with hyphens; {@code name}, {@code
 * activations}, {@code seeds} and either {@code cells} or {@code models} with {@code datasets} must
 * be there. A list of {@code datasets} names some; a mapping declares a person's own ({@link
 * DatasetSpec}). A training value is looked for in the cell, then in the file's {@code training},
 * then in {@link TrainingSpec#DEFAULTS}. A cell may have {@code tuned}: by activation the {@code
 * options} and {@code training} of an arm where they are not the cell's.
 *
 * <p>Settings are {@code key=value} with a dotted path and a YAML value, such as {@code
 * training.epochs=2}, {@code activations=[relu, gelu]} or {@code cells.0.training.epochs=3}. They
 * are applied in order before anything is checked. A setting of {@code training.X} wins over what
 * any cell says of X: what is typed last is what is run.
 */
public final class ExperimentFile {
  private static final Set<String> SHARED = Set.of("training");

  private ExperimentFile() {}

  /**
   * The experiment of a file.
   *
   * @param settings {@code key=value} settings that replace what the file says
   * @throws BadInputException if the file cannot be read, is not YAML, or says something invalid
   */
  public static ExperimentSpec read(Path file, List<String> settings) {
    return parse(YamlFile.read(file), file.toString(), settings);
  }

  /**
   * The experiment of a YAML text.
   *
   * @param source what messages call the text
   * @param settings {@code key=value} settings that replace what the text says
   * @throws BadInputException if the text is not YAML, or says something invalid
   */
  public static ExperimentSpec parse(String yaml, String source, List<String> settings) {
    YamlTree tree = YamlReader.file(yaml, source);
    if (tree == null) {
      throw new BadInputException(source + ": holds no experiment");
    }
    return ExperimentReader.read(
        tree instanceof YamlTree.Mapping file ? Overrides.apply(file, settings, SHARED) : tree,
        source);
  }

  /** The YAML text of an experiment with every value spelt out; reading it gives an equal one. */
  public static String write(ExperimentSpec experiment) {
    return ExperimentWriter.write(experiment);
  }

  /**
   * Writes the YAML text of an experiment to a file, in place of any that is there.
   *
   * @throws BadInputException if the file cannot be written
   */
  public static void write(ExperimentSpec experiment, Path file) {
    YamlFile.write(file, write(experiment));
  }
}

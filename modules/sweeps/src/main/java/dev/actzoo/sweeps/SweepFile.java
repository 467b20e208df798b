package dev.actzoo.sweeps;

import dev.actzoo.experiments.yaml.Overrides;
import dev.actzoo.experiments.yaml.YamlFile;
import dev.actzoo.experiments.yaml.YamlReader;
import dev.actzoo.experiments.yaml.YamlTree;
import dev.actzoo.input.BadInputException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * A sweep as a YAML file: cells as in an experiment file, and a {@code space} shaped like a cell in
 * which every setting to be searched has a list of values or a range. A cell may have a {@code
 * training} and a {@code space} of its own, whose settings replace those the cells share.
 *
 * <p>Settings are {@code key=value} with a dotted path and a YAML value, such as {@code
 * budget.trials=8} or {@code space.training.batch-size=[16, 32]}, as for experiments.
 */
public final class SweepFile {
  private static final Set<String> SHARED = Set.of("training", "space");

  private SweepFile() {}

  /**
   * The sweep of a file.
   *
   * @param settings {@code key=value} settings that replace what the file says
   * @throws BadInputException if the file cannot be read, is not YAML, or says something invalid
   */
  public static SweepSpec read(Path file, List<String> settings) {
    return parse(YamlFile.read(file), file.toString(), settings);
  }

  /**
   * The sweep of a YAML text.
   *
   * @param source what messages call the text
   * @throws BadInputException if the text is not YAML, or says something invalid
   */
  public static SweepSpec parse(String yaml, String source, List<String> settings) {
    YamlTree tree = YamlReader.file(yaml, source);
    if (tree == null) {
      throw new BadInputException(source + ": holds no sweep");
    }
    return SweepReader.read(
        tree instanceof YamlTree.Mapping file ? Overrides.apply(file, settings, SHARED) : tree,
        source);
  }

  /** The YAML text of a sweep with every value spelt out; reading it gives an equal one. */
  public static String write(SweepSpec sweep) {
    return SweepWriter.write(sweep);
  }

  /**
   * Writes the YAML text of a sweep to a file, in place of any that is there.
   *
   * @throws BadInputException if the file cannot be written
   */
  public static void write(SweepSpec sweep, Path file) {
    YamlFile.write(file, write(sweep));
  }
}

package dev.actzoo.experiments;

import dev.actzoo.input.BadInputException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The {@code key=value} settings of a command line, applied to an experiment's tree one after
 * another, the later winning. A key is a dotted path with list indices counted from 0 ({@code
 * cells.0.training.epochs}); the value is YAML. A setting of {@code training} or {@code training.X}
 * also drops what cells say of the same thing themselves, so that what is typed is what is run.
 */
final class Overrides {
  private static final String TRAINING = "training";
  private static final String CELLS = "cells";

  private Overrides() {}

  static YamlTree.Mapping apply(YamlTree.Mapping experiment, List<String> settings) {
    YamlTree.Mapping changed = experiment;
    for (String setting : settings) {
      changed = apply(changed, setting);
    }
    return changed;
  }

  private static YamlTree.Mapping apply(YamlTree.Mapping experiment, String setting) {
    String source = "--set " + setting;
    int equals = setting.indexOf('=');
    if (equals < 1) {
      throw new BadInputException(
          source + ": must look like key=value, for instance training.epochs=2");
    }
    List<String> path = List.of(YamlReader.key(setting.substring(0, equals)).split("\\.", -1));
    YamlTree value = YamlReader.value(setting.substring(equals + 1), source);
    YamlTree.Mapping base =
        path.get(0).equals(TRAINING) ? withoutOwn(experiment, path) : experiment;
    return (YamlTree.Mapping) put(base, path, value, source);
  }

  private static YamlTree put(
      @Nullable YamlTree tree, List<String> path, YamlTree value, String source) {
    if (path.isEmpty()) {
      return value;
    }
    String key = path.get(0);
    List<String> rest = path.subList(1, path.size());
    if (tree instanceof YamlTree.Sequence list) {
      int index = index(key, list, source);
      return list.with(index, put(list.items().get(index), rest, value, source));
    }
    if (tree instanceof YamlTree.Scalar scalar && scalar.text() != null) {
      throw new BadInputException("%s: %s has no '%s' within".formatted(source, tree.kind(), key));
    }
    if (key.equals(CELLS) && !rest.isEmpty() && !has(tree, key)) {
      throw new BadInputException(source + ": the experiment has no list of cells");
    }
    YamlTree.Mapping mapping =
        tree instanceof YamlTree.Mapping given ? given : new YamlTree.Mapping(source, Map.of());
    return mapping.with(key, put(mapping.fields().get(key), rest, value, source));
  }

  private static boolean has(@Nullable YamlTree tree, String key) {
    return tree instanceof YamlTree.Mapping mapping && mapping.fields().containsKey(key);
  }

  private static int index(String key, YamlTree.Sequence list, String source) {
    int size = list.items().size();
    if (!key.matches("\\d{1,9}") || Integer.parseInt(key) >= size) {
      throw new BadInputException(
          "%s: '%s' is not an index of a list of %d, counted from 0".formatted(source, key, size));
    }
    return Integer.parseInt(key);
  }

  /** The experiment, its cells' own settings of that path under training taken away. */
  private static YamlTree.Mapping withoutOwn(YamlTree.Mapping experiment, List<String> path) {
    if (!(experiment.fields().get(CELLS) instanceof YamlTree.Sequence cells)) {
      return experiment;
    }
    List<YamlTree> bare = cells.items().stream().map(cell -> withoutOwn(cell, path)).toList();
    return experiment.with(CELLS, new YamlTree.Sequence(cells.where(), bare));
  }

  private static YamlTree withoutOwn(YamlTree cell, List<String> path) {
    if (!(cell instanceof YamlTree.Mapping mapping)) {
      return cell;
    }
    if (path.size() > 1 && mapping.fields().get(TRAINING) instanceof YamlTree.Mapping own) {
      return mapping.with(TRAINING, own.without(path.get(1)));
    }
    return mapping.without(TRAINING);
  }
}

package dev.actzoo.experiments.yaml;

import dev.actzoo.input.BadInputException;
import dev.actzoo.input.Quoted;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The {@code key=value} settings of a command line, applied to a file's tree one after another, the
 * later winning. A key is a dotted path with list indices counted from 0 ({@code
 * cells.0.training.epochs}); the value is YAML. A setting of a section that cells share, such as
 * {@code training.X}, also drops what cells and their tuned arms say of the same thing themselves,
 * so that what is typed is what is run.
 */
public final class Overrides {
  private static final String CELLS = "cells";
  private static final String TUNED = "tuned";

  private Overrides() {}

  /**
   * @param shared the sections whose values a cell may replace with its own
   * @throws BadInputException if a setting is not {@code key=value} or its path leads nowhere
   */
  public static YamlTree.Mapping apply(
      YamlTree.Mapping file, List<String> settings, Set<String> shared) {
    YamlTree.Mapping changed = file;
    for (String setting : settings) {
      changed = apply(changed, setting, shared);
    }
    return changed;
  }

  /** The tree with the value at a dotted path replaced. */
  public static YamlTree put(YamlTree tree, String path, String value) {
    return put(
        tree, List.of(path.split("\\.", -1)), new YamlTree.Scalar(tree.where(), value), path);
  }

  private static YamlTree.Mapping apply(YamlTree.Mapping file, String setting, Set<String> shared) {
    String source = "--set " + Quoted.of(setting);
    int equals = setting.indexOf('=');
    if (equals < 1) {
      throw new BadInputException(
          source + ": must look like key=value, for instance training.epochs=2");
    }
    List<String> path = List.of(YamlReader.key(setting.substring(0, equals)).split("\\.", -1));
    YamlTree value = YamlReader.value(setting.substring(equals + 1), source);
    YamlTree.Mapping base = shared.contains(path.get(0)) ? withoutOwn(file, path) : file;
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
      throw new BadInputException(
          "%s: %s has no '%s' within".formatted(source, tree.kind(), Quoted.of(key)));
    }
    if (key.equals(CELLS) && !rest.isEmpty() && !has(tree, key)) {
      throw new BadInputException(source + ": there is no list of cells");
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
          "%s: '%s' is not an index of a list of %d, counted from 0"
              .formatted(source, Quoted.of(key), size));
    }
    return Integer.parseInt(key);
  }

  /** The file, its cells' own values at that path taken away. */
  private static YamlTree.Mapping withoutOwn(YamlTree.Mapping file, List<String> path) {
    if (!(file.fields().get(CELLS) instanceof YamlTree.Sequence cells)) {
      return file;
    }
    List<YamlTree> bare =
        cells.items().stream().map(cell -> withoutTuned(without(cell, path), path)).toList();
    return file.with(CELLS, new YamlTree.Sequence(cells.where(), bare));
  }

  private static YamlTree withoutTuned(YamlTree cell, List<String> path) {
    if (!(cell instanceof YamlTree.Mapping mapping)
        || !(mapping.fields().get(TUNED) instanceof YamlTree.Mapping arms)) {
      return cell;
    }
    YamlTree.Mapping bare = arms;
    for (Map.Entry<String, YamlTree> arm : arms.fields().entrySet()) {
      bare = bare.with(arm.getKey(), without(arm.getValue(), path));
    }
    return mapping.with(TUNED, bare);
  }

  private static YamlTree without(YamlTree tree, List<String> path) {
    if (!(tree instanceof YamlTree.Mapping mapping)) {
      return tree;
    }
    String key = path.get(0);
    YamlTree own = mapping.fields().get(key);
    return path.size() > 1 && own instanceof YamlTree.Mapping
        ? mapping.with(key, without(own, path.subList(1, path.size())))
        : mapping.without(key);
  }
}

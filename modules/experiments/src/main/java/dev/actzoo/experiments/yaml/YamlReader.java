package dev.actzoo.experiments.yaml;

import dev.actzoo.input.BadInputException;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * The reading of YAML text into a {@link YamlTree}: no object is ever constructed from a tag, and
 * size, depth and aliases are bounded.
 */
public final class YamlReader {
  public static final int MAX_CHARACTERS = 1 << 20;
  private static final int MAX_DEPTH = 20;
  private static final int MAX_ALIASES = 10;

  private final String source;
  private final boolean marked;
  private final Deque<Node> open = new ArrayDeque<>();

  private YamlReader(String source, boolean marked) {
    this.source = source;
    this.marked = marked;
  }

  /**
   * The tree of a file's text; null if it holds no document.
   *
   * @param source what messages call the text, such as its file name
   * @throws BadInputException if the text is not YAML or beyond the limits
   */
  public static @Nullable YamlTree file(String text, String source) {
    return new YamlReader(source, true).read(text);
  }

  /** The tree of a value on the command line, whose messages need no line and column. */
  static YamlTree value(String text, String source) {
    YamlTree tree = new YamlReader(source, false).read(text);
    return tree == null ? new YamlTree.Scalar(source, null) : tree;
  }

  /** The form in which keys are compared: lower case, hyphens for underscores. */
  public static String key(String text) {
    return text.strip().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private @Nullable YamlTree read(String text) {
    try {
      Node root = new Yaml(new SafeConstructor(limits())).compose(new StringReader(text));
      return root == null ? null : tree(root, where(root.getStartMark()));
    } catch (MarkedYAMLException e) {
      throw new BadInputException(where(e.getProblemMark()) + ": not YAML: " + e.getProblem(), e);
    } catch (ReaderException e) {
      throw new BadInputException(
          "%s: not YAML: character U+%04X at position %d is not allowed"
              .formatted(source, e.getCodePoint(), e.getPosition()),
          e);
    } catch (YAMLException e) {
      throw new BadInputException(source + ": not YAML: " + oneLine(e), e);
    }
  }

  private static LoaderOptions limits() {
    LoaderOptions limits = new LoaderOptions();
    limits.setCodePointLimit(MAX_CHARACTERS);
    limits.setNestingDepthLimit(MAX_DEPTH);
    limits.setMaxAliasesForCollections(MAX_ALIASES);
    return limits;
  }

  private YamlTree tree(Node node, String where) {
    if (node instanceof ScalarNode scalar) {
      boolean none = scalar.isPlain() && scalar.getTag().equals(Tag.NULL);
      return new YamlTree.Scalar(where, none ? null : scalar.getValue());
    }
    if (open.contains(node)) {
      throw new BadInputException(where + ": a value that holds itself through an alias");
    }
    open.push(node);
    YamlTree tree =
        node instanceof MappingNode mapping
            ? mapping(where, mapping)
            : sequence(where, (SequenceNode) node);
    open.pop();
    return tree;
  }

  private YamlTree sequence(String where, SequenceNode node) {
    List<YamlTree> items = new ArrayList<>();
    node.getValue().forEach(item -> items.add(tree(item, where(item.getStartMark()))));
    return new YamlTree.Sequence(where, items);
  }

  private YamlTree mapping(String where, MappingNode node) {
    Map<String, YamlTree> fields = new LinkedHashMap<>();
    for (NodeTuple field : node.getValue()) {
      String at = where(field.getKeyNode().getStartMark());
      if (!(field.getKeyNode() instanceof ScalarNode written)) {
        throw new BadInputException(at + ": a key must be a plain word");
      }
      String key = key(written.getValue());
      if (fields.put(key, tree(field.getValueNode(), at)) != null) {
        throw new BadInputException(at + ": key '" + key + "' is given twice");
      }
    }
    return new YamlTree.Mapping(where, fields);
  }

  private String where(@Nullable Mark mark) {
    return marked && mark != null
        ? "%s, line %d, column %d".formatted(source, mark.getLine() + 1, mark.getColumn() + 1)
        : source;
  }

  private static String oneLine(YAMLException e) {
    return String.valueOf(e.getMessage()).replaceAll("\\s+", " ").strip();
  }
}

package dev.actzoo.data;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.actzoo.input.BadInputException;
import dev.actzoo.input.Quoted;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rows that are one JSON object a line each, its fields the columns. */
final class JsonRows extends TextRows {
  /** Python writes NaN where there is no value. */
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .build();

  private static final int LINES_FOR_NAMES = 100;

  private final TextLayout layout;

  JsonRows(BinaryFile file, TextLayout layout) {
    super(file);
    this.layout = layout;
  }

  /**
   * The names of the fields that the first objects of a file have.
   *
   * @throws BadInputException if there is no object among its first lines
   */
  static List<String> names(BinaryFile file) {
    TextLines lines = new TextLines(file);
    Set<String> names = new LinkedHashSet<>();
    BadInputException fault = file.bad("the file is empty");
    for (String line = lines.next();
        line != null && lines.line() <= LINES_FOR_NAMES;
        line = lines.next()) {
      requireNoArray(file, lines.line(), line);
      try {
        tree(line).fieldNames().forEachRemaining(names::add);
      } catch (BadInputException e) {
        fault = lines.line() == 1 ? file.bad(1, e.getMessage()) : fault;
      }
    }
    if (names.isEmpty()) {
      throw fault;
    }
    return List.copyOf(names);
  }

  private static void requireNoArray(BinaryFile file, int number, String line) {
    if (number == 1 && line.stripLeading().startsWith("[")) {
      throw file.bad(
          1,
          "starts a JSON array; JSON lines have an object on each line, as jq -c '.[]' writes them");
    }
  }

  @Override
  @Nullable TextRow next() {
    String line = lines.next();
    while (line != null && line.isBlank()) {
      line = lines.next();
    }
    if (line == null) {
      return null;
    }
    int number = lines.line();
    requireNoArray(file, number, line);
    if (!lines.wellFormed(number, number)) {
      return TextRow.faulty(number, NOT_UTF_8);
    }
    try {
      return row(number, tree(line));
    } catch (BadInputException e) {
      return TextRow.faulty(number, e.getMessage());
    }
  }

  private TextRow row(int number, JsonNode tree) {
    List<String> parts = new ArrayList<>();
    for (String field : layout.text()) {
      parts.add(value(tree, field));
    }
    return row(number, value(tree, layout.label()), parts);
  }

  private static String value(JsonNode tree, String field) {
    JsonNode value = tree.path(field);
    String fault =
        value.isMissingNode()
            ? "is missing"
            : value.isNull() || (value.isDouble() && Double.isNaN(value.doubleValue()))
                ? "is " + value.asText()
                : value.isValueNode() ? null : "is no text";
    if (fault != null) {
      throw new BadInputException("field '%s' %s".formatted(Quoted.of(field), fault));
    }
    return value.asText();
  }

  private static JsonNode tree(String line) {
    try (JsonParser parser = JSON.createParser(line)) {
      JsonNode tree = JSON.readTree(parser);
      if (tree == null || !tree.isObject()) {
        throw new BadInputException("not a JSON object");
      }
      if (parser.nextToken() != null) {
        throw new BadInputException(
            "not JSON lines: something follows the object, in column "
                + parser.currentTokenLocation().getColumnNr());
      }
      return tree;
    } catch (JsonEOFException e) {
      throw new BadInputException(
          "not JSON: the line ends within an object, which must be on one line", e);
    } catch (StreamConstraintsException e) {
      throw new BadInputException("not JSON that can be read: nested too deeply or too long", e);
    } catch (MismatchedInputException e) {
      throw new BadInputException("the object has a field twice", e);
    } catch (JsonProcessingException e) {
      throw new BadInputException("not JSON from column %d on".formatted(column(e)), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int column(JsonProcessingException e) {
    return e.getLocation() == null ? 1 : e.getLocation().getColumnNr();
  }
}

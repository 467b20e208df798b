package dev.actzoo.data;

import dev.actzoo.input.BadInputException;
import dev.actzoo.input.Quoted;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;

/**
 * The finding of a column by its name: as it is written, or else in any case; spaces around it do
 * not count.
 */
final class ColumnNames {
  private ColumnNames() {}

  /**
   * The place of a column among those found.
   *
   * @return empty if there is none of that name
   * @throws BadInputException if there are several
   */
  static OptionalInt place(List<String> found, String name) {
    int[] exact = places(found, name, String::equals);
    int[] places = exact.length > 0 ? exact : places(found, name, String::equalsIgnoreCase);
    if (places.length > 1) {
      throw new BadInputException(
          "%d columns are called '%s'; columns: %s"
              .formatted(places.length, Quoted.of(name), Quoted.of(found)));
    }
    return places.length == 0 ? OptionalInt.empty() : OptionalInt.of(places[0]);
  }

  private static int[] places(
      List<String> found, String name, BiPredicate<String, String> sameName) {
    String wanted = ClassName.of(name);
    return IntStream.range(0, found.size())
        .filter(place -> sameName.test(ClassName.of(found.get(place)), wanted))
        .toArray();
  }

  /** What may be wrong where a column is not found: how the columns are parted. */
  static String cause(TextFormat format, List<String> found) {
    String first = found.isEmpty() ? "" : found.get(0).strip();
    if (first.toLowerCase(Locale.ROOT).startsWith("sep=")) {
      return "; the line '%s' is for Excel alone: leave it out%s"
          .formatted(
              Quoted.of(first),
              format == TextFormat.CSV && first.equals("sep=")
                  ? ""
                  : ", and part the columns by " + parting(format));
    }
    if (found.size() != 1 || format == TextFormat.JSON_LINES) {
      return "";
    }
    if (first.startsWith("{")) {
      return "; these are JSON objects: set format to json-lines, or let the name end in .jsonl";
    }
    if (format == TextFormat.CSV && first.contains("\t")) {
      return "; the columns are parted by tabs: set format to tsv, or let the name end in .tsv";
    }
    if (format == TextFormat.TSV && first.contains(",")) {
      return "; the columns are parted by commas: set format to csv, or let the name end in .csv";
    }
    return List.of(";", "|").stream()
        .filter(first::contains)
        .findFirst()
        .map(
            mark ->
                "; the columns are parted by %s; they must be parted by %s"
                    .formatted(mark.equals(";") ? "semicolons" : "'|'", parting(format)))
        .orElse("");
  }

  private static String parting(TextFormat format) {
    return format == TextFormat.TSV ? "tabs" : "commas";
  }
}

package dev.actzoo.data;

import dev.actzoo.input.Quoted;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names of classes that a person may have meant as one, or not as a class at all. */
public final class LookAlikes {
  /** Numbers short enough to be compared digit by digit. */
  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,15}(\\.\\d{0,15})?");

  private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s\\p{Z}\\p{C}_-]+");

  /** What often stands for no value, but can be the name of a class. */
  private static final Set<String> DOUBTFUL =
      Set.of("none", "na", "n/a", "n.a.", "nil", "undefined", "unknown", "?", "-", "--");

  private static final int TOLD = 5;

  private LookAlikes() {}

  /** What there is to say about the classes of a dataset, a line for each kind. */
  public static List<String> lines(List<String> classes) {
    Map<String, List<String>> alike =
        classes.stream()
            .collect(
                Collectors.groupingBy(LookAlikes::key, LinkedHashMap::new, Collectors.toList()));
    List<String> groups =
        alike.values().stream()
            .filter(names -> names.size() > 1)
            .map(names -> quoted(names, " and "))
            .toList();
    List<String> lines = new ArrayList<>();
    if (!groups.isEmpty()) {
      lines.add("names almost alike are taken as classes of their own: " + first(groups, "; "));
    }
    List<String> doubtful =
        classes.stream().filter(name -> DOUBTFUL.contains(name.toLowerCase(Locale.ROOT))).toList();
    if (!doubtful.isEmpty()) {
      lines.add(
          "%s taken as a class; leave the label empty where there is none"
              .formatted(quoted(doubtful, ", ") + (doubtful.size() == 1 ? " is" : " are each")));
    }
    return lines;
  }

  /** The same for names that differ in case, spacing, width, or how a number is written. */
  private static String key(String name) {
    if (NUMBER.matcher(name).matches()) {
      return new BigDecimal(name).stripTrailingZeros().toPlainString();
    }
    String plain = Normalizer.normalize(name, Normalizer.Form.NFKC);
    String folded = plain.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    String bare = BETWEEN_WORDS.matcher(folded).replaceAll("");
    return bare.isEmpty() ? name : bare;
  }

  private static String quoted(List<String> names, String between) {
    return first(names.stream().map(name -> "'" + Quoted.of(name) + "'").toList(), between);
  }

  private static String first(List<String> parts, String between) {
    String some = parts.stream().limit(TOLD).collect(Collectors.joining(between));
    return parts.size() > TOLD ? some + between + "..." : some;
  }
}

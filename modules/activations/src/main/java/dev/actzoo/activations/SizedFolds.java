package dev.actzoo.activations;

import dev.actzoo.input.BadInputException;
import dev.actzoo.input.NameTable;
import dev.actzoo.input.Quoted;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The folds whose number k a name can give in parentheses, as in {@code maxout(4)}: the features of
 * a group, or how many pass. Without one, and with the catalogue's own, it is the catalogue's
 * entry.
 */
final class SizedFolds {
  private static final Pattern SIZED = Pattern.compile("([\\w-]+)\\s*\\((.*)\\)");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
  private static final int GREATEST = 1024;

  /** By name of the entry, what makes it for a number. */
  private static final NameTable<IntFunction<Fold>> MADE = new NameTable<>("fold");

  static {
    Groups.ALL.forEach(fold -> add(fold, k -> Groups.of(fold, k)));
    Selections.SIZED.forEach(fold -> add(fold, k -> Selections.of(fold, k)));
  }

  private SizedFolds() {}

  private static void add(Fold fold, IntFunction<Fold> made) {
    MADE.add(fold.name(), made, fold.aliases().toArray(String[]::new));
  }

  /**
   * The fold of a name with a number; null if the text is none.
   *
   * @throws BadInputException if the number is out of range
   */
  static @Nullable Fold find(String text) {
    Matcher sized = SIZED.matcher(text.strip());
    if (!sized.matches() || !MADE.contains(sized.group(1))) {
      return null;
    }
    IntFunction<Fold> made = MADE.get(sized.group(1));
    String number = sized.group(2).strip();
    int k = NUMBER.matcher(number).matches() ? Integer.parseInt(number) : 0;
    int least = made.apply(2).name().startsWith(Selections.TOP_K.name()) ? 1 : 2;
    if (k < least || k > GREATEST) {
      throw new BadInputException(
          "%s: the number must be %sfrom %d to %d"
              .formatted(
                  Quoted.of(text.strip()),
                  number.matches("\\d+") ? "" : "a whole number ",
                  least,
                  GREATEST));
    }
    return made.apply(k);
  }

  /** The entry for another number. */
  static Fold sized(Fold fold, int k, VectorFunction function) {
    if (k == fold.entry().parameters().get(0).value()) {
      return fold;
    }
    return Entry.named(fold.name() + "(" + k + ")")
        .formula(fold.formula().text(), fold.formula().latex())
        .parameter(Parameter.fixed("k", k))
        .paper(fold.paper())
        .note(fold.note())
        .fold(fold.width(), function);
  }
}

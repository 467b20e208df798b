package dev.actzoo.data;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The name of a class as datasets know it: Unicode in its composed form (NFC), without spaces and
 * invisible characters at its ends.
 */
final class ClassName {
  private static final Pattern ENDS =
      Pattern.compile("^[\\s\\p{Z}\\p{Cc}\\p{Cf}]+|[\\s\\p{Z}\\p{Cc}\\p{Cf}]+$");

  /** What programs write where there is no value, in any case. */
  private static final Set<String> MISSING =
      Set.of("", "nan", "-nan", "null", "<na>", "#n/a", "#na", "\\n", "<null>", "(null)");

  private ClassName() {}

  static String of(String written) {
    return ENDS.matcher(Normalizer.normalize(written, Normalizer.Form.NFC)).replaceAll("");
  }

  /** Whether a name, as {@link #of} gives it, says that there is none. */
  static boolean isMissing(String name) {
    return MISSING.contains(name.toLowerCase(Locale.ROOT));
  }
}

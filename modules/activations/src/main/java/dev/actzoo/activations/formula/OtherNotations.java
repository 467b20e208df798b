package dev.actzoo.activations.formula;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The notations of other languages and of books, and how a formula writes each. */
final class OtherNotations {
  private static final Map<String, String> SIGNS =
      Map.ofEntries(
          Map.entry("\u2212", "-"),
          Map.entry("\u2013", "-"),
          Map.entry("\u00d7", "*"),
          Map.entry("\u00b7", "*"),
          Map.entry("\u22c5", "*"),
          Map.entry("\u2217", "*"),
          Map.entry("\u00f7", "/"),
          Map.entry("\u2215", "/"),
          Map.entry("\u00b2", "^2"),
          Map.entry("\u00b3", "^3"),
          Map.entry("\u03c0", "pi"),
          Map.entry("\u03c3", "sigmoid"),
          Map.entry("\u03a6", "Phi"),
          Map.entry("\u221a", "sqrt(...)"),
          Map.entry("\u2264", "<="),
          Map.entry("\u2265", ">="),
          Map.entry("|", "abs(...)"),
          Map.entry("?", "a if x > 0 else b"),
          Map.entry("[", "("),
          Map.entry("{", "("));

  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("ln", "log"),
          Map.entry("arctan", "atan"),
          Map.entry("arcsinh", "asinh"),
          Map.entry("arsinh", "asinh"),
          Map.entry("sgn", "sign"),
          Map.entry("signum", "sign"),
          Map.entry("heaviside", "step"),
          Map.entry("fabs", "abs"),
          Map.entry("logistic", "sigmoid"),
          Map.entry("expit", "sigmoid"),
          Map.entry("maximum", "max"),
          Map.entry("minimum", "min"),
          Map.entry("pow", "^"),
          Map.entry("square", "^2"),
          Map.entry("cdf", "Phi"));

  private OtherNotations() {}

  /** How a formula writes what that sign means elsewhere; null if it means nothing known. */
  static @Nullable String ofSign(String sign) {
    return SIGNS.get(sign);
  }

  /** How a formula writes what that name means elsewhere; null if it means nothing known. */
  static @Nullable String ofName(String name) {
    return NAMES.get(name.toLowerCase(Locale.ROOT));
  }
}

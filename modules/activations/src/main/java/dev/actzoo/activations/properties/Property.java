package dev.actzoo.activations.properties;

import dev.actzoo.activations.Family;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What is declared of an activation. For a radial function the profile f(r) stands for f(|t|) along
 * a line through the centre, so its kink at the centre counts.
 */
public enum Property {
  RANGE("range", "the smallest interval that holds all values; a square bracket: it is attained"),
  MONOTONICITY(
      "monotonicity", "increasing, non-decreasing, decreasing, non-increasing or none; of r >= 0"),
  CONVEXITY("convexity", "convex, concave, affine or neither"),
  PARITY("parity", "even: f(-x) = f(x); odd: f(-x) = -f(x)"),
  CONTINUITY(
      "continuity", "the largest k with k continuous derivatives everywhere; -1: it has a jump"),
  KINKS("kinks", "where some derivative, or the function, is not continuous"),
  LIPSCHITZ("Lipschitz constant", "the supremum of |f'|; infinite with a jump"),
  LEFT("limit on the left", "for x to -infinity; none: it oscillates"),
  RIGHT("limit on the right", "for x to infinity; none: it oscillates"),
  VALUE("f(0)", "the value at 0"),
  SLOPE("f'(0)", "the slope at 0; none at a kink"),
  FIXED_POINTS(
      "fixed points",
      "where f(x) = x, looked for in [-10, 10]; an interval that reaches its end goes on"),
  TAYLOR(
      "Taylor radius",
      "of the largest disc about 0 in which the Taylor series at 0 is f: the distance to the"
          + " nearest singularity or kink; none: f is not analytic at 0"),
  MEAN("mean for N(0,1)", "E[f(z)] for a standard normal z; f is zero-centred if it is 0"),
  GAIN("gain", "1 / sqrt(E[f(z)^2]) for a standard normal z: keeps the second moment"),
  SPARSITY(
      "sparsity for N(0,1)", "the share of outputs that are exactly 0 for standard normal input"),
  COST(
      "cost class",
      "of the formula in canonical form: arithmetic (sums, products, comparisons), quotient or root,"
          + " or how many elementary functions are evaluated"),

  INPUTS("inputs", "how many inputs the other properties are stated for: a group, pair or vector"),
  OUTPUTS("outputs", "how many outputs those inputs have"),
  PERMUTATION(
      "permutation",
      "equivariant: permuted inputs give outputs permuted alike; invariant: the same outputs"),
  TRANSLATION(
      "translation", "equivariant: f(x + c) = f(x) + c; invariant: f(x + c) = f(x), c a number"),
  HOMOGENEITY("homogeneity", "the p with f(a x) = a^p f(x) for all a > 0"),
  SUM("sum of the outputs", "if it is the same for all inputs"),
  FOLD_LIPSCHITZ(
      "Lipschitz constant", "the largest spectral norm of the Jacobian: in the Euclidean norm");

  private static final List<Property> OF_FOLDS =
      List.of(
          INPUTS,
          OUTPUTS,
          RANGE,
          PERMUTATION,
          TRANSLATION,
          HOMOGENEITY,
          SUM,
          FOLD_LIPSCHITZ,
          SPARSITY);

  private static final List<Property> OF_RADIALS =
      Stream.of(values())
          .filter(p -> p.ordinal() <= TAYLOR.ordinal() || p == COST)
          .filter(p -> p != PARITY && p != LEFT && p != FIXED_POINTS)
          .toList();

  private static final List<Property> OF_RIDGES =
      Stream.of(values()).filter(p -> p.ordinal() <= COST.ordinal()).toList();

  private final String label;
  private final String meaning;

  Property(String label, String meaning) {
    this.label = label;
    this.meaning = meaning;
  }

  /** Its name for people. */
  public String label() {
    return label;
  }

  /** What it says exactly, and how its values are written. */
  public String meaning() {
    return meaning;
  }

  /** Its name in the declarations. */
  String key() {
    return this == FOLD_LIPSCHITZ
        ? LIPSCHITZ.key()
        : name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Those that functions of that family have. */
  static List<Property> of(Family family) {
    return switch (family) {
      case RIDGE -> OF_RIDGES;
      case RADIAL -> OF_RADIALS;
      case FOLD -> OF_FOLDS;
    };
  }

  /** What a declaration of it is. */
  Value parse(String text) {
    return switch (this) {
      case RANGE, KINKS, FIXED_POINTS -> RealSet.parse(text);
      case MONOTONICITY, CONVEXITY, PARITY, COST, PERMUTATION, TRANSLATION -> new Word(text);
      default -> Quantity.parse(text);
    };
  }
}

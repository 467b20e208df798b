package dev.actzoo.activations;

import dev.actzoo.input.BadInputException;
import dev.actzoo.input.NameTable;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** The catalogue of all activation functions: one table, one lookup. */
public final class Catalogue {
  private static final List<Activation> ALL =
      Stream.<List<? extends Activation>>of(
              Steps.ALL,
              Rectifiers.ALL,
              Shrinkages.ALL,
              SmoothRectifiers.ALL,
              GeluFamily.ALL,
              SelfGated.ALL,
              Sigmoids.ALL,
              Bells.ALL,
              Periodic.ALL,
              Polynomials.ALL,
              RadialBasis.ALL,
              Normalisers.ALL,
              Groups.ALL,
              Selections.ALL,
              GatedUnits.ALL)
          .<Activation>flatMap(List::stream)
          .toList();

  private static final List<Ridge> RIDGES = only(Ridge.class);

  /** Added by {@link #add}. */
  private static final List<Ridge> OWN = new CopyOnWriteArrayList<>();

  private static final NameTable<Activation> BY_NAME = new NameTable<>("activation");

  static {
    for (Activation activation : ALL) {
      BY_NAME.add(activation.name(), activation, activation.aliases().toArray(String[]::new));
    }
  }

  private Catalogue() {}

  /**
   * The activation of that name or alias, whatever its case, a fold's also with a number of its own
   * as in {@code maxout(4)}, or of that formula. A formula of a function that the catalogue has
   * gives the catalogue's entry, any other an activation whose name is the formula in canonical
   * form.
   *
   * @throws BadInputException if there is none; the message lists the valid names, nearest first,
   *     or says what is wrong with the formula and where
   */
  public static Activation named(String nameOrFormula) {
    if (BY_NAME.contains(nameOrFormula) || !FormulaLookup.isFormula(nameOrFormula)) {
      return BY_NAME.get(nameOrFormula);
    }
    Fold sized = SizedFolds.find(nameOrFormula);
    return sized == null ? FormulaLookup.of(nameOrFormula, RIDGES) : sized;
  }

  /**
   * The elementwise activation of that name, alias or formula.
   *
   * @throws BadInputException if there is none, or it is of another family
   */
  public static Ridge ridge(String nameOrFormula) {
    Activation activation = named(nameOrFormula);
    if (activation instanceof Ridge ridge) {
      return ridge;
    }
    throw new BadInputException(
        "activation %s is a %s function; here goes one applied to each element, a ridge function"
            .formatted(activation.name(), activation.family().label()));
  }

  /**
   * Adds an elementwise activation of a person's own, for as long as the program runs; to be called
   * before other threads look anything up. Its kernels are compiled from its formula.
   *
   * @throws BadInputException if its name is malformed or taken, its formula is none, or its
   *     function is not that of its formula
   */
  public static void add(Ridge own) {
    OwnRidge.check(own, FormulaLookup.of(own.formula().text(), RIDGES));
    try {
      BY_NAME.add(own.name(), own, own.aliases().toArray(String[]::new));
    } catch (IllegalArgumentException taken) {
      throw new BadInputException(taken.getMessage(), taken);
    }
    OWN.add(own);
  }

  /** Whether that is a name or an alias of the catalogue that comes with the program. */
  public static boolean isName(String text) {
    return BY_NAME.contains(text) && !OWN.contains(BY_NAME.get(text));
  }

  /**
   * What trials know a function by: the canonical name of the catalogue's entry, or the formula in
   * canonical form. A person's own activation is known by its formula, so that what its name stood
   * for when a trial was run does not matter.
   *
   * @throws BadInputException if there is no such activation
   */
  public static String function(String nameOrFormula) {
    Activation found = named(nameOrFormula);
    return OWN.contains(found)
        ? FormulaLookup.of(found.formula().text(), RIDGES).name()
        : found.name();
  }

  /** Whether it stands for a formula that no entry of the catalogue has. */
  public static boolean isFormula(Activation activation) {
    return activation instanceof Ridge && !BY_NAME.contains(activation.name());
  }

  /** All activations, related ones beside each other, a person's own at the end. */
  public static List<Activation> all() {
    return Stream.concat(ALL.stream(), OWN.stream()).toList();
  }

  /** All elementwise activations. */
  public static List<Ridge> ridges() {
    return Stream.concat(RIDGES.stream(), OWN.stream()).toList();
  }

  /** All functions of a distance. */
  public static List<Radial> radials() {
    return only(Radial.class);
  }

  /** All aggregations. */
  public static List<Fold> folds() {
    return only(Fold.class);
  }

  private static <T extends Activation> List<T> only(Class<T> family) {
    return ALL.stream().filter(family::isInstance).map(family::cast).toList();
  }
}

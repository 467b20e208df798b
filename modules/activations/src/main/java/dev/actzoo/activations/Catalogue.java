package dev.actzoo.activations;

import dev.actzoo.input.BadInputException;
import dev.actzoo.input.NameTable;
import java.util.List;
import java.util.stream.Stream;

/** The catalogue of all activation functions: one table, one lookup. */
public final class Catalogue {
  private static final List<Activation> ALL =
      Stream.of(Rectifiers.ALL, SmoothRectifiers.ALL, GeluFamily.ALL, Sigmoids.ALL)
          .flatMap(List::stream)
          .toList();

  private static final NameTable<Activation> BY_NAME = new NameTable<>("activation");

  static {
    for (Activation activation : ALL) {
      BY_NAME.add(activation.name(), activation, activation.aliases().toArray(String[]::new));
    }
  }

  private Catalogue() {}

  /**
   * The activation of that name or alias, whatever its case.
   *
   * @throws BadInputException if there is none; the message lists the valid names, nearest first
   */
  public static Activation named(String name) {
    return BY_NAME.get(name);
  }

  /** All activations, related ones beside each other. */
  public static List<Activation> all() {
    return ALL;
  }
}

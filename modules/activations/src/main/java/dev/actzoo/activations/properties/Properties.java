package dev.actzoo.activations.properties;

import dev.actzoo.activations.Activation;
import dev.actzoo.activations.Catalogue;
import dev.actzoo.activations.Fold;
import java.util.EnumMap;
import java.util.Map;

/** The properties of activations: as declared, and as computed anew. */
public final class Properties {
  private Properties() {}

  /**
   * The declared properties of an entry of the catalogue, or the computed ones of a formula or a
   * person's own activation, in the order of {@link Property}.
   */
  public static Map<Property, Value> of(Activation activation) {
    return areDeclared(activation) ? Declarations.all().of(activation) : computed(activation);
  }

  /** Whether there are declared ones to verify: for all entries that come with the program. */
  public static boolean areDeclared(Activation activation) {
    return Catalogue.isName(activation.name());
  }

  /** The properties computed from the formula; those of a fold from its reference function. */
  public static Map<Property, Value> computed(Activation activation) {
    return new EnumMap<>(
        activation instanceof Fold fold ? FoldProperties.of(fold) : CurveProperties.of(activation));
  }
}

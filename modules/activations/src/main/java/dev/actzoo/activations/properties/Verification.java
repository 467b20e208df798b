package dev.actzoo.activations.properties;

import dev.actzoo.activations.Activation;
import dev.actzoo.activations.Family;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Holds declared properties against those computed anew. */
public final class Verification {
  /** Relative to the larger of the two and 1; the computations are good to 1e-13. */
  static final double TOLERANCE = 1e-12;

  /** Of the sparsity of folds, an integral of a step function over a plane. */
  static final double COARSE = 2e-3;

  private Verification() {}

  /**
   * A declared property that is not the computed one.
   *
   * @param activation whose property it is
   */
  public record Disagreement(
      Activation activation, Property property, Value declared, Value computed) {}

  /** The properties declared of an activation that are wrong. */
  public static List<Disagreement> of(Activation activation) {
    return of(activation, Properties.of(activation), Properties.computed(activation));
  }

  /** The declared ones that are not as computed. */
  static List<Disagreement> of(
      Activation activation, Map<Property, Value> declared, Map<Property, Value> computed) {
    List<Disagreement> disagreements = new ArrayList<>();
    declared.forEach(
        (property, value) -> {
          Value anew = Objects.requireNonNull(computed.get(property));
          if (!value.agrees(anew, tolerance(activation, property))) {
            disagreements.add(new Disagreement(activation, property, value, anew));
          }
        });
    return disagreements;
  }

  private static double tolerance(Activation activation, Property property) {
    boolean coarse = activation.family() == Family.FOLD && property == Property.SPARSITY;
    return coarse ? COARSE : TOLERANCE;
  }
}

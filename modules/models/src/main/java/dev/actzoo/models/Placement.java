package dev.actzoo.models;

import dev.actzoo.activations.Activation;
import dev.actzoo.activations.Catalogue;
import dev.actzoo.activations.Fold;
import dev.actzoo.activations.Parameter;
import dev.actzoo.activations.Radial;
import dev.actzoo.activations.Ridge;
import dev.actzoo.layers.ActivationUnit;
import dev.actzoo.layers.FoldUnit;
import dev.actzoo.layers.GatedUnit;
import dev.actzoo.layers.MapStart;
import dev.actzoo.layers.Projection;
import dev.actzoo.layers.RadialUnits;
import java.util.HashMap;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.jspecify.annotations.Nullable;

/**
 * How an activation goes into a network; the one place that decides it.
 *
 * <ul>
 *   <li>A ridge function without learned or random parameters is applied by the layer before it:
 *       dense layer, batch norm or residual sum.
 *   <li>A ridge function with such parameters, and a fold that keeps the number of features, is a
 *       layer of its own in the same places.
 *   <li>A fold that changes the number of features (maxout, the gated units, CReLU) is a layer of
 *       its own after a map that is widened or narrowed to suit, so that the same number comes out.
 *       The network's hidden widths are then scaled to have as many parameters as with a ridge
 *       function ({@link ParameterMatch}). After a residual sum, which has no map, there is
 *       nothing.
 *   <li>A radial function takes the place of a dense layer, map and all ({@link RadialUnits}).
 *       Convolutions have no such layer and keep ReLU.
 * </ul>
 */
final class Placement {
  private static final String IDENTITY = "identity";

  /** That of ReLU: what widths are matched to, and what convolutions have in a radial arm. */
  static final Placement STANDARD = of("relu");

  /** Features over which the gain of a function of groups is taken, whatever their number. */
  private static final long OF_GROUPS = 64;

  private final Activation activation;
  private final Map<Long, Double> gains = new HashMap<>();

  private Placement(Activation activation) {
    this.activation = activation;
  }

  /**
   * @param name of the catalogue
   * @throws dev.actzoo.input.BadInputException if there is none
   */
  static Placement of(String name) {
    return new Placement(Catalogue.named(name));
  }

  /** The placement after convolutions, which is ReLU's where this is a radial function. */
  Placement inConvolutions() {
    return isRadial() ? STANDARD : this;
  }

  boolean isRadial() {
    return activation instanceof Radial;
  }

  /** Whether as many features come out as go in, so that it can follow anything. */
  boolean keepsWidth() {
    return !(activation instanceof Fold fold) || fold.width() == Fold.Width.SAME;
  }

  /**
   * Refuses an activation that cannot be trained so many layers deep where nothing normalises.
   *
   * @param way what to do about it
   * @throws dev.actzoo.input.BadInputException if it cannot
   */
  void requireTrainable(String model, int layers, String way) {
    Growth.requireTrainable(model, layers, activation, way);
  }

  /** How many features have to go in for at least so many to come out. */
  long before(long features) {
    return switch (widthOf()) {
      case SAME -> features;
      case GROUPS -> features * size();
      case HALVES -> 2 * features;
      case DOUBLE -> (features + 1) / 2;
    };
  }

  /** How many features come out of those that go in for at least so many. */
  long after(long features) {
    return widthOf() == Fold.Width.DOUBLE ? 2 * before(features) : features;
  }

  private Fold.Width widthOf() {
    return activation instanceof Fold fold ? fold.width() : Fold.Width.SAME;
  }

  /** A fold's first number, such as the size of its groups; 1 where it has none. */
  private int size() {
    return activation.parameters().stream()
        .findFirst()
        .map(Parameter::value)
        .orElse(1.0)
        .intValue();
  }

  /** What the layer before applies itself: the activation, or the identity. */
  String fused() {
    return isFused() ? activation.name() : IDENTITY;
  }

  private boolean isFused() {
    return activation instanceof Ridge && ActivationUnit.isFusable(activation.name());
  }

  /** Adds what {@link #fused} leaves to do; gives the name of the layer that then is the last. */
  String follow(GraphBuilder graph, String from) {
    return isFused() ? from : asLayer(graph, from);
  }

  /** Adds the activation as a layer of its own, whatever could be fused; gives its name. */
  String asLayer(GraphBuilder graph, String from) {
    graph.addLayer(from + "-activation", unit(), from);
    return from + "-activation";
  }

  private Layer unit() {
    if (activation instanceof Ridge) {
      return ActivationUnit.of(activation.name());
    }
    Ridge gate = gate();
    return gate == null ? fold() : new GatedUnit(gate.name());
  }

  private @Nullable Ridge gate() {
    return activation instanceof Fold fold ? fold.gate() : null;
  }

  private FoldUnit fold() {
    return new FoldUnit(activation.name(), size());
  }

  /** How the weights of a map before the activation start, their deviation aside. */
  MapStart start() {
    MapStart start =
        MapStart.STANDARD.towards(activation.start().inputScale(), activation.start().uniform());
    return switch (widthOf()) {
      case SAME, DOUBLE -> start;
      case GROUPS -> start.inGroups(size());
      case HALVES -> start.inHalves();
    };
  }

  /** The same where no layer normalises: the first batch sees to the scale. */
  MapStart startScaled() {
    return start().scaled(MapStart.Scaling.TO_SCALE);
  }

  /** What a residual sum is multiplied by before the activation. */
  double scaleOfSum() {
    return activation.start().inputScale();
  }

  /**
   * Adds a hidden dense layer with the activation, {@link #after} {@code out} features wide; gives
   * the name of its last layer.
   *
   * @param deviation of the initial weights; 0 for BERT's
   */
  String dense(GraphBuilder graph, String name, long in, long out, double deviation, String from) {
    return dense(graph, name, in, out, deviation, start(), from);
  }

  /**
   * The same.
   *
   * @param start how the weights start otherwise
   */
  String dense(
      GraphBuilder graph,
      String name,
      long in,
      long out,
      double deviation,
      MapStart start,
      String from) {
    if (isRadial()) {
      graph.addLayer(name, new RadialUnits(in, out, activation.name()), from);
      return name;
    }
    Projection map = new Projection(in, before(out), deviation, fused());
    graph.addLayer(name, map.starting(start), from);
    return follow(graph, name);
  }

  /**
   * The factor that keeps the second moment of a signal through the activation and a map of so many
   * of its outputs. Radial units ask for none.
   */
  double gain(long features) {
    if (activation instanceof Ridge ridge) {
      return ridge.gainAtStart();
    }
    if (isRadial()) {
      return 1;
    }
    Ridge gate = gate();
    return gate == null
        ? gains.computeIfAbsent(keepsWidth() ? features : OF_GROUPS, fold()::gain)
        : gate.gainAtStart();
  }

  /** The factor for the map of the net's input: a ridge function's own by custom, else 1. */
  double gainOfInput() {
    return activation instanceof Ridge ridge ? ridge.gainAtStart() : 1;
  }
}

package dev.actzoo.layers;

import dev.actzoo.kernels.RadialFunction;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Radial units (Broomhead and Lowe 1988): unit j computes f(|x - c_j| / s_j) of the last axis,
 * [..., in] to [..., out], with centres c and widths s that are learned, the widths by their
 * logarithm.
 *
 * <p>The first training batch sets both: centres are examples of it, drawn by the net's seed and
 * the layer's name, and points between two examples where there are more units than examples;
 * widths are mean distances. A parameter that is not trained remembers that this was done. Before
 * it, centres are N(0, 1) in every coordinate and widths the mean distance of such points. Neither
 * is decayed: no place and no width is more modest than another.
 */
public final class RadialUnits extends ParametrisedLayer {
  static final String CENTRES = "centres";
  static final String LOG_WIDTHS = "logWidths";
  static final String FITTED = "fitted";

  @JsonProperty private RadialFunction function = RadialFunction.GAUSSIAN;

  /** For deserialisation. */
  RadialUnits() {}

  /**
   * @param function the name of a radial function of the catalogue
   */
  public RadialUnits(long in, long out, String function) {
    this(in, out, RadialFunction.named(function));
  }

  RadialUnits(long in, long out, RadialFunction function) {
    super(in, out);
    this.function = function;
  }

  /** The function of the distance. */
  RadialFunction function() {
    return function;
  }

  @Override
  public List<Parameter> parameters() {
    double width = function.reach() * StrictMath.sqrt(2.0 * in());
    return List.of(
        new Parameter(
            CENTRES, Parameter.Role.OFFSET, Parameter.Start.normal(1, out(), in()), out(), in()),
        Parameter.offset(LOG_WIDTHS, StrictMath.log(width), 1, out()),
        Parameter.statistic(FITTED, 0, 1, 1));
  }

  @Override
  boolean startsOnFirstBatch() {
    return true;
  }

  @Override
  KernelLayer<?> layer(NeuralNetConfiguration configuration, DataType type) {
    return new RadialUnitsLayer(configuration, type);
  }
}

package dev.actzoo.layers;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * A stretch of a net's flat parameter vector that holds one parameter of one layer.
 *
 * @param layer the layer's name
 * @param parameter the parameter's name within the layer
 * @param role what an optimiser may do with it
 * @param offset where it starts in the flat vector
 * @param length how many numbers it holds
 * @param scale how small they are next to those of other layers of the kind; steps of the optimiser
 *     are as small
 */
public record ParameterSegment(
    String layer, String parameter, Parameter.Role role, int offset, int length, double scale) {

  /** A segment of parameters as large as most. */
  public ParameterSegment(
      String layer, String parameter, Parameter.Role role, int offset, int length) {
    this(layer, parameter, role, offset, length, 1);
  }

  /** The segments of a net, in the order of its flat vector; together they cover it. */
  public static List<ParameterSegment> of(ComputationGraph net) {
    List<ParameterSegment> segments = new ArrayList<>();
    int offset = 0;
    for (Layer layer : net.getLayers()) {
      org.deeplearning4j.nn.conf.layers.Layer configuration = layer.conf().getLayer();
      for (var entry : layer.paramTable().entrySet()) {
        int length = Math.toIntExact(entry.getValue().length());
        segments.add(
            new ParameterSegment(
                configuration.getLayerName(),
                entry.getKey(),
                role(configuration, entry.getKey()),
                offset,
                length,
                configuration instanceof ParametrisedLayer ours ? ours.scale() : 1));
        offset += length;
      }
    }
    return List.copyOf(segments);
  }

  private static Parameter.Role role(
      org.deeplearning4j.nn.conf.layers.Layer configuration, String parameter) {
    if (configuration instanceof ParametrisedLayer ours) {
      return ours.role(parameter);
    }
    ParamInitializer stock = configuration.initializer();
    return stock.isWeightParam(configuration, parameter)
        ? Parameter.Role.WEIGHT
        : Parameter.Role.OFFSET;
  }

  /** How many parameters of a net are trained. */
  public static long trained(ComputationGraph net) {
    return of(net).stream()
        .filter(segment -> segment.role() != Parameter.Role.STATISTIC)
        .mapToLong(ParameterSegment::length)
        .sum();
  }
}

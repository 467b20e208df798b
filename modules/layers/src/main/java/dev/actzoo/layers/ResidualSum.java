package dev.actzoo.layers;

import java.util.Objects;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The activation of the sum of two arrays of one shape: the end of a residual block (He et al.,
 * arXiv 1512.03385).
 */
public final class ResidualSum extends GraphVertex {
  private static final long serialVersionUID = 1L;

  @JsonProperty private String activation = "identity";
  @JsonProperty private double scale = 1;

  /** A sum with nothing over it. */
  public ResidualSum() {}

  /**
   * @param activation a name or alias of the catalogue
   * @throws dev.actzoo.input.BadInputException if the catalogue has no such activation
   */
  public ResidualSum(String activation) {
    this(activation, 1);
  }

  /**
   * @param activation a name or alias of the catalogue
   * @param scale what the sum is multiplied by before the activation, which has no map before it to
   *     carry the factor
   * @throws dev.actzoo.input.BadInputException if the catalogue has no such activation
   */
  public ResidualSum(String activation, double scale) {
    this.activation = FusedActivation.canonical(activation);
    this.scale = scale;
  }

  /** The canonical name of the activation. */
  public String activation() {
    return activation;
  }

  @Override
  public ResidualSum clone() {
    return new ResidualSum(activation, scale);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ResidualSum that
        && that.activation.equals(activation)
        && that.scale == scale;
  }

  @Override
  public int hashCode() {
    return Objects.hash(activation, scale);
  }

  @Override
  public long numParams(boolean backprop) {
    return 0;
  }

  @Override
  public int minVertexInputs() {
    return 2;
  }

  @Override
  public int maxVertexInputs() {
    return 2;
  }

  @Override
  public org.deeplearning4j.nn.graph.vertex.GraphVertex instantiate(
      ComputationGraph graph,
      String name,
      int index,
      INDArray parameters,
      boolean initialise,
      DataType type) {
    return new ResidualSumVertex(graph, name, index, activation, scale, type);
  }

  @Override
  public InputType getOutputType(int index, InputType... fed) {
    if (!fed[0].equals(fed[1])) {
      throw new IllegalStateException(
          "a sum is of two like arrays, not of %s and %s".formatted(fed[0], fed[1]));
    }
    return fed[0];
  }

  @Override
  public MemoryReport getMemoryReport(InputType... fed) {
    return new LayerMemoryReport.Builder(null, ResidualSum.class, fed[0], fed[0])
        .standardMemory(0, 0)
        .workingMemory(0, 0, 0, 0)
        .cacheMemory(0, 0)
        .build();
  }
}

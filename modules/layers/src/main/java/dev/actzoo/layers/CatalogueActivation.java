package dev.actzoo.layers;

import dev.actzoo.kernels.Kernels;
import dev.actzoo.kernels.Pointwise;
import java.util.Objects;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A catalogue activation as DL4J's {@link IActivation}, for any DL4J layer. As that contract has
 * it, both directions work in place on the array they are given.
 */
public final class CatalogueActivation implements IActivation {
  private static final long serialVersionUID = 1L;

  private final String activation;

  /**
   * @param activation a name or alias of the catalogue
   * @throws dev.actzoo.input.BadInputException if the catalogue has no such ridge function
   */
  @JsonCreator
  public CatalogueActivation(@JsonProperty("activation") String activation) {
    this.activation = FusedActivation.canonical(activation);
  }

  /** The canonical name. */
  @JsonProperty("activation")
  public String activation() {
    return activation;
  }

  @Override
  public INDArray getActivation(INDArray in, boolean training) {
    Kernels kernels = Kernels.of(in.dataType());
    InPlace.on(in, dense -> kernels.activate(pointwise(), dense, dense));
    return in;
  }

  @Override
  public Pair<INDArray, INDArray> backprop(INDArray in, INDArray epsilon) {
    Kernels kernels = Kernels.of(in.dataType());
    Pointwise f = pointwise();
    InPlace.on(
        in,
        kept -> {
          INDArray gradientOut = epsilon.dup('c');
          if (f.backwardNeeds() == Pointwise.Needs.OUTPUT) {
            kernels.activate(f, kept, kept);
          }
          kernels.activateBackward(f, kept, gradientOut, kept);
        });
    return new Pair<>(in, null);
  }

  private Pointwise pointwise() {
    return Pointwise.named(activation);
  }

  @Override
  public int numParams(int inputSize) {
    return 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CatalogueActivation that && that.activation.equals(activation);
  }

  @Override
  public int hashCode() {
    return Objects.hash(activation);
  }

  @Override
  public String toString() {
    return activation;
  }
}

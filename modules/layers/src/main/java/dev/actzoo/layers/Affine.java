package dev.actzoo.layers;

import dev.actzoo.kernels.Kernels;
import dev.actzoo.kernels.Pointwise;
import java.util.Map;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** An affine map of rows by two parameters of a layer, W [in, out] and b [1, out]: in W + b. */
final class Affine {
  private final BaseLayer<?> layer;
  private final StepArrays arrays;
  private final String weights;
  private final String bias;
  private final Derived transposed = new Derived(StepArrays.TRANSPOSED);

  /**
   * @param arrays the layer's
   * @param weights the name of W
   * @param bias the name of b
   */
  Affine(BaseLayer<?> layer, StepArrays arrays, String weights, String bias) {
    this.layer = layer;
    this.arrays = arrays;
    this.weights = weights;
    this.bias = bias;
  }

  void forward(INDArray in, INDArray out) {
    forward(in, Pointwise.IDENTITY, out);
  }

  /** out = then(in W + b). */
  void forward(INDArray in, Pointwise then, INDArray out) {
    kernels(in).matmul(in, layer.getParam(weights), 1, layer.getParam(bias), then, out);
  }

  void backwardInput(INDArray gradientOut, INDArray gradientIn) {
    INDArray backwards = transposed.of(layer.getParam(weights));
    kernels(gradientOut).matmul(gradientOut, backwards, 1, null, gradientIn);
  }

  /** Writes the gradients of W and b to those of their names. */
  void backwardParameters(INDArray in, INDArray gradientOut, Map<String, INDArray> gradients) {
    INDArray columns = arrays.view(in, StepArrays.TRANSPOSED);
    kernels(in).matmul(columns, gradientOut, 1, null, gradients.get(weights));
    kernels(in).columnSums(gradientOut, gradients.get(bias));
  }

  private static Kernels kernels(INDArray array) {
    return Kernels.of(array.dataType());
  }
}

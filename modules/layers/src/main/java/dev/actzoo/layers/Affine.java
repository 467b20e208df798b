package dev.actzoo.layers;

import dev.actzoo.kernels.Kernels;
import dev.actzoo.kernels.Pointwise;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * An affine map of rows, out = in W + b.
 *
 * @param weights W, [in, out]
 * @param bias b, [1, out]
 */
record Affine(INDArray weights, INDArray bias) {
  void forward(INDArray in, INDArray out) {
    forward(in, Pointwise.IDENTITY, out);
  }

  /** out = then(in W + b). */
  void forward(INDArray in, Pointwise then, INDArray out) {
    kernels().matmul(in, weights, 1, bias, then, out);
  }

  void backwardInput(INDArray gradientOut, INDArray gradientIn) {
    kernels().matmul(gradientOut, weights.transpose(), 1, null, gradientIn);
  }

  /** Writes the gradients of W and b into {@code gradient}, an affine map of the same shapes. */
  void backwardParameters(INDArray in, INDArray gradientOut, Affine gradient) {
    kernels().matmul(in.transpose(), gradientOut, 1, null, gradient.weights());
    kernels().columnSums(gradientOut, gradient.bias());
  }

  private Kernels kernels() {
    return Kernels.of(weights.dataType());
  }
}

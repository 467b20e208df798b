package dev.actzoo.layers;

import dev.actzoo.kernels.ConvolutionShape;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Runs {@link Convolution}; keeps its input for the backward pass, nothing else. */
final class ConvolutionLayer extends KernelLayer<Convolution> {
  ConvolutionLayer(NeuralNetConfiguration net, DataType type) {
    super(net, type);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    input = Dense.of(workspaces, ArrayType.INPUT, input);
    ConvolutionShape shape = shape();
    INDArray out =
        arrays.create(
            workspaces,
            ArrayType.ACTIVATIONS,
            dataType,
            shape.batch(),
            shape.outputHeight(),
            shape.outputWidth(),
            shape.out());
    INDArray bias = layerConf().biased() ? getParam(Convolution.BIAS) : null;
    INDArray weights = getParam(Convolution.WEIGHTS);
    kernels().convolution(shape, input, weights, bias, out);
    FirstBatch first = firstBatch();
    if (first != null) {
      first.scale(this, layerConf().start(), out, weights, weights.length() / weights.size(0));
      kernels().convolution(shape, input, weights, bias, out);
    }
    return out;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray gradientOut, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    ConvolutionShape shape = shape();
    INDArray dense = Dense.of(workspaces, ArrayType.BP_WORKING_MEM, gradientOut);
    kernels()
        .convolutionBackwardWeights(
            shape,
            input,
            dense,
            gradientViews.get(Convolution.WEIGHTS),
            gradientViews.get(Convolution.BIAS));
    if (layerConf().first()) {
      return Pair.of(gradients(), null);
    }
    INDArray gradientIn = newGradientIn(workspaces);
    kernels().convolutionBackwardData(shape, getParam(Convolution.WEIGHTS), dense, gradientIn);
    return Pair.of(gradients(), gradientIn);
  }

  private ConvolutionShape shape() {
    return layerConf().shape(input.size(0), input.size(1), input.size(2));
  }
}

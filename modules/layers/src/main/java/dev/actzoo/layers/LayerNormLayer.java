package dev.actzoo.layers;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Runs {@link LayerNorm}; keeps the mean and variance of each row. */
final class LayerNormLayer extends KernelLayer<LayerNorm> {
  private transient @Nullable INDArray mean;
  private transient @Nullable INDArray variance;

  LayerNormLayer(NeuralNetConfiguration configuration, DataType type) {
    super(configuration, type);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    INDArray in = denseInput(workspaces);
    long rows = in.length() / in.size(-1);
    mean = newKept(training, workspaces, rows);
    variance = newKept(training, workspaces, rows);
    INDArray out = newOutput(workspaces);
    kernels()
        .layerNorm(
            in,
            getParam(LayerNorm.GAIN),
            getParam(LayerNorm.SHIFT),
            mean,
            variance,
            layerConf().epsilon(),
            out);
    return out;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray gradientOut, LayerWorkspaceMgr workspaces) {
    INDArray in = denseInput(workspaces);
    INDArray gradientIn = newGradientIn(workspaces);
    kernels()
        .layerNormBackward(
            in,
            getParam(LayerNorm.GAIN),
            mean,
            variance,
            layerConf().epsilon(),
            denseGradient(gradientOut, workspaces),
            gradientIn,
            gradientViews.get(LayerNorm.GAIN),
            gradientViews.get(LayerNorm.SHIFT));
    return Pair.of(gradients(), gradientIn);
  }

  @Override
  public void clear() {
    super.clear();
    mean = null;
    variance = null;
  }
}

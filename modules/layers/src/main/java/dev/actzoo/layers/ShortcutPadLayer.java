package dev.actzoo.layers;

import dev.actzoo.kernels.ConvolutionShape;
import dev.actzoo.kernels.Kernels;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Runs {@link ShortcutPad} as a 1x1 convolution whose fixed weights are the identity. */
final class ShortcutPadLayer extends StatelessLayer<ShortcutPad> {
  ShortcutPadLayer(NeuralNetConfiguration configuration, DataType type) {
    super(configuration, type);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    input = Dense.of(workspaces, ArrayType.INPUT, input);
    ConvolutionShape shape = shape();
    INDArray out =
        Dense.create(
            workspaces,
            ArrayType.ACTIVATIONS,
            input,
            shape.batch(),
            shape.outputHeight(),
            shape.outputWidth(),
            shape.out());
    Kernels.of(input.dataType())
        .convolution(shape, input, identity(ArrayType.FF_WORKING_MEM, workspaces), null, out);
    return out;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    INDArray gradientIn = Dense.create(workspaces, ArrayType.ACTIVATION_GRAD, input, input.shape());
    Kernels.of(input.dataType())
        .convolutionBackwardData(
            shape(),
            identity(ArrayType.BP_WORKING_MEM, workspaces),
            Dense.of(workspaces, ArrayType.BP_WORKING_MEM, epsilon),
            gradientIn);
    return Pair.of(new DefaultGradient(), gradientIn);
  }

  private INDArray identity(ArrayType place, LayerWorkspaceMgr workspaces) {
    ConvolutionShape shape = shape();
    INDArray weights = Dense.create(workspaces, place, input, shape.out(), shape.in(), 1, 1);
    weights.assign(0);
    for (long channel = 0; channel < shape.in(); channel++) {
      weights.putScalar(channel * shape.in() + channel, 1);
    }
    return weights;
  }

  private ConvolutionShape shape() {
    return layerConf().shape(input.size(0), input.size(1), input.size(2));
  }
}

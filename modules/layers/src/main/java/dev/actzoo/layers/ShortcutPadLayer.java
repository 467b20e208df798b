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
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Runs {@link ShortcutPad} as a strided copy into zeros. */
final class ShortcutPadLayer extends StatelessLayer<ShortcutPad> {
  ShortcutPadLayer(NeuralNetConfiguration configuration, DataType type) {
    super(configuration, type);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    input = Dense.of(workspaces, ArrayType.INPUT, input);
    ConvolutionShape shape = shape();
    long[] size = {shape.batch(), shape.outputHeight(), shape.outputWidth(), shape.out()};
    INDArray out = workspaces.create(ArrayType.ACTIVATIONS, input.dataType(), size, 'c');
    Kernels.of(input.dataType()).copy(everyStride(input), firstChannels(out));
    return out;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    INDArray gradientOut = Dense.of(workspaces, ArrayType.BP_WORKING_MEM, epsilon);
    INDArray gradientIn =
        workspaces.create(ArrayType.ACTIVATION_GRAD, input.dataType(), input.shape(), 'c');
    Kernels.of(input.dataType()).copy(firstChannels(gradientOut), everyStride(gradientIn));
    return Pair.of(new DefaultGradient(), gradientIn);
  }

  private INDArray everyStride(INDArray images) {
    int stride = layerConf().stride();
    return images.get(
        NDArrayIndex.all(),
        NDArrayIndex.interval(0, stride, images.size(1)),
        NDArrayIndex.interval(0, stride, images.size(2)),
        NDArrayIndex.all());
  }

  private INDArray firstChannels(INDArray images) {
    return images.get(
        NDArrayIndex.all(),
        NDArrayIndex.all(),
        NDArrayIndex.all(),
        NDArrayIndex.interval(0, input.size(3)));
  }

  private ConvolutionShape shape() {
    return layerConf().shape(input.size(0), input.size(1), input.size(2));
  }
}

package dev.actzoo.layers;

import dev.actzoo.kernels.ConvolutionShape;
import dev.actzoo.kernels.Kernels;
import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Runs {@link ShortcutPad} as a strided copy into zeros. */
final class ShortcutPadLayer extends StatelessLayer<ShortcutPad> {
  private final transient UnaryOperator<INDArray> everyStride = this::everyStride;
  private final transient UnaryOperator<INDArray> firstChannels = this::firstChannels;

  ShortcutPadLayer(NeuralNetConfiguration configuration, DataType type) {
    super(configuration, type);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    input = Dense.of(workspaces, ArrayType.INPUT, input);
    ConvolutionShape shape = shape();
    long[] size = {shape.batch(), shape.outputHeight(), shape.outputWidth(), shape.out()};
    INDArray out = arrays.zeros(workspaces, ArrayType.ACTIVATIONS, input.dataType(), size);
    Kernels.of(input.dataType())
        .copy(arrays.view(input, everyStride), arrays.view(out, firstChannels));
    return out;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    INDArray gradientOut = Dense.of(workspaces, ArrayType.BP_WORKING_MEM, epsilon);
    INDArray gradientIn =
        arrays.zeros(workspaces, ArrayType.ACTIVATION_GRAD, input.dataType(), input.shape());
    Kernels.of(input.dataType())
        .copy(arrays.view(gradientOut, firstChannels), arrays.view(gradientIn, everyStride));
    return Pair.of(NO_GRADIENT, gradientIn);
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
        NDArrayIndex.interval(0, layerConf().in()));
  }

  private ConvolutionShape shape() {
    return layerConf().shape(input.size(0), input.size(1), input.size(2));
  }
}

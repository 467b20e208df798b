package dev.actzoo.layers;

import dev.actzoo.kernels.FormulaPointwise;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Runs {@link LearnedActivation}; keeps its input. */
final class LearnedActivationLayer extends KernelLayer<LearnedActivation> {
  private static final long serialVersionUID = 1L;

  LearnedActivationLayer(NeuralNetConfiguration configuration, DataType type) {
    super(configuration, type);
  }

  private List<INDArray> parameters(FormulaPointwise f) {
    return f.learned().stream().map(parameter -> getParam(parameter.name())).toList();
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    input = Dense.of(workspaces, ArrayType.INPUT, input);
    INDArray out = arrays.create(workspaces, ArrayType.ACTIVATIONS, dataType, input.shape());
    FormulaPointwise f = layerConf().function();
    kernels().activate(f, input, parameters(f), out);
    return out;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    INDArray in = Dense.of(workspaces, ArrayType.INPUT, input);
    INDArray gradientOut = Dense.of(workspaces, ArrayType.BP_WORKING_MEM, epsilon);
    INDArray gradientIn = newGradientIn(workspaces);
    FormulaPointwise f = layerConf().function();
    List<INDArray> gradients =
        f.learned().stream().map(parameter -> gradientViews.get(parameter.name())).toList();
    kernels().activateBackward(f, in, parameters(f), gradientOut, gradientIn, gradients);
    return Pair.of(gradients(), gradientIn);
  }
}

package dev.actzoo.layers;

import dev.actzoo.kernels.Kernels;
import dev.actzoo.kernels.Pointwise;
import java.util.Objects;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Runs {@link GatedUnit}; keeps both halves and the opened gate. */
final class GatedUnitLayer extends StatelessLayer<GatedUnit> {
  private transient @Nullable INDArray gate;
  private transient @Nullable INDArray value;
  private transient @Nullable INDArray opened;

  GatedUnitLayer(NeuralNetConfiguration configuration, DataType type) {
    super(configuration, type);
  }

  private Pointwise function() {
    return Pointwise.named(layerConf().gate());
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    input = Dense.of(workspaces, ArrayType.INPUT, input);
    INDArray rows = arrays.rows(input);
    Kernels kernels = Kernels.of(input.dataType());
    ArrayType place = training ? ArrayType.ACTIVATIONS : ArrayType.FF_WORKING_MEM;
    long[] half = {rows.size(0), rows.size(1) / 2};
    gate = arrays.create(workspaces, place, input.dataType(), half);
    value = arrays.create(workspaces, place, input.dataType(), half);
    opened = arrays.create(workspaces, place, input.dataType(), half);
    kernels.copy(half(rows, 0), gate);
    kernels.copy(half(rows, 1), value);
    kernels.activate(function(), gate, opened);
    long[] shape = input.shape().clone();
    shape[shape.length - 1] = half[1];
    INDArray out = arrays.create(workspaces, ArrayType.ACTIVATIONS, input.dataType(), shape);
    kernels.multiply(opened, value, arrays.rows(out));
    return out;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    INDArray closed = Objects.requireNonNull(gate, "backward pass before forward pass");
    INDArray open = Objects.requireNonNull(opened);
    INDArray other = Objects.requireNonNull(value);
    Kernels kernels = Kernels.of(input.dataType());
    INDArray gradientOut = arrays.rows(Dense.of(workspaces, ArrayType.BP_WORKING_MEM, epsilon));
    INDArray gradientIn = arrays.like(workspaces, ArrayType.ACTIVATION_GRAD, input);
    INDArray rows = arrays.rows(gradientIn);
    INDArray scratch =
        arrays.create(workspaces, ArrayType.BP_WORKING_MEM, input.dataType(), open.shape());
    kernels.multiply(gradientOut, open, scratch);
    kernels.copy(scratch, half(rows, 1));
    kernels.multiply(gradientOut, other, scratch);
    boolean readsOutput = function().backwardNeeds() == Pointwise.Needs.OUTPUT;
    kernels.activateBackward(function(), readsOutput ? open : closed, scratch, scratch);
    kernels.copy(scratch, half(rows, 0));
    return Pair.of(NO_GRADIENT, gradientIn);
  }

  private static INDArray half(INDArray rows, int which) {
    long size = rows.size(1) / 2;
    return rows.get(NDArrayIndex.all(), NDArrayIndex.interval(which * size, (which + 1) * size));
  }

  @Override
  public void clear() {
    super.clear();
    gate = null;
    value = null;
    opened = null;
  }
}

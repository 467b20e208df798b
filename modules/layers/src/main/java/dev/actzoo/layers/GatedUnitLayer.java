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

/** Runs {@link GatedUnit}; keeps the opened gate, and what else its kernel asks for. */
final class GatedUnitLayer extends StatelessLayer<GatedUnit> {
  private transient @Nullable INDArray room;
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
    long half = rows.size(1) / 2;
    long roomLength = kernels.gateRoomLength(function(), rows.size(0), half);
    room = roomLength == 0 ? null : arrays.create(workspaces, place, input.dataType(), roomLength);
    opened =
        training ? arrays.create(workspaces, place, input.dataType(), rows.size(0), half) : null;
    long[] shape = input.shape().clone();
    shape[shape.length - 1] = half;
    INDArray out = arrays.create(workspaces, ArrayType.ACTIVATIONS, input.dataType(), shape);
    kernels.gate(function(), rows, room, opened, arrays.rows(out));
    return out;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    INDArray open = Objects.requireNonNull(opened, "backward pass before forward pass");
    INDArray gradientOut = Dense.of(workspaces, ArrayType.BP_WORKING_MEM, epsilon);
    INDArray gradientIn = arrays.like(workspaces, ArrayType.ACTIVATION_GRAD, input);
    Kernels.of(input.dataType())
        .gateBackward(
            function(),
            arrays.rows(input),
            room,
            open,
            arrays.rows(gradientOut),
            arrays.rows(gradientIn));
    return Pair.of(NO_GRADIENT, gradientIn);
  }

  @Override
  public void clear() {
    super.clear();
    room = null;
    opened = null;
  }
}

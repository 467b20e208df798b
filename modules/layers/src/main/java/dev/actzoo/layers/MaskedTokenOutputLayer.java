package dev.actzoo.layers;

import dev.actzoo.kernels.Kernels;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseOutputLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Runs {@link MaskedTokenOutput}; the backward pass leaves the loss for the score. */
final class MaskedTokenOutputLayer extends BaseOutputLayer<MaskedTokenOutput>
    implements LogitOutput {
  private final transient StepArrays arrays = new StepArrays();
  private final transient Affine map =
      new Affine(this, arrays, MaskedTokenOutput.WEIGHTS, MaskedTokenOutput.BIAS);
  private transient int[] likeliest = {};
  private transient boolean givesLogits;
  private boolean scored;

  MaskedTokenOutputLayer(NeuralNetConfiguration configuration, DataType type) {
    super(configuration, type);
  }

  @Override
  public void giveLogits(boolean wanted) {
    givesLogits = wanted;
  }

  @Override
  public void setInput(INDArray newInput, LayerWorkspaceMgr workspaces) {
    super.setInput(newInput, workspaces);
    scored = false;
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    INDArray in = Dense.of(workspaces, ArrayType.INPUT, input);
    INDArray out =
        arrays.create(
            workspaces,
            ArrayType.ACTIVATIONS,
            in.dataType(),
            in.size(0),
            in.size(1),
            layerConf().getNOut());
    map.forward(arrays.rows(in), arrays.rows(out));
    if (!givesLogits) {
      kernels().softmax(arrays.rows(out), arrays.rows(out));
    }
    return out;
  }

  @Override
  public double computeScore(
      double regularisation, boolean training, LayerWorkspaceMgr workspaces) {
    if (!scored) {
      MaskedPositions positions = positions(ArrayType.FF_WORKING_MEM, workspaces);
      INDArray in = gathered(positions, ArrayType.FF_WORKING_MEM, workspaces);
      rowGradients(positions, in, ArrayType.FF_WORKING_MEM, workspaces);
    }
    return score + regularisation;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray none, LayerWorkspaceMgr workspaces) {
    MaskedPositions positions = positions(ArrayType.BP_WORKING_MEM, workspaces);
    INDArray in = gathered(positions, ArrayType.BP_WORKING_MEM, workspaces);
    INDArray scoreGradient = rowGradients(positions, in, ArrayType.BP_WORKING_MEM, workspaces);

    double scale = (double) input.size(0) / Math.max(1, positions.count());
    INDArray gathered = arrays.like(workspaces, ArrayType.BP_WORKING_MEM, in);
    map.backwardInput(scoreGradient, gathered);
    INDArray gradientIn =
        arrays.zeros(workspaces, ArrayType.ACTIVATION_GRAD, dataType, input.shape());
    positions.scatter(gathered, scale, arrays.rows(gradientIn));

    INDArray rowWeights = workspaces.create(ArrayType.BP_WORKING_MEM, dataType, 1, in.size(0));
    positions.fillRowWeights(rowWeights, scale);
    in.muli(scale);
    INDArray weightGradient = gradientViews.get(MaskedTokenOutput.WEIGHTS);
    INDArray biasGradient = gradientViews.get(MaskedTokenOutput.BIAS);
    kernels().matmul(in.transpose(), scoreGradient, 1, null, weightGradient);
    kernels().matmul(rowWeights, scoreGradient, 1, null, biasGradient);
    gradient = new DefaultGradient();
    gradient.setGradientFor(MaskedTokenOutput.WEIGHTS, weightGradient);
    gradient.setGradientFor(MaskedTokenOutput.BIAS, biasGradient);
    return Pair.of(gradient, gradientIn);
  }

  private MaskedPositions positions(ArrayType scratch, LayerWorkspaceMgr workspaces) {
    if (labels == null || maskArray == null) {
      throw new IllegalStateException(
          "labels and a label mask have to be given, both [batch, length] " + layerId());
    }
    return MaskedPositions.of(
        Dense.of(workspaces, scratch, dataType, labels),
        Dense.of(workspaces, scratch, dataType, maskArray),
        layerConf().getNOut());
  }

  private INDArray gathered(
      MaskedPositions positions, ArrayType scratch, LayerWorkspaceMgr workspaces) {
    INDArray in = arrays.rows(Dense.of(workspaces, ArrayType.INPUT, input));
    INDArray out = workspaces.create(scratch, dataType, positions.rows(), in.size(1));
    positions.gather(in, out);
    return out;
  }

  /** The gradient of each row's loss by its logits; the mean loss becomes the score. */
  private INDArray rowGradients(
      MaskedPositions positions, INDArray in, ArrayType scratch, LayerWorkspaceMgr workspaces) {
    INDArray out =
        arrays.create(workspaces, scratch, in.dataType(), in.size(0), layerConf().getNOut());
    map.forward(in, out);
    if (likeliest.length < positions.count()) {
      likeliest = new int[positions.rows()];
    }
    double below = positions.below(out, likeliest);
    kernels().softmax(out, out);
    score = positions.loss(out, below, likeliest);
    scored = true;
    return out;
  }

  private Kernels kernels() {
    return Kernels.of(dataType);
  }

  /** The feature mask ends here: which positions count is the label mask's to say. */
  @Override
  public @Nullable Pair<INDArray, MaskState> feedForwardMaskArray(
      @Nullable INDArray mask, MaskState state, int batch) {
    return null;
  }

  @Override
  public INDArray computeScoreForExamples(double regularisation, LayerWorkspaceMgr workspaces) {
    throw new UnsupportedOperationException(
        "the loss is a mean over positions, not over examples " + layerId());
  }

  @Override
  protected INDArray getLabels2d(LayerWorkspaceMgr workspaces, ArrayType place) {
    return workspaces.leverageTo(place, labels);
  }
}

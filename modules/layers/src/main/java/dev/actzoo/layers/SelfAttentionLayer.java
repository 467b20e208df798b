package dev.actzoo.layers;

import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Runs {@link SelfAttention}. Queries, keys and values are strided views of the packed projection;
 * what the backward pass reads is kept: that projection, the attention weights (before and, where
 * there is dropout, after it), the dropout mask and the heads' joined outputs.
 */
final class SelfAttentionLayer extends KernelLayer<SelfAttention> {
  private static final int QUERY = 0;
  private static final int KEY = 1;
  private static final int VALUE = 2;

  /** Added to the scores of padding: far enough for a weight of exactly 0, and finite. */
  private static final double PADDING_SCORE = -1e9;

  private transient @Nullable INDArray packed;
  private transient @Nullable INDArray weights;
  private transient @Nullable INDArray droppedWeights;
  private transient @Nullable INDArray mask;
  private transient @Nullable INDArray joined;

  SelfAttentionLayer(NeuralNetConfiguration configuration, DataType type) {
    super(configuration, type);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    INDArray in = inputRows(workspaces);
    long batch = input.size(0);
    long length = input.size(1);
    long features = input.size(2);

    packed = newKept(training, workspaces, in.size(0), 3 * features);
    inputMap().forward(in, packed);

    weights = newKept(training, workspaces, batch, layerConf().heads(), length, length);
    INDArray keys = part(packed, KEY);
    kernels()
        .matmul(part(packed, QUERY), swapped(keys), scale(), paddingScores(workspaces), weights);
    kernels().softmax(weights, weights);
    droppedWeights = weights;
    if (training && layerConf().dropout() > 0) {
      droppedWeights = newKept(true, workspaces, weights.shape());
      mask = newKept(true, workspaces, weights.shape());
      dropoutMask().fill(mask);
      kernels().multiply(weights, mask, droppedWeights);
    }

    joined = newKept(training, workspaces, in.size(0), features);
    kernels().matmul(droppedWeights, part(packed, VALUE), 1, null, heads(joined));
    INDArray out = newOutput(workspaces);
    outputMap().forward(joined, Dense.rows(out));
    return out;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray gradientOut, LayerWorkspaceMgr workspaces) {
    INDArray in = inputRows(workspaces);
    INDArray rows = gradientRows(gradientOut, workspaces);

    outputMap().backwardParameters(joined, rows, outputGradient());
    INDArray joinedGradient = scratch(workspaces, joined.shape());
    outputMap().backwardInput(rows, joinedGradient);
    INDArray headGradients = heads(joinedGradient);

    INDArray packedGradient = scratch(workspaces, packed.shape());
    kernels().matmul(swapped(droppedWeights), headGradients, 1, null, part(packedGradient, VALUE));
    INDArray scoreGradient = scratch(workspaces, weights.shape());
    kernels().matmul(headGradients, swapped(part(packed, VALUE)), 1, null, scoreGradient);
    if (layerConf().dropout() > 0) {
      kernels().multiply(scoreGradient, mask, scoreGradient);
    }
    kernels().softmaxBackward(weights, scoreGradient, scoreGradient);
    kernels().matmul(scoreGradient, part(packed, KEY), scale(), null, part(packedGradient, QUERY));
    kernels()
        .matmul(
            swapped(scoreGradient), part(packed, QUERY), scale(), null, part(packedGradient, KEY));

    inputMap().backwardParameters(in, packedGradient, inputGradient());
    INDArray gradientIn = newGradientIn(workspaces);
    inputMap().backwardInput(packedGradient, Dense.rows(gradientIn));
    return Pair.of(gradients(), gradientIn);
  }

  /**
   * Queries, keys or values in [batch * length, 3 features], as [batch, heads, length, features /
   * heads].
   */
  private INDArray part(INDArray packedRows, int part) {
    long heads = layerConf().heads();
    long size = input.size(2) / heads;
    return packedRows
        .reshape('c', input.size(0), input.size(1), 3, heads, size)
        .get(
            NDArrayIndex.all(),
            NDArrayIndex.all(),
            NDArrayIndex.point(part),
            NDArrayIndex.all(),
            NDArrayIndex.all())
        .permute(0, 2, 1, 3);
  }

  /** [batch * length, features] as [batch, heads, length, features / heads]. */
  private INDArray heads(INDArray rows) {
    long heads = layerConf().heads();
    return rows.reshape('c', input.size(0), input.size(1), heads, input.size(2) / heads)
        .permute(0, 2, 1, 3);
  }

  private static INDArray swapped(INDArray matrices) {
    return matrices.permute(0, 1, 3, 2);
  }

  private double scale() {
    return 1 / Math.sqrt((double) input.size(2) / layerConf().heads());
  }

  /** What the padding mask adds to the scores, [batch, 1, 1, length]. */
  private @Nullable INDArray paddingScores(LayerWorkspaceMgr workspaces) {
    if (maskArray == null) {
      return null;
    }
    int batch = Math.toIntExact(input.size(0));
    int length = Math.toIntExact(input.size(1));
    INDArray scores =
        workspaces.createUninitialized(ArrayType.FF_WORKING_MEM, dataType, batch, 1, 1, length);
    scores.assign(maskArray.reshape(batch, 1, 1, length));
    HostValues values = HostValues.of(scores);
    for (int start = 0; start < batch * length; start += length) {
      setPaddingScores(values, start, start + length);
    }
    return scores;
  }

  /** Turns the mask of one sequence into its scores. */
  private static void setPaddingScores(HostValues values, int start, int end) {
    boolean anyToken = IntStream.range(start, end).anyMatch(i -> values.at(i) != 0);
    for (int i = start; i < end; i++) {
      values.set(i, anyToken && values.at(i) == 0 ? PADDING_SCORE : 0);
    }
  }

  private DropoutMask dropoutMask() {
    return DropoutMask.of(
        layerConf().dropout(), conf.getSeed(), layerConf().getLayerName(), getIterationCount());
  }

  private Affine inputMap() {
    return affine(SelfAttention.INPUT_WEIGHTS, SelfAttention.INPUT_BIAS);
  }

  private Affine inputGradient() {
    return affineGradient(SelfAttention.INPUT_WEIGHTS, SelfAttention.INPUT_BIAS);
  }

  private Affine outputMap() {
    return affine(SelfAttention.OUTPUT_WEIGHTS, SelfAttention.OUTPUT_BIAS);
  }

  private Affine outputGradient() {
    return affineGradient(SelfAttention.OUTPUT_WEIGHTS, SelfAttention.OUTPUT_BIAS);
  }

  @Override
  public void clear() {
    super.clear();
    packed = null;
    weights = null;
    droppedWeights = null;
    mask = null;
    joined = null;
  }
}

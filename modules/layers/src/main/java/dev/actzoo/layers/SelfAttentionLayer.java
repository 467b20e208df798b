package dev.actzoo.layers;

import java.util.function.UnaryOperator;
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
  private static final UnaryOperator<INDArray> SWAPPED = matrices -> matrices.permute(0, 1, 3, 2);

  /** Added to the scores of padding: far enough for a weight of exactly 0, and finite. */
  private static final double PADDING_SCORE = -1e9;

  private final transient Affine inputMap =
      affine(SelfAttention.INPUT_WEIGHTS, SelfAttention.INPUT_BIAS);
  private final transient Affine outputMap =
      affine(SelfAttention.OUTPUT_WEIGHTS, SelfAttention.OUTPUT_BIAS);
  private final transient UnaryOperator<INDArray> query = packed -> part(packed, 0);
  private final transient UnaryOperator<INDArray> key = packed -> part(packed, 1);
  private final transient UnaryOperator<INDArray> value = packed -> part(packed, 2);
  private final transient UnaryOperator<INDArray> heads = this::heads;

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

    packed = newKept(training, workspaces, batch, length, 3 * features);
    inputMap.forward(in, arrays.rows(packed));

    weights = newKept(training, workspaces, batch, layerConf().heads(), length, length);
    INDArray queries = arrays.view(packed, query);
    INDArray keys = arrays.view(packed, key);
    kernels().matmul(queries, swapped(keys), scale(), paddingScores(workspaces), weights);
    kernels().softmax(weights, weights);
    droppedWeights = weights;
    if (training && layerConf().dropout() > 0) {
      droppedWeights = newKept(true, workspaces, weights.shape());
      mask = newKept(true, workspaces, weights.shape());
      dropoutMask().fill(mask);
      kernels().multiply(weights, mask, droppedWeights);
    }

    joined = newKept(training, workspaces, batch, length, features);
    INDArray outputs = arrays.view(joined, heads);
    kernels().matmul(droppedWeights, arrays.view(packed, value), 1, null, outputs);
    INDArray out = newOutput(workspaces);
    outputMap.forward(arrays.rows(joined), arrays.rows(out));
    return out;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray gradientOut, LayerWorkspaceMgr workspaces) {
    INDArray in = inputRows(workspaces);
    INDArray rows = gradientRows(gradientOut, workspaces);

    outputMap.backwardParameters(arrays.rows(joined), rows, gradientViews);
    INDArray joinedGradient = scratch(workspaces, joined.shape());
    outputMap.backwardInput(rows, arrays.rows(joinedGradient));
    INDArray headGradients = arrays.view(joinedGradient, heads);

    INDArray packedGradient = scratch(workspaces, packed.shape());
    INDArray toValues = arrays.view(packedGradient, value);
    kernels().matmul(swapped(droppedWeights), headGradients, 1, null, toValues);
    INDArray scoreGradient = scratch(workspaces, weights.shape());
    INDArray values = arrays.view(packed, value);
    kernels().matmul(headGradients, swapped(values), 1, null, scoreGradient);
    if (layerConf().dropout() > 0) {
      kernels().multiply(scoreGradient, mask, scoreGradient);
    }
    kernels().softmaxBackward(weights, scoreGradient, scoreGradient);
    INDArray queries = arrays.view(packed, query);
    INDArray keys = arrays.view(packed, key);
    INDArray toQueries = arrays.view(packedGradient, query);
    INDArray toKeys = arrays.view(packedGradient, key);
    kernels().matmul(scoreGradient, keys, scale(), null, toQueries);
    kernels().matmul(swapped(scoreGradient), queries, scale(), null, toKeys);

    INDArray packedRows = arrays.rows(packedGradient);
    inputMap.backwardParameters(in, packedRows, gradientViews);
    INDArray gradientIn = newGradientIn(workspaces);
    inputMap.backwardInput(packedRows, arrays.rows(gradientIn));
    return Pair.of(gradients(), gradientIn);
  }

  /**
   * Queries, keys or values in [batch, length, 3 features], as [batch, heads, length, features /
   * heads].
   */
  private INDArray part(INDArray all, int part) {
    long count = layerConf().heads();
    return all.reshape('c', all.size(0), all.size(1), 3, count, all.size(2) / 3 / count)
        .get(
            NDArrayIndex.all(),
            NDArrayIndex.all(),
            NDArrayIndex.point(part),
            NDArrayIndex.all(),
            NDArrayIndex.all())
        .permute(0, 2, 1, 3);
  }

  /** [batch, length, features] as [batch, heads, length, features / heads]. */
  private INDArray heads(INDArray all) {
    long count = layerConf().heads();
    return all.reshape('c', all.size(0), all.size(1), count, all.size(2) / count)
        .permute(0, 2, 1, 3);
  }

  private INDArray swapped(INDArray matrices) {
    return arrays.view(matrices, SWAPPED);
  }

  private double scale() {
    return 1 / Math.sqrt((double) input.size(2) / layerConf().heads());
  }

  /** What the padding mask adds to the scores, [batch, 1, 1, length]; null where it is nothing. */
  private @Nullable INDArray paddingScores(LayerWorkspaceMgr workspaces) {
    if (maskArray == null) {
      return null;
    }
    int batch = Math.toIntExact(input.size(0));
    int length = Math.toIntExact(input.size(1));
    INDArray scores =
        arrays.create(workspaces, ArrayType.FF_WORKING_MEM, dataType, batch, 1, 1, length);
    HostValues from =
        HostValues.of(Dense.of(workspaces, ArrayType.FF_WORKING_MEM, dataType, maskArray));
    HostValues to = HostValues.of(scores);
    boolean anyPadding = false;
    for (int start = 0; start < batch * length; start += length) {
      anyPadding |= setPaddingScores(from, to, start, start + length);
    }
    return anyPadding ? scores : null;
  }

  /** Sets the scores of one sequence; whether it is padded. */
  private static boolean setPaddingScores(HostValues mask, HostValues scores, int start, int end) {
    int tokens = 0;
    for (int i = start; i < end; i++) {
      tokens += mask.at(i) != 0 ? 1 : 0;
    }
    for (int i = start; i < end; i++) {
      scores.set(i, tokens > 0 && mask.at(i) == 0 ? PADDING_SCORE : 0);
    }
    return tokens > 0 && tokens < end - start;
  }

  private DropoutMask dropoutMask() {
    return DropoutMask.of(
        layerConf().dropout(), conf.getSeed(), layerConf().getLayerName(), getIterationCount());
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

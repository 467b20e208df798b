package dev.actzoo.benchmarks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Embedding;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.norm.LayerNorm;
import dev.actzoo.models.Bert;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * BERT with its classifier in PyTorch's operations under DJL, which has no fused attention: scores
 * by batched product, softmax, product.
 */
final class TorchBert implements TorchStep.Network {
  private static final float DROPOUT = (float) StepCase.DROPOUT;
  private static final float EPSILON = 1e-12f;
  private static final double DEVIATION = 0.02;

  private final Bert.Size size;
  private final TorchParameters parameters;
  private final NDArray tokens;
  private final NDArray positions;
  private final Pair norm;
  private final List<Block> blocks = new ArrayList<>();
  private final Pair pooler;
  private final Pair classifier;

  /** Weight and bias, or gain and shift. */
  private record Pair(NDArray weight, NDArray bias) {}

  private record Block(
      Pair packed, Pair joined, Pair attentionNorm, Pair up, Pair down, Pair outputNorm) {}

  TorchBert(StepCase step, TorchParameters parameters) {
    this.size = Objects.requireNonNull(step.encoder());
    this.parameters = parameters;
    int hidden = size.hidden();
    tokens = parameters.weight(DEVIATION, StepCase.VOCABULARY, hidden);
    positions = parameters.weight(DEVIATION, StepCase.LENGTH, hidden);
    norm = norm();
    for (int block = 0; block < size.blocks(); block++) {
      blocks.add(
          new Block(
              map(hidden, 3 * hidden),
              map(hidden, hidden),
              norm(),
              map(hidden, 4 * hidden),
              map(4 * hidden, hidden),
              norm()));
    }
    pooler = map(hidden, hidden);
    classifier = map(hidden, step.classes());
  }

  private Pair map(int in, int out) {
    return new Pair(parameters.weight(DEVIATION, out, in), parameters.offset(0, out));
  }

  private Pair norm() {
    return new Pair(parameters.offset(1, size.hidden()), parameters.offset(0, size.hidden()));
  }

  @Override
  public NDArray logits(NDArray ids) {
    NDArray embedded =
        Embedding.embedding(ids, tokens, SparseFormat.DENSE).singletonOrThrow().add(positions);
    NDArray top = dropout(norm(embedded, norm));
    for (Block block : blocks) {
      top = norm(dropout(attention(block, top)).add(top), block.attentionNorm);
      NDArray fed = linear(Activation.gelu(linear(top, block.up)), block.down);
      top = norm(dropout(fed).add(top), block.outputNorm);
    }
    NDArray pooled = Activation.tanh(linear(top.get(":, 0"), pooler));
    return linear(dropout(pooled), classifier);
  }

  private NDArray attention(Block block, NDArray in) {
    long batch = in.getShape().get(0);
    long length = in.getShape().get(1);
    long features = size.hidden() / size.heads();
    NDArray packed =
        linear(in, block.packed)
            .reshape(batch, length, 3, size.heads(), features)
            .transpose(2, 0, 3, 1, 4);
    NDArray keys = packed.get(1).transpose(0, 1, 3, 2);
    NDArray scores = packed.get(0).mul(1 / Math.sqrt((double) features)).matMul(keys).softmax(3);
    NDArray joined = dropout(scores).matMul(packed.get(2)).transpose(0, 2, 1, 3);
    return linear(joined.reshape(batch, length, size.hidden()), block.joined);
  }

  private static NDArray linear(NDArray in, Pair map) {
    return Linear.linear(in, map.weight, map.bias).singletonOrThrow();
  }

  private NDArray norm(NDArray in, Pair norm) {
    return LayerNorm.layerNorm(in, new Shape(size.hidden()), norm.weight, norm.bias, EPSILON)
        .singletonOrThrow();
  }

  private static NDArray dropout(NDArray in) {
    return Dropout.dropout(in, DROPOUT, true).singletonOrThrow();
  }
}

package dev.actzoo.layers;

import dev.actzoo.kernels.Kernels;
import java.util.Arrays;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.LossLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Runs {@link ClassOutput}: the backward pass finds loss and gradient from the logits, and leaves
 * the loss for the score. A label mask [batch, 1] weighs examples; the loss is still divided by the
 * batch, as DL4J has it.
 */
final class ClassOutputLayer extends LossLayer implements LogitOutput {
  private final transient StepArrays arrays = new StepArrays();
  private transient @Nullable LogitRow row;
  private transient boolean givesLogits;
  private boolean scored;

  ClassOutputLayer(NeuralNetConfiguration configuration, DataType type) {
    super(configuration, type);
  }

  @Override
  public void giveLogits(boolean wanted) {
    givesLogits = wanted;
  }

  @Override
  public void setInput(INDArray logits, LayerWorkspaceMgr workspaces) {
    super.setInput(logits, workspaces);
    scored = false;
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    INDArray logits = logits(workspaces);
    INDArray out = arrays.like(workspaces, ArrayType.ACTIVATIONS, logits);
    if (givesLogits) {
      Kernels.of(logits.dataType()).copy(logits, out);
    } else {
      Kernels.of(logits.dataType()).softmax(logits, out);
    }
    return out;
  }

  private INDArray logits(LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    return Dense.of(workspaces, ArrayType.FF_WORKING_MEM, input);
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray none, LayerWorkspaceMgr workspaces) {
    INDArray logits = logits(workspaces);
    INDArray gradient = arrays.like(workspaces, ArrayType.ACTIVATION_GRAD, logits);
    HostValues values = HostValues.of(gradient);
    HostValues from = HostValues.of(logits);
    HostValues targets = host(labels, logits, ArrayType.BP_WORKING_MEM, workspaces);
    HostValues weights = weights(logits, ArrayType.BP_WORKING_MEM, workspaces);
    LogitRow known = row();
    int classes = classes();
    double sum = 0;
    for (int example = 0; example < input.size(0); example++) {
      int start = example * classes;
      double weight = weights == null ? 1 : weights.at(example);
      known.read(from, start);
      sum += weight == 0 ? 0 : weight * loss(known, targets, start);
      double total = 0;
      for (int i = start; i < start + classes; i++) {
        total += targets.at(i);
      }
      for (int i = 0; i < classes; i++) {
        double slope = known.slope(i, targets.at(start + i), total);
        values.set(start + i, weight == 0 ? 0 : weight * slope);
      }
    }
    score = sum / input.size(0);
    scored = true;
    return Pair.of(new DefaultGradient(), gradient);
  }

  @Override
  public double computeScore(
      double regularisation, boolean training, LayerWorkspaceMgr workspaces) {
    if (!scored) {
      double sum = 0;
      for (double loss : losses(workspaces)) {
        sum += loss;
      }
      score = sum / input.size(0);
      scored = true;
    }
    return score + regularisation;
  }

  @Override
  public INDArray computeScoreForExamples(double regularisation, LayerWorkspaceMgr workspaces) {
    double[] losses = losses(workspaces);
    INDArray out =
        workspaces.create(ArrayType.ACTIVATIONS, dataType, new long[] {losses.length, 1}, 'c');
    try (INDArray column = Nd4j.createFromArray(losses)) {
      out.assign(column.addi(regularisation).reshape(losses.length, 1));
    }
    return out;
  }

  private double[] losses(LayerWorkspaceMgr workspaces) {
    INDArray logits = logits(workspaces);
    HostValues from = HostValues.of(logits);
    HostValues targets = host(labels, logits, ArrayType.FF_WORKING_MEM, workspaces);
    HostValues weights = weights(logits, ArrayType.FF_WORKING_MEM, workspaces);
    LogitRow known = row();
    double[] losses = new double[Math.toIntExact(input.size(0))];
    for (int example = 0; example < losses.length; example++) {
      known.read(from, example * classes());
      double weight = weights == null ? 1 : weights.at(example);
      losses[example] = weight == 0 ? 0 : weight * loss(known, targets, example * classes());
    }
    return losses;
  }

  private LogitRow row() {
    if (row == null) {
      row = new LogitRow(classes());
    }
    return row;
  }

  private static HostValues host(
      INDArray array, INDArray like, ArrayType scratch, LayerWorkspaceMgr workspaces) {
    return HostValues.of(Dense.of(workspaces, scratch, like.dataType(), array));
  }

  /** The weight of each example; null where all count alike. */
  private @Nullable HostValues weights(
      INDArray like, ArrayType scratch, LayerWorkspaceMgr workspaces) {
    if (maskArray == null) {
      return null;
    }
    if (maskArray.length() != input.size(0)) {
      throw new IllegalArgumentException(
          "a label mask has to be one number for each example of %s but is %s"
              .formatted(Arrays.toString(input.shape()), Arrays.toString(maskArray.shape())));
    }
    return host(maskArray, like, scratch, workspaces);
  }

  /** The cross-entropy with the targets from there on. */
  private double loss(LogitRow known, HostValues targets, int start) {
    double sum = 0;
    for (int i = 0; i < classes(); i++) {
      double target = targets.at(start + i);
      if (target != 0) {
        sum += target * known.loss(i);
      }
    }
    return sum;
  }

  private int classes() {
    return Math.toIntExact(input.size(1));
  }
}

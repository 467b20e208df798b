package dev.actzoo.layers;

import dev.actzoo.kernels.Kernels;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.LossLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Runs {@link ClassOutput}: the backward pass computes the loss from the probabilities it has, and
 * leaves it for the score. A label mask is DL4J's own affair.
 */
final class ClassOutputLayer extends LossLayer {
  private final transient StepArrays arrays = new StepArrays();
  private boolean scored;

  ClassOutputLayer(NeuralNetConfiguration configuration, DataType type) {
    super(configuration, type);
  }

  @Override
  public void setInput(INDArray logits, LayerWorkspaceMgr workspaces) {
    super.setInput(logits, workspaces);
    scored = false;
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    return probabilities(ArrayType.ACTIVATIONS, workspaces);
  }

  private INDArray probabilities(ArrayType place, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    INDArray logits = Dense.of(workspaces, ArrayType.FF_WORKING_MEM, input);
    INDArray out = arrays.like(workspaces, place, logits);
    Kernels.of(logits.dataType()).softmax(logits, out);
    return out;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray none, LayerWorkspaceMgr workspaces) {
    if (maskArray != null) {
      return super.backpropGradient(none, workspaces);
    }
    INDArray gradient = probabilities(ArrayType.ACTIVATION_GRAD, workspaces);
    HostValues values = HostValues.of(gradient);
    HostValues targets = labels(gradient, ArrayType.BP_WORKING_MEM, workspaces);
    score = loss(values, targets);
    scored = true;
    int classes = classes();
    for (int start = 0; start < gradient.length(); start += classes) {
      double total = 0;
      for (int i = start; i < start + classes; i++) {
        total += targets.at(i);
      }
      for (int i = start; i < start + classes; i++) {
        values.set(i, total * values.at(i) - targets.at(i));
      }
    }
    return Pair.of(new DefaultGradient(), gradient);
  }

  @Override
  public double computeScore(
      double regularisation, boolean training, LayerWorkspaceMgr workspaces) {
    if (maskArray != null) {
      return super.computeScore(regularisation, training, workspaces);
    }
    if (!scored) {
      INDArray probabilities = probabilities(ArrayType.FF_WORKING_MEM, workspaces);
      HostValues targets = labels(probabilities, ArrayType.FF_WORKING_MEM, workspaces);
      score = loss(HostValues.of(probabilities), targets);
      scored = true;
    }
    return score + regularisation;
  }

  private HostValues labels(INDArray like, ArrayType scratch, LayerWorkspaceMgr workspaces) {
    return HostValues.of(Dense.of(workspaces, scratch, like.dataType(), labels));
  }

  /**
   * The mean over the batch; probabilities count as no smaller than the smallest normal float32.
   */
  private double loss(HostValues probabilities, HostValues targets) {
    double sum = 0;
    for (int i = 0; i < input.length(); i++) {
      double target = targets.at(i);
      if (target != 0) {
        sum -= target * Math.log(Math.max(probabilities.at(i), Float.MIN_NORMAL));
      }
    }
    return sum * classes() / input.length();
  }

  private int classes() {
    return Math.toIntExact(input.size(1));
  }
}

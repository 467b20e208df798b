package dev.actzoo.layers;

import java.util.Locale;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Compares a float64 net's gradients with central differences of its loss. */
final class GradientCheck {
  private static final double STEP = 1e-5;
  private static final int CHECKED = 100;
  private static final double NEGLIGIBLE = 1e-9;

  private GradientCheck() {}

  /** The largest relative error of the gradient at about a hundred parameters, evenly spread. */
  static Worst worst(ComputationGraph net, MultiDataSet data) {
    INDArray analytic = gradient(net, data);
    INDArray parameters = net.params().reshape(net.numParams());
    Worst worst = new Worst(0, -1, 0, 0);
    long stride = 1 + parameters.length() / CHECKED;
    for (long i = 0; i < parameters.length(); i += stride) {
      INDArray moved = parameters.get(NDArrayIndex.interval(i, i + 1));
      moved.addi(STEP);
      double above = net.score(data, true);
      moved.subi(2 * STEP);
      double below = net.score(data, true);
      moved.addi(STEP);
      worst = worst.or(i, analytic.getDouble(i), (above - below) / (2 * STEP));
    }
    return worst;
  }

  /** The gradient of the net's loss, flat. */
  static INDArray gradient(ComputationGraph net, MultiDataSet data) {
    net.setInputs(data.getFeatures());
    net.setLabels(data.getLabels());
    net.setLayerMaskArrays(data.getFeaturesMaskArrays(), data.getLabelsMaskArrays());
    net.computeGradientAndScore();
    return net.getFlattenedGradients().dup().divi(data.getFeatures(0).size(0));
  }

  /** The worst relative error so far, and where. */
  record Worst(double error, long index, double analytic, double numeric) {
    private Worst or(long index, double analytic, double numeric) {
      double difference = Math.abs(analytic - numeric);
      double error =
          difference < NEGLIGIBLE ? 0 : difference / (Math.abs(analytic) + Math.abs(numeric));
      return error > this.error || Double.isNaN(error)
          ? new Worst(error, index, analytic, numeric)
          : this;
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "relative error %.3g at parameter %d: %.9g, numerically %.9g",
          error,
          index,
          analytic,
          numeric);
    }
  }
}

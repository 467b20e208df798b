package dev.actzoo.layers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The pass of the first training batch through a net that is initialised and not yet trained,
 * nothing dropped (Mishkin and Matas 2016, arXiv 1511.06422). Each map that {@link MapStart} says
 * it of is scaled, before its output goes on to the next, so that the root mean square of that
 * output is what the activation after it wants; each half by itself where the activation takes
 * halves. Radial units are fitted.
 */
public final class FirstBatch {
  private final List<Double> factors = new ArrayList<>();
  private final List<String> left = new ArrayList<>();
  private int maps;

  private FirstBatch() {}

  /** Starts a net on a batch; one line that says what was done, empty if nothing was to do. */
  public static String start(ComputationGraph net, MultiDataSet batch) {
    List<KernelLayer<?>> layers = new ArrayList<>();
    for (Layer layer : net.getLayers()) {
      if (layer instanceof KernelLayer<?> ours && ours.layerConf().startsOnFirstBatch()) {
        layers.add(ours);
      }
    }
    return layers.isEmpty() ? "" : new FirstBatch().run(net, layers, batch);
  }

  private String run(ComputationGraph net, List<KernelLayer<?>> layers, MultiDataSet batch) {
    layers.forEach(layer -> layer.during(this));
    try {
      for (INDArray out : net.output(false, batch.getFeatures(), batch.getFeaturesMaskArrays())) {
        out.close();
      }
    } finally {
      layers.forEach(layer -> layer.during(null));
      // the workspaces of the training steps are to learn their sizes from those
      Nd4j.getWorkspaceManager().destroyAllWorkspacesForCurrentThread();
    }
    return line();
  }

  private String line() {
    List<String> parts = new ArrayList<>();
    if (!factors.isEmpty()) {
      double least = factors.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
      double greatest = factors.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
      parts.add(
          String.format(
              Locale.ROOT,
              "%d maps scaled by %.3g to %.3g on the first batch",
              maps,
              least,
              greatest));
    }
    parts.addAll(left);
    return String.join("; ", parts);
  }

  /**
   * Scales the weights of a map.
   *
   * @param out what it gives, [..., outputs]
   * @param inner how many weights lie side by side for each output
   */
  void scale(KernelLayer<?> layer, MapStart start, INDArray out, INDArray weights, long inner) {
    int outputs = Math.toIntExact(out.size(-1));
    int blocks = start.interleaved() ? 1 : start.parts();
    double[] factor = new double[blocks];
    for (int block = 0; block < blocks; block++) {
      double rms = rootMeanSquare(HostValues.of(out), out.length(), outputs, blocks, block);
      boolean usable = rms > 0 && Double.isFinite(start.scale() / rms) && Double.isFinite(rms);
      if (!usable) {
        left.add(
            "%s is not scaled, its output on the first batch has root mean square %s"
                .formatted(layer.layerConf().getLayerName(), rms));
      }
      double wanted = usable ? start.scale() / rms : 1;
      factor[block] =
          start.scaling() == MapStart.Scaling.DOWN_TO_SCALE ? Math.min(1, wanted) : wanted;
    }
    maps++;
    Arrays.stream(factor).forEach(factors::add);
    HostValues values = HostValues.of(weights);
    int each = outputs / blocks;
    for (int i = 0; i < weights.length(); i++) {
      int output = (int) (i / inner % outputs);
      values.set(i, values.at(i) * factor[output / each]);
    }
  }

  private static double rootMeanSquare(
      HostValues out, long length, int outputs, int blocks, int block) {
    int each = outputs / blocks;
    double sum = 0;
    for (int row = block * each; row < length; row += outputs) {
      for (int i = row; i < row + each; i++) {
        sum += out.at(i) * out.at(i);
      }
    }
    return Math.sqrt(sum * blocks / length);
  }
}

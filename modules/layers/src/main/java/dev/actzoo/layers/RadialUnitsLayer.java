package dev.actzoo.layers;

import java.util.Objects;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Runs {@link RadialUnits}; keeps the squared distances in widths, what made them such, and inputs
 * and centres less the mean centre.
 *
 * <p>Squared distances come of one matrix product, |x|^2 - 2 x.c + |c|^2. Far from the origin that
 * would be a small difference of large numbers, so the mean centre, which changes no distance, is
 * taken from both first; what rounding leaves below zero is zero.
 */
final class RadialUnitsLayer extends KernelLayer<RadialUnits> {
  private transient @Nullable INDArray squares;
  private transient @Nullable INDArray factors;
  private transient @Nullable INDArray shiftedIn;
  private transient @Nullable INDArray shiftedCentres;

  RadialUnitsLayer(NeuralNetConfiguration configuration, DataType type) {
    super(configuration, type);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    INDArray in = inputRows(workspaces);
    if (training || firstBatch() != null) {
      fitOnce(in);
    }
    INDArray centres = getParam(RadialUnits.CENTRES);
    long units = centres.size(0);
    INDArray mean = newKept(false, workspaces, 1, centres.size(1));
    kernels().columnSums(centres, mean);
    mean.muli(-1.0 / units);
    INDArray points = newKept(training, workspaces, in.shape());
    INDArray places = newKept(training, workspaces, centres.shape());
    kernels().addRow(in, mean, points);
    kernels().addRow(centres, mean, places);

    INDArray pointSquares = newKept(false, workspaces, in.size(0), 1);
    INDArray placeSquares = newKept(false, workspaces, units, 1);
    kernels().rowSquares(points, pointSquares);
    kernels().rowSquares(places, placeSquares);
    INDArray distances = newKept(training, workspaces, in.size(0), units);
    kernels()
        .matmul(points, places.transpose(), -2, placeSquares.reshape('c', 1, units), distances);
    INDArray inverseSquaredWidths = newKept(training, workspaces, 1, units);
    INDArray out = newOutput(workspaces);
    kernels()
        .radial(
            layerConf().function(),
            pointSquares,
            getParam(RadialUnits.LOG_WIDTHS),
            inverseSquaredWidths,
            distances,
            arrays.rows(out));
    squares = distances;
    factors = inverseSquaredWidths;
    shiftedIn = points;
    shiftedCentres = places;
    return out;
  }

  private void fitOnce(INDArray in) {
    HostValues fitted = HostValues.of(getParam(RadialUnits.FITTED));
    if (fitted.at(0) == 0) {
      new RadialStart(in, conf.getSeed(), layerConf().getLayerName())
          .fill(
              getParam(RadialUnits.CENTRES),
              getParam(RadialUnits.LOG_WIDTHS),
              layerConf().function().reach());
      fitted.set(0, 1);
    }
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    INDArray distances = Objects.requireNonNull(squares, "backward pass before forward pass");
    INDArray points = Objects.requireNonNull(shiftedIn);
    INDArray places = Objects.requireNonNull(shiftedCentres);
    INDArray gradientOut = gradientRows(epsilon, workspaces);
    INDArray slopes = scratch(workspaces, distances.shape());
    INDArray byWidth = scratch(workspaces, distances.shape());
    kernels()
        .radialBackward(
            layerConf().function(),
            distances,
            Objects.requireNonNull(factors),
            gradientOut,
            slopes,
            byWidth);
    kernels().columnSums(byWidth, gradientViews.get(RadialUnits.LOG_WIDTHS));

    INDArray gradientIn = newGradientIn(workspaces);
    INDArray rows = arrays.rows(gradientIn);
    kernels().matmul(slopes, places, -2, null, rows);
    kernels().addWeightedRows(points, slopes, 2, rows);

    INDArray gradientCentres = gradientViews.get(RadialUnits.CENTRES);
    kernels().matmul(slopes.transpose(), points, -2, null, gradientCentres);
    INDArray sums = scratch(workspaces, 1, places.size(0));
    kernels().columnSums(slopes, sums);
    kernels().addWeightedRows(places, sums.reshape('c', places.size(0), 1), 2, gradientCentres);
    return Pair.of(gradients(), gradientIn);
  }

  @Override
  public void clear() {
    super.clear();
    squares = null;
    factors = null;
    shiftedIn = null;
    shiftedCentres = null;
  }
}

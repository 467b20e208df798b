package dev.actzoo.layers;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The first centres and widths of radial units, from a batch's rows: a function of those rows, the
 * seed and the layer's name.
 */
final class RadialStart {
  /** Rows that a unit's mean distance is taken over, at most. */
  private static final int MEASURED = 256;

  private static final double UNIT = 0x1p-53;

  private final HostValues rows;
  private final int[] order;
  private final int width;
  private final long key;
  private long counter;

  RadialStart(INDArray rows, long seed, String layer) {
    this.rows = HostValues.of(rows);
    this.width = Math.toIntExact(rows.size(1));
    this.key = SplitMix64.key(seed, layer, RadialUnits.CENTRES);
    this.order = new int[Math.toIntExact(rows.size(0))];
    for (int i = 0; i < order.length; i++) {
      int other = below(i + 1);
      order[i] = order[other];
      order[other] = i;
    }
  }

  private double uniform() {
    return (SplitMix64.bits(key, counter++) >>> 11) * UNIT;
  }

  private int below(int bound) {
    return (int) (uniform() * bound);
  }

  /**
   * @param centres [units, features]
   * @param logWidths [1, units]
   * @param reach a width in mean distances
   */
  void fill(INDArray centres, INDArray logWidths, double reach) {
    HostValues toCentres = HostValues.of(centres);
    HostValues toWidths = HostValues.of(logWidths);
    double[] centre = new double[width];
    for (int unit = 0; unit < centres.size(0); unit++) {
      choose(unit, centre);
      for (int i = 0; i < width; i++) {
        toCentres.set(unit * width + i, centre[i]);
      }
      toWidths.set(unit, StrictMath.log(reach * meanDistance(centre)));
    }
  }

  /** A row not taken yet, or when all are a point between two of them. */
  private void choose(int unit, double[] centre) {
    boolean spare = unit < order.length;
    int first = order[spare ? unit : below(order.length)];
    int second = spare ? first : order[below(order.length)];
    double share = spare ? 0 : uniform();
    for (int i = 0; i < width; i++) {
      double start = rows.at(first * width + i);
      centre[i] = start + share * (rows.at(second * width + i) - start);
    }
  }

  /** The mean distance to rows elsewhere; 1 if there are none. */
  private double meanDistance(double[] centre) {
    double sum = 0;
    int count = 0;
    for (int row = 0; row < Math.min(MEASURED, order.length); row++) {
      double square = 0;
      for (int i = 0; i < width; i++) {
        double difference = rows.at(order[row] * width + i) - centre[i];
        square += difference * difference;
      }
      sum += Math.sqrt(square);
      count += square > 0 ? 1 : 0;
    }
    return count == 0 ? 1 : sum / count;
  }
}

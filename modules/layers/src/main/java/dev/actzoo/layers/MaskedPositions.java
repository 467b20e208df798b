package dev.actzoo.layers;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The positions of a batch whose tokens are to be predicted, and those tokens. */
final class MaskedPositions {
  /** Row counts are rounded up to a multiple of this, so that few shapes of products occur. */
  private static final int STEP = 64;

  private final int[] positions;
  private final int[] targets;

  /**
   * @param positions rows of the batch's [batch * length, features], rising
   * @param targets the token at each position
   */
  private MaskedPositions(int[] positions, int[] targets) {
    this.positions = positions;
    this.targets = targets;
  }

  /** The positions where a mask is not 0. */
  static MaskedPositions of(INDArray labels, INDArray mask, long vocabulary) {
    if (!Arrays.equals(labels.shape(), mask.shape())) {
      throw new IllegalArgumentException(
          "labels are %s but their mask is %s"
              .formatted(Arrays.toString(labels.shape()), Arrays.toString(mask.shape())));
    }
    HostValues maskValues = HostValues.of(mask);
    HostValues tokens = HostValues.of(labels);
    int[] positions =
        IntStream.range(0, Math.toIntExact(mask.length()))
            .filter(i -> maskValues.at(i) != 0)
            .toArray();
    int[] targets =
        Arrays.stream(positions).map(i -> target(tokens.at(i), i, vocabulary)).toArray();
    return new MaskedPositions(positions, targets);
  }

  private static int target(double token, int position, long vocabulary) {
    if (!(token >= 0 && token < vocabulary && token == Math.rint(token))) {
      throw new IllegalArgumentException(
          "label %s at position %d of the batch is not one of 0 to %d"
              .formatted(token, position, vocabulary - 1));
    }
    return (int) token;
  }

  int count() {
    return positions.length;
  }

  /** The rows of arrays that hold something for each position, and zeros or nothing after it. */
  int rows() {
    return Math.max(1, (count() + STEP - 1) / STEP) * STEP;
  }

  /** Copies the positions' rows of {@code all} to the first rows of {@code gathered}. */
  void gather(INDArray all, INDArray gathered) {
    int features = Math.toIntExact(all.size(1));
    HostValues from = HostValues.of(all);
    HostValues to = HostValues.of(gathered);
    for (int i = 0; i < count(); i++) {
      for (int j = 0; j < features; j++) {
        to.set(i * features + j, from.at(positions[i] * features + j));
      }
    }
  }

  /** Copies the first rows of {@code gathered}, scaled, to the positions' rows of {@code all}. */
  void scatter(INDArray gathered, double scale, INDArray all) {
    int features = Math.toIntExact(all.size(1));
    HostValues from = HostValues.of(gathered);
    HostValues to = HostValues.of(all);
    for (int i = 0; i < count(); i++) {
      for (int j = 0; j < features; j++) {
        to.set(positions[i] * features + j, scale * from.at(i * features + j));
      }
    }
  }

  /**
   * The mean cross-entropy of the targets under the probabilities [rows, vocabulary], which count
   * as no smaller than the smallest normal float32; 0 if there are no positions.
   */
  double loss(INDArray probabilities) {
    int vocabulary = Math.toIntExact(probabilities.size(1));
    HostValues values = HostValues.of(probabilities);
    double sum = 0;
    for (int i = 0; i < count(); i++) {
      double probability = values.at(Math.addExact(i * vocabulary, targets[i]));
      sum -= Math.log(Math.max(probability, Float.MIN_NORMAL));
    }
    return count() == 0 ? 0 : sum / count();
  }

  /** Takes 1 off the target of each row of the probabilities: the gradient of each row's loss. */
  void subtractTargets(INDArray probabilities) {
    int vocabulary = Math.toIntExact(probabilities.size(1));
    HostValues values = HostValues.of(probabilities);
    for (int i = 0; i < count(); i++) {
      int index = i * vocabulary + targets[i];
      values.set(index, values.at(index) - 1);
    }
  }

  /** Writes a weight on the rows that hold a position into [1, rows] of zeros. */
  void fillRowWeights(INDArray weights, double weight) {
    HostValues values = HostValues.of(weights);
    for (int i = 0; i < count(); i++) {
      values.set(i, weight);
    }
  }
}

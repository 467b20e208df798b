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
   * How far the targets' logits are below the largest of their rows, summed.
   *
   * @param logits [rows, vocabulary]
   * @param likeliest written with the token of the largest logit at each position
   */
  double below(INDArray logits, int[] likeliest) {
    int vocabulary = Math.toIntExact(logits.size(1));
    HostValues values = HostValues.of(logits);
    double sum = 0;
    for (int i = 0; i < count(); i++) {
      int start = Math.multiplyExact(i, vocabulary);
      int best = 0;
      double largest = values.at(start);
      for (int j = 1; j < vocabulary; j++) {
        double logit = values.at(start + j);
        if (logit > largest) {
          largest = logit;
          best = j;
        }
      }
      likeliest[i] = best;
      sum += best == targets[i] ? 0 : largest - values.at(start + targets[i]);
    }
    return sum;
  }

  /**
   * The mean cross-entropy of the targets; 0 if there are no positions. Takes 1 off the target of
   * each row of the probabilities, which leaves the gradient of each row's loss.
   *
   * @param below what {@link #below} has given of the logits, before their softmax took their place
   * @param likeliest what it has written
   */
  double loss(INDArray probabilities, double below, int[] likeliest) {
    int vocabulary = Math.toIntExact(probabilities.size(1));
    HostValues values = HostValues.of(probabilities);
    double sum = below;
    for (int i = 0; i < count(); i++) {
      int start = i * vocabulary;
      int target = start + targets[i];
      int largest = start + likeliest[i];
      double probability = values.at(largest);
      if (probability > 0.5) {
        double others = sumOfOthers(values, start, vocabulary, largest);
        sum += Math.log1p(others / probability);
        values.set(target, target == largest ? -others : values.at(target) - 1);
      } else {
        sum -= Math.log(probability);
        values.set(target, values.at(target) - 1);
      }
    }
    return count() == 0 ? 0 : sum / count();
  }

  /** One less the largest probability, to its last digits. */
  private static double sumOfOthers(HostValues values, int start, int vocabulary, int largest) {
    double sum = 0;
    for (int i = start; i < start + vocabulary; i++) {
      sum += i == largest ? 0 : values.at(i);
    }
    return sum;
  }

  /** Writes a weight on the rows that hold a position into [1, rows] of zeros. */
  void fillRowWeights(INDArray weights, double weight) {
    HostValues values = HostValues.of(weights);
    for (int i = 0; i < count(); i++) {
      values.set(i, weight);
    }
  }
}

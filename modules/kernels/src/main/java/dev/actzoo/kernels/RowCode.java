package dev.actzoo.kernels;

import java.util.ArrayList;
import java.util.List;

/**
 * What is done with each row of some arrays: code, and which of its values are written where. A
 * feature of a row is made of the same feature of each input, of a number for the whole row, or of
 * a pair of features.
 */
final class RowCode {
  /** How many inputs and outputs there may be. */
  static final int MOST_INPUTS = 4;

  static final int MOST_OUTPUTS = 2;

  private final VectorCode code = new VectorCode();
  private final List<int[]> outputs = new ArrayList<>();

  VectorCode code() {
    return code;
  }

  /** The values of each output: one, or the first and the second of pairs. */
  List<int[]> outputs() {
    return List.copyOf(outputs);
  }

  /** Has the next output be that value. */
  RowCode write(int value) {
    outputs.add(new int[] {value});
    return this;
  }

  /** Has the next output be pairs of values. */
  RowCode writePairs(int first, int second) {
    outputs.add(new int[] {first, second});
    return this;
  }
}

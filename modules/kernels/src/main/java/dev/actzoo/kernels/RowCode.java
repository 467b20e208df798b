package dev.actzoo.kernels;

import dev.actzoo.kernels.VectorCode.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * What is done with each row of some arrays, in passes. A pass goes through the features: one is
 * made of the same feature of each input, of a number for the whole row, or of a pair of features.
 * What is summed up on the way is a <em>row value</em>, which later passes read; between passes
 * there may be code for row values alone, and a way back.
 */
final class RowCode {
  /** How many inputs and outputs there may be. */
  static final int MOST_INPUTS = 4;

  static final int MOST_OUTPUTS = 2;

  /** How a row value is made of one value for each feature. */
  enum Total {
    SUM,
    /** The greatest of those that are numbers; minus infinity if there is none. */
    GREATEST
  }

  /** A row value that is made in a pass through the features. */
  record Reduction(Total total, int value, int rowValue) {}

  /** A row value that is set between passes. */
  record Setting(int rowValue, int value) {}

  /** No pass to go back to. */
  static final int NOWHERE = -1;

  /** A pass, or code between passes. */
  static final class Pass {
    private final VectorCode code = new VectorCode();
    private final boolean throughFeatures;
    private final List<int[]> outputs = new ArrayList<>();
    private final List<Reduction> reductions = new ArrayList<>();
    private final List<Setting> settings = new ArrayList<>();
    private int backTo = NOWHERE;
    private int backIf;

    private Pass(boolean throughFeatures) {
      this.throughFeatures = throughFeatures;
    }

    VectorCode code() {
      return code;
    }

    boolean goesThroughFeatures() {
      return throughFeatures;
    }

    /** The values of each output: one, or the first and the second of pairs. */
    List<int[]> outputs() {
      return List.copyOf(outputs);
    }

    List<Reduction> reductions() {
      return List.copyOf(reductions);
    }

    List<Setting> settings() {
      return List.copyOf(settings);
    }

    /** The number of the pass that follows if a value is positive, else the next one does. */
    int backTo() {
      return backTo;
    }

    int backIf() {
      return backIf;
    }
  }

  private final List<Pass> passes = new ArrayList<>(List.of(new Pass(true)));
  private int rowValues;

  List<Pass> passes() {
    return List.copyOf(passes);
  }

  /** How many row values there are. */
  int rowValues() {
    return rowValues;
  }

  private Pass last() {
    return passes.get(passes.size() - 1);
  }

  /** The code of the pass that is being written. */
  VectorCode code() {
    return last().code;
  }

  /** Whether it can leave some of the work undone, which it must not. */
  boolean givesUp() {
    return passes.stream().anyMatch(pass -> pass.code.givesUp());
  }

  /** Begins the next pass through the features; gives its number. */
  int through() {
    passes.add(new Pass(true));
    return passes.size() - 1;
  }

  /** Begins code for row values. */
  void between() {
    passes.add(new Pass(false));
  }

  /** Has the pass's next output be that value. */
  RowCode write(int value) {
    last().outputs.add(new int[] {value});
    return this;
  }

  /** Has it be pairs of values. */
  RowCode writePairs(int first, int second) {
    last().outputs.add(new int[] {first, second});
    return this;
  }

  /** The row value that is the sum of a value over the features. */
  int sum(int value) {
    return reduced(Total.SUM, value);
  }

  int greatest(int value) {
    return reduced(Total.GREATEST, value);
  }

  private int reduced(Total total, int value) {
    last().reductions.add(new Reduction(total, value, rowValues));
    return rowValues++;
  }

  /** A new row value that is set to a value. */
  int set(int value) {
    last().settings.add(new Setting(rowValues, value));
    return rowValues++;
  }

  /** Sets a row value to another; what the code reads are the values before. */
  void set(int rowValue, int value) {
    last().settings.add(new Setting(rowValue, value));
  }

  /** Goes back to a pass if the value is positive. */
  void backTo(int pass, int value) {
    last().backTo = pass;
    last().backIf = value;
  }

  /** A row value in the code that is being written. */
  int rowValue(int number) {
    return code().read(Kind.ROW_VALUE, number);
  }
}

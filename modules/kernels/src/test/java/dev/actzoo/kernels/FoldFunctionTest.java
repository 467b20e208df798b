package dev.actzoo.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Folds over rows: gradients, agreement of the kernels, and what each function is known for. */
class FoldFunctionTest {
  private static final double STEP = 1e-6;
  private static final int GROUP = 3;
  private static final int LARGEST_GRADIENT = 3;

  @ParameterizedTest
  @EnumSource(FoldFunction.class)
  void gradientsAreRight(FoldFunction f) {
    for (int features : new int[] {1, 2, 7, 17, 64}) {
      double[] x = random(features, 1.5, 3);
      double[] g = random(Math.toIntExact(f.outputs(features, GROUP)), 1, 4);
      double[] y = forward(f, x);
      double[] back = new double[features];
      f.backward(x, GROUP, y, g.clone(), back);
      for (int i = 0; i < features; i++) {
        double value = x[i];
        x[i] = value + STEP;
        double above = dot(forward(f, x), g);
        x[i] = value - STEP;
        double below = dot(forward(f, x), g);
        x[i] = value;
        assertThat((above - below) / (2 * STEP))
            .as("feature %d of %d", i, features)
            .isCloseTo(back[i], within(1e-7));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(FoldFunction.class)
  void kernelsAgree(FoldFunction f) {
    for (int k : new int[] {2, GROUP}) {
      for (long[] in :
          new long[][] {{1, 1}, {5, 3}, {3, 6}, {49, 17}, {7, 34}, {128, 64}, {2, 200}, {9, 702}}) {
        long[] out = {in[0], f.outputs(in[1], k)};
        INDArray[] exact = run(DataType.DOUBLE, Nd4jKernels.INSTANCE, f, k, in, out);
        for (Kernels kernels : List.of(OneDnnKernels.INSTANCE, Nd4jKernels.INSTANCE)) {
          INDArray[] actual = run(DataType.FLOAT, kernels, f, k, in, out);
          for (int i : new int[] {2, 3}) {
            INDArray error = exact[i].sub(actual[i].castTo(DataType.DOUBLE));
            assertThat(error.amaxNumber().doubleValue())
                .as("%s, groups of %d, array %d", kernels.description(), k, i)
                .isLessThan(2e-5);
          }
        }
      }
    }
  }

  private static INDArray[] run(
      DataType type, Kernels kernels, FoldFunction f, int k, long[] in, long[] out) {
    INDArray[] arrays = SeededArrays.of(type, List.of(in, out), List.of(out, in));
    kernels.fold(f, k, arrays[0], arrays[2]);
    kernels.foldBackward(f, k, arrays[0], arrays[2], arrays[1], arrays[3]);
    return arrays;
  }

  /** All but oneDNN's, which are not right at infinities. */
  static List<FoldFunction> ours() {
    return Stream.of(FoldFunction.values())
        .filter(
            f ->
                OneDnnKernels.INSTANCE.compiles(f, 2, 2)
                    || (f != FoldFunction.SOFTMAX && f != FoldFunction.LOG_SOFTMAX))
        .toList();
  }

  /** Machine code does with every kind of number what the loops in double do. */
  @ParameterizedTest
  @MethodSource("ours")
  void pairsOfSpecialNumbers(FoldFunction f) {
    double[] special = {
      0, 1, -1, 1, 90, -90, 1e-40, -1e-40, 3e38, -3e38, 1e20, -1e-20, 0.3, 0.3, -200, 17
    };
    double[] infinite = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN};
    int numbers = special.length + infinite.length;
    INDArray in = Nd4j.create(DataType.DOUBLE, numbers * numbers, 2);
    for (int i = 0; i < numbers * numbers; i++) {
      for (int side = 0; side < 2; side++) {
        int which = side == 0 ? i / numbers : i % numbers;
        double value = which < special.length ? special[which] : infinite[which - special.length];
        in.putScalar(i, side, (float) value);
      }
    }
    long[] shape = {in.size(0), f.outputs(2, 2)};
    INDArray[] exact = special(DataType.DOUBLE, Nd4jKernels.INSTANCE, f, in, shape);
    INDArray[] actual = special(DataType.FLOAT, OneDnnKernels.INSTANCE, f, in, shape);
    for (int pass = 0; pass < 2; pass++) {
      for (int i = 0; i < exact[pass].length(); i++) {
        double wanted = (float) exact[pass].getDouble(i);
        double found = actual[pass].getDouble(i);
        double terms = f.isOfGroups() ? 1e-31 : pass == 0 ? 1 : LARGEST_GRADIENT;
        double tolerance = 4e-7 * Math.max(terms, Math.abs(wanted));
        int row = (int) (i / exact[pass].size(1));
        boolean tied = f == FoldFunction.GROUP_SORT && in.getDouble(row, 0) == in.getDouble(row, 1);
        assertThat(
                Double.compare(wanted + 0.0, found + 0.0) == 0
                    || Math.abs(wanted - found) <= tolerance
                    || tied)
            .as(
                "%s, pass %d of %s and %s: %s for %s",
                f, pass, in.getDouble(row, 0), in.getDouble(row, 1), found, wanted)
            .isTrue();
      }
    }
  }

  private static INDArray[] special(
      DataType type, Kernels kernels, FoldFunction f, INDArray rows, long[] shape) {
    INDArray in = rows.castTo(type);
    INDArray out = Nd4j.zeros(type, shape);
    kernels.fold(f, 2, in, out);
    INDArray gradient = Nd4j.zeros(type, shape);
    for (int i = 0; i < gradient.length(); i++) {
      gradient.putScalar(i, 1 + i % LARGEST_GRADIENT);
    }
    INDArray back = in.ulike();
    kernels.foldBackward(f, 2, in, out, gradient, back);
    return new INDArray[] {out, back};
  }

  /** The threshold found by bisection instead of sorting. */
  @ParameterizedTest
  @CsvSource({"SPARSEMAX,1", "ENTMAX,2"})
  void sparseDistributionsMeetTheirThreshold(FoldFunction f, int power) {
    for (double scale : new double[] {0.01, 1, 30}) {
      double[] x = random(50, scale, 8);
      double low = Arrays.stream(x).min().orElseThrow() - 2;
      double high = Arrays.stream(x).max().orElseThrow();
      for (int step = 0; step < 100; step++) {
        double middle = (low + high) / 2;
        double sum = Arrays.stream(x).map(v -> mass(v, middle, power)).sum();
        low = sum > 1 ? middle : low;
        high = sum > 1 ? high : middle;
      }
      double threshold = low;
      double[] y = forward(f, x);
      assertThat(Arrays.stream(y).sum()).isCloseTo(1, within(1e-12));
      for (int i = 0; i < x.length; i++) {
        assertThat(y[i]).isCloseTo(mass(x[i], threshold, power), within(1e-10));
      }
    }
  }

  private static double mass(double x, double threshold, int power) {
    return Math.pow(Math.max(0, (x - threshold) / power), power);
  }

  @Test
  void knownValues() {
    double[] x = {1, -2, 3, 3, 0.5, -1, 2};
    assertThat(forward(FoldFunction.MAXOUT, x)).containsExactly(3, 3, 2);
    assertThat(forward(FoldFunction.MINOUT, x)).containsExactly(-2, -1, 2);
    assertThat(forward(FoldFunction.MEAN_FOLD, x)).containsExactly(2.0 / 3, 2.5 / 3, 2);
    assertThat(forward(FoldFunction.L2_FOLD, 3, 4, 0)).containsExactly(Math.sqrt(25.0 / 3));
    assertThat(forward(FoldFunction.LSE_FOLD, 1000, 1000)[0])
        .isCloseTo(1000 + Math.log(2), within(1e-12));
    assertThat(forward(FoldFunction.TOP_K, x)).containsExactly(0, 0, 3, 3, 0, 0, 2);
    assertThat(forward(FoldFunction.TOP_K, 1, 1, 1, 1, 2)).containsExactly(1, 1, 0, 0, 2);
    assertThat(forward(FoldFunction.WINNER_TAKE_ALL, x)).containsExactly(0, 0, 3, 3, 0, 0, 2);
    assertThat(forward(FoldFunction.GROUP_SORT, x)).containsExactly(-2, 1, 3, -1, 0.5, 3, 2);
    assertThat(forward(FoldFunction.CRELU, 1, -2)).containsExactly(1, 0, 0, 2);
    assertThat(forward(FoldFunction.SPARSEMAX, 0.5, 1.5, 0.75)).containsExactly(0, 0.875, 0.125);
    assertThat(forward(FoldFunction.SOFTMAX, 1e4, 1e4, -1e4)).containsExactly(0.5, 0.5, 0);
    assertThat(forward(FoldFunction.LOG_SOFTMAX, 1e4, -1e4)).containsExactly(0, -2e4);
  }

  /** Few and many, with ties, against sorting; gradients go where values came from. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8, 31, 32, 33, 64, 99, 100, 101})
  void theLargestAreThoseOfSorting(int k) {
    double[] x = random(100, 20, 5);
    Arrays.setAll(x, i -> Math.rint(x[i]));
    Integer[] places = IntStream.range(0, x.length).boxed().toArray(Integer[]::new);
    Arrays.sort(places, Comparator.comparing((Integer i) -> -x[i]));
    double[] g = random(x.length, 1, 6);
    double[] expected = new double[x.length];
    double[] expectedBack = new double[x.length];
    for (int i = 0; i < Math.min(k, x.length); i++) {
      expected[places[i]] = x[places[i]];
      expectedBack[places[i]] = g[places[i]];
    }
    double[] y = new double[x.length];
    double[] back = new double[x.length];
    FoldFunction.TOP_K.forward(x, k, y);
    FoldFunction.TOP_K.backward(x, k, y, g, back);
    assertThat(y).isEqualTo(expected);
    assertThat(back).isEqualTo(expectedBack);
  }

  /** With ties, zeros among those that pass, and what is not finite, exactly. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8, 31, 32, 33, 64, 99, 100, 101})
  void kernelsSelectTheSame(int k) {
    int rows = 60;
    for (int features : new int[] {1, 16, 37, 100, 256}) {
      double[] x = random(rows * features, 20, 7);
      Arrays.setAll(x, i -> i % 3 == 0 ? x[i] / 7 : Math.rint(Math.max(-5, x[i])));
      Arrays.setAll(x, i -> i / features % 4 == 0 ? Math.max(0, x[i]) : x[i]);
      Arrays.setAll(x, i -> i % 97 == 5 ? Float.NEGATIVE_INFINITY : (float) x[i]);
      Arrays.setAll(x, i -> i % 301 == 6 ? Float.POSITIVE_INFINITY : x[i]);
      INDArray in = Nd4j.createFromArray(x).reshape(rows, features);
      INDArray gradient =
          Nd4j.createFromArray(random(rows * features, 1, 8)).reshape(rows, features);
      INDArray[] arrays = selected(Nd4jKernels.INSTANCE, DataType.DOUBLE, k, in, gradient);
      INDArray[] floats = selected(OneDnnKernels.INSTANCE, DataType.FLOAT, k, in, gradient);
      assertThat(floats[0].castTo(DataType.DOUBLE)).isEqualTo(arrays[0]);
      assertThat(floats[1]).isEqualTo(arrays[1].castTo(DataType.FLOAT));
    }
  }

  private static INDArray[] selected(
      Kernels kernels, DataType type, int k, INDArray rows, INDArray gradient) {
    INDArray in = rows.castTo(type);
    INDArray out = in.ulike();
    INDArray back = in.ulike();
    kernels.fold(FoldFunction.TOP_K, k, in, out);
    kernels.foldBackward(FoldFunction.TOP_K, k, in, out, gradient.castTo(type), back);
    return new INDArray[] {out, back};
  }

  /** And of NaN and another it is NaN. */
  @ParameterizedTest
  @CsvSource({
    "MAXOUT,2",
    "MINOUT,2",
    "WINNER_TAKE_ALL,2",
    "MAXOUT,3",
    "MINOUT,3",
    "WINNER_TAKE_ALL,3"
  })
  void ofEqualFeaturesTheFirstIsTheOneTaken(FoldFunction f, int k) {
    for (double value : new double[] {0, -1, 1e300, Double.NEGATIVE_INFINITY, Double.NaN}) {
      double[] x = new double[k];
      Arrays.fill(x, value);
      double[] back = new double[k];
      double[] y = new double[Math.toIntExact(f.outputs(k, k))];
      f.forward(x, k, y);
      double[] g = new double[y.length];
      Arrays.fill(g, 7);
      f.backward(x, k, y, g, back);
      double[] first = new double[k];
      first[0] = 7;
      assertThat(back).as("%s", value).isEqualTo(first);
    }
    for (int place = 0; place < k; place++) {
      double[] x = new double[k];
      x[place] = Double.NaN;
      double[] y = new double[Math.toIntExact(f.outputs(k, k))];
      f.forward(x, k, y);
      assertThat(Arrays.stream(y).anyMatch(Double::isNaN)).isTrue();
    }
  }

  @Test
  void namesAreThoseOfTheCatalogue() {
    assertThat(FoldFunction.named("winner-take-all")).isSameAs(FoldFunction.WINNER_TAKE_ALL);
    assertThat(RadialFunction.named("thin-plate-spline"))
        .isSameAs(RadialFunction.THIN_PLATE_SPLINE);
  }

  /** Views into the middle of a longer buffer are read and written where they lie. */
  @Test
  void rowsInsideLongerBuffers() {
    for (DataType type : List.of(DataType.FLOAT, DataType.DOUBLE)) {
      INDArray whole = Nd4j.arange(12).castTo(type).reshape(4, 3);
      INDArray out = Nd4j.zeros(type, 4, 3);
      INDArray middle = out.get(org.nd4j.linalg.indexing.NDArrayIndex.interval(1, 3));
      RowLoop.run(
          (number, from, none, nothing, to) -> Arrays.setAll(to, i -> -from[i]),
          1,
          whole.get(org.nd4j.linalg.indexing.NDArrayIndex.interval(2, 4)),
          null,
          null,
          middle);
      assertThat(out.reshape(12).toDoubleVector())
          .containsExactly(0, 0, 0, -6, -7, -8, -9, -10, -11, 0, 0, 0);
    }
  }

  private static double[] forward(FoldFunction f, double... x) {
    double[] y = new double[Math.toIntExact(f.outputs(x.length, GROUP))];
    f.forward(x, GROUP, y);
    return y;
  }

  private static double[] random(int length, double scale, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return random.doubles(length, -scale, scale).toArray();
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}

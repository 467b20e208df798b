package dev.actzoo.activations.properties;

import dev.actzoo.activations.Fold;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiPredicate;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.apache.commons.numbers.gamma.InverseErf;

/**
 * Computes the properties of a fold from its reference function: at the corners of boxes, where
 * suprema are taken or approached, on the diagonal, where it has its jumps, and at inputs drawn
 * with a fixed seed.
 */
final class FoldProperties {
  private static final int DRAWS = 200;
  private static final long SEED = 20251125;
  private static final double CLOSE = 1e-12;

  /** No finite bound or constant of a fold is larger. */
  private static final double UNBOUNDED = 1e6;

  private static final double HUGE = 1e9;

  /** So far out that all but 1e-17 of a softmax is at the largest inputs. */
  private static final double FAR = 40;

  private static final double TINY = 1e-9;
  private static final int QUANTILES = 300;

  /** From here on corners would be too many. */
  private static final int MANY = 5;

  private final Fold fold;
  private final int inputs;
  private final List<double[]> draws;
  private final List<double[]> corners = new ArrayList<>();

  private FoldProperties(Fold fold) {
    this.fold = fold;
    this.inputs = inputs(fold);
    Random random = new Random(SEED);
    this.draws =
        DoubleStream.iterate(0.01, size -> size < 5, size -> size * 1.03)
            .limit(DRAWS)
            .mapToObj(size -> random.doubles(inputs, -size, size).toArray())
            .toList();
    if (inputs < MANY) {
      corners(new double[inputs], 0);
    }
  }

  static Map<Property, Value> of(Fold fold) {
    FoldProperties properties = new FoldProperties(fold);
    Map<Property, Value> all = new EnumMap<>(Property.class);
    for (Property property : Property.of(fold.family())) {
      all.put(property, properties.value(property));
    }
    return all;
  }

  /** One group or pair, two for folds of all inputs, half as many again as top-k keeps. */
  private static int inputs(Fold fold) {
    if (fold.parameters().isEmpty()) {
      return 2;
    }
    int k = (int) fold.parameters().get(0).value();
    return fold.name().equals("top-k") ? k + k / 2 : k;
  }

  /** All vectors of -1, 0 and 1. */
  private void corners(double[] x, int place) {
    if (place == inputs) {
      corners.add(x.clone());
      return;
    }
    for (int entry = -1; entry <= 1; entry++) {
      x[place] = entry;
      corners(x, place + 1);
    }
  }

  private Value value(Property property) {
    return switch (property) {
      case INPUTS -> Quantity.of(inputs);
      case OUTPUTS -> Quantity.of(fold.value(new double[inputs]).length);
      case RANGE -> range();
      case PERMUTATION -> permutation();
      case TRANSLATION -> translation();
      case HOMOGENEITY -> Quantity.of(homogeneity());
      case SUM -> Quantity.of(sum());
      case FOLD_LIPSCHITZ -> Quantity.of(lipschitz());
      case SPARSITY -> Quantity.of(sparsity());
      default -> throw new IllegalArgumentException(property + " is none of folds");
    };
  }

  /** The bounds far out, and whether they are values nearby. */
  private RealSet range() {
    double[] far = outputs(Stream.concat(scaled(FAR), scaled(HUGE)));
    double[] near = outputs(Stream.concat(draws.stream(), scaled(1)));
    double low = bound(Math.min(far[0], near[0]));
    double high = bound(Math.max(far[1], near[1]));
    return new RealSet(
        List.of(
            new RealSet.Interval(
                Quantity.of(low),
                near[0] <= low + CLOSE,
                Quantity.of(high),
                near[1] >= high - CLOSE)));
  }

  private double[] outputs(Stream<double[]> places) {
    double[] all = places.flatMapToDouble(x -> Arrays.stream(fold.value(x))).toArray();
    return new double[] {
      Arrays.stream(all).min().orElseThrow(), Arrays.stream(all).max().orElseThrow()
    };
  }

  private static double bound(double value) {
    if (Math.abs(value) > UNBOUNDED) {
      return Math.copySign(Double.POSITIVE_INFINITY, value);
    }
    return Math.abs(value) < CLOSE ? 0 : value;
  }

  /** Corners and directions drawn, so far out. */
  private Stream<double[]> scaled(double factor) {
    return Stream.concat(corners.stream(), draws.stream().skip(draws.size() / 2))
        .map(x -> Arrays.stream(x).map(v -> v * factor).toArray());
  }

  private boolean always(BiPredicate<double[], double[]> law) {
    return draws.stream().allMatch(x -> law.test(x, fold.value(x)));
  }

  private static boolean same(double[] a, double[] b) {
    for (int i = 0; i < a.length; i++) {
      if (Math.abs(a[i] - b[i]) > CLOSE * Math.max(1, Math.abs(a[i]))) {
        return false;
      }
    }
    return true;
  }

  private Word permutation() {
    boolean invariant = true;
    boolean equivariant = fold.value(new double[inputs]).length % inputs == 0;
    for (int i = 0; i + 1 < inputs; i++) {
      int place = i;
      invariant &= always((x, y) -> same(fold.value(swapped(x, place)), y));
      equivariant =
          equivariant && always((x, y) -> same(fold.value(swapped(x, place)), swapped(y, place)));
    }
    return new Word(invariant ? "invariant" : equivariant ? "equivariant" : "none");
  }

  /** With two neighbours exchanged, in each run of as many numbers as there are inputs. */
  private double[] swapped(double[] x, int place) {
    double[] y = x.clone();
    for (int i = place; i + 1 < x.length; i += inputs) {
      y[i] = x[i + 1];
      y[i + 1] = x[i];
    }
    return y;
  }

  private Word translation() {
    if (always((x, y) -> same(fold.value(shifted(x, 1.75)), y))) {
      return new Word("invariant");
    }
    boolean equivariant = always((x, y) -> same(fold.value(shifted(x, 1.75)), shifted(y, 1.75)));
    return new Word(equivariant ? "equivariant" : "none");
  }

  private static double[] shifted(double[] x, double by) {
    return Arrays.stream(x).map(v -> v + by).toArray();
  }

  private static double[] times(double[] x, double factor) {
    return Arrays.stream(x).map(v -> v * factor).toArray();
  }

  private double homogeneity() {
    for (int power = 0; power <= 3; power++) {
      int p = power;
      boolean holds =
          always(
              (x, y) ->
                  same(fold.value(times(x, 3)), times(y, Math.pow(3, p)))
                      && same(fold.value(times(x, 0.5)), times(y, Math.pow(0.5, p))));
      if (holds) {
        return p;
      }
    }
    return Double.NaN;
  }

  private double sum() {
    double sum = Arrays.stream(fold.value(draws.get(0))).sum();
    boolean constant = always((x, y) -> Math.abs(Arrays.stream(y).sum() - sum) < CLOSE);
    return constant ? Math.abs(sum - Math.rint(sum)) < CLOSE ? Math.rint(sum) : sum : Double.NaN;
  }

  private double lipschitz() {
    if (jumps()) {
      return Double.POSITIVE_INFINITY;
    }
    double largest =
        Stream.of(draws.stream(), scaled(1), scaled(FAR), scaled(HUGE))
            .flatMap(places -> places)
            .mapToDouble(this::norm)
            .max()
            .orElseThrow();
    return largest > UNBOUNDED ? Double.POSITIVE_INFINITY : largest;
  }

  /** Whether tiny changes of equal inputs change an output by much. */
  private boolean jumps() {
    double[] equal = new double[inputs];
    Arrays.fill(equal, 1);
    double[] before = fold.value(equal);
    for (int i = 0; i < inputs; i++) {
      for (double change : new double[] {-TINY, TINY}) {
        double[] x = equal.clone();
        x[i] += change;
        double[] after = fold.value(x);
        for (int j = 0; j < after.length; j++) {
          if (Math.abs(after[j] - before[j]) > TINY * UNBOUNDED) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /** The spectral norm of the Jacobian: the root of the largest eigenvalue of J J^T. */
  private double norm(double[] x) {
    int outputs = fold.value(x).length;
    double[][] rows = new double[outputs][];
    for (int i = 0; i < outputs; i++) {
      double[] unit = new double[outputs];
      unit[i] = 1;
      rows[i] = fold.pullback(x, unit);
    }
    double[] v = new double[inputs];
    Arrays.setAll(v, i -> 1 + 0.3 * i - 0.7 * (i % 2));
    double norm = 0;
    for (int round = 0; round < 200; round++) {
      double[] w = new double[inputs];
      for (double[] row : rows) {
        double product = 0;
        for (int j = 0; j < inputs; j++) {
          product += row[j] * v[j];
        }
        for (int j = 0; j < inputs; j++) {
          w[j] += row[j] * product;
        }
      }
      double size = Math.sqrt(Arrays.stream(w).map(c -> c * c).sum());
      if (size == 0) {
        return 0;
      }
      v = times(w, 1 / size);
      norm = Math.sqrt(size);
    }
    return norm;
  }

  /**
   * For two inputs over a grid of quantiles, no point of it a tie, good to 1e-3; for more over the
   * draws.
   */
  private double sparsity() {
    if (inputs != 2) {
      return draws.stream().mapToDouble(this::zeros).average().orElseThrow();
    }
    double sum = 0;
    for (double first : quantiles(QUANTILES)) {
      for (double second : quantiles(QUANTILES + 2)) {
        sum += zeros(new double[] {first, second});
      }
    }
    return sum / QUANTILES / (QUANTILES + 2);
  }

  /** The medians of as many equally likely parts of the standard normal distribution. */
  private static double[] quantiles(int parts) {
    double[] quantiles = new double[parts];
    Arrays.setAll(quantiles, i -> Math.sqrt(2) * InverseErf.value((2 * i + 1.0) / parts - 1));
    return quantiles;
  }

  private double zeros(double[] x) {
    return Arrays.stream(fold.value(x)).map(y -> y == 0 ? 1 : 0).average().orElseThrow();
  }
}

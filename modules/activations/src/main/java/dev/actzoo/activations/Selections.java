package dev.actzoo.activations;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The folds that let inputs through, reorder them or split them, and change none. */
final class Selections {
  private static final int WINNERS = 8;

  private static final int SIZE = 2;

  static final Fold TOP_K =
      Entry.named("top-k", "k-sparse", "k-winners")
          .formula("x_i if x_i is among the k largest, else 0", "x_i\\,[x_i \\ge x_{(k)}]")
          .parameter(Parameter.fixed("k", WINNERS))
          .paper("Makhzani & Frey 2013, arXiv:1312.5663")
          .note("Of equal inputs the earlier ones win; fewer than k inputs all pass.")
          .fold(Fold.Width.SAME, top(WINNERS));

  static final Fold WINNER_TAKE_ALL =
      Entry.named("winner-take-all", "lwta", "wta")
          .formula(
              "x_i if x_i is the largest of its group of k, else 0",
              "x_i\\,[x_i = \\max(x_1, \\ldots, x_k)]")
          .parameter(Parameter.fixed("k", SIZE))
          .paper("Srivastava, Masci, Kazerounian, Gomez & Schmidhuber 2013, Compete to Compute")
          .note("Of equal inputs the first wins.")
          .fold(Fold.Width.SAME, winners(SIZE));

  static final Fold GROUP_SORT =
      Entry.named("group-sort", "max-min")
          .formula("the inputs x of each group of k, smallest first", "x_{(1)}, \\ldots, x_{(k)}")
          .parameter(Parameter.fixed("k", SIZE))
          .paper("Anil, Lucas & Grosse 2018, arXiv:1811.05381")
          .fold(Fold.Width.SAME, sorting(SIZE));

  static final Fold CRELU =
      Entry.named("crelu", "concatenated-relu")
          .formula("max(0, x) and max(0, -x)", "\\left(\\max(0, x), \\max(0, -x)\\right)")
          .paper("Shang, Sohn, Almeida & Lee 2016, arXiv:1603.05201")
          .note(
              "Two ridge functions at once: it stands with the folds as it has twice as many outputs.")
          .fold(Fold.Width.DOUBLE, new VectorFunction(Selections::crelu, Selections::creluBack));

  static final List<Fold> ALL = List.of(TOP_K, WINNER_TAKE_ALL, GROUP_SORT, CRELU);

  /** Those with a number. */
  static final List<Fold> SIZED = List.of(TOP_K, WINNER_TAKE_ALL, GROUP_SORT);

  private Selections() {}

  /** One of these for another number. */
  static Fold of(Fold fold, int k) {
    VectorFunction function =
        switch (fold.name()) {
          case "top-k" -> top(k);
          case "winner-take-all" -> winners(k);
          case "group-sort" -> sorting(k);
          default -> throw new IllegalArgumentException(fold.name() + " has no number");
        };
    return SizedFolds.sized(fold, k, function);
  }

  private static VectorFunction top(int k) {
    return new VectorFunction(x -> kept(x, x, x.length, k), (x, g) -> kept(x, g, x.length, k));
  }

  private static VectorFunction winners(int size) {
    return new VectorFunction(x -> kept(x, x, size, 1), (x, g) -> kept(x, g, size, 1));
  }

  private static VectorFunction sorting(int size) {
    return new VectorFunction(x -> sorted(x, size), (x, g) -> sortedBack(x, g, size));
  }

  /** What is passed where x is among the few largest of its group, zero elsewhere. */
  private static double[] kept(double[] x, double[] passed, int group, int winners) {
    double[] y = new double[x.length];
    for (int from = 0; from < x.length; from += group) {
      order(x, from, group, Comparator.reverseOrder())
          .limit(winners)
          .forEach(i -> y[i] = passed[i]);
    }
    return y;
  }

  /** The places of a group's inputs in the order of their values. */
  private static IntStream order(double[] x, int from, int group, Comparator<Double> by) {
    return IntStream.range(from, Math.min(x.length, from + group))
        .boxed()
        .sorted(Comparator.comparing(i -> x[i], by))
        .mapToInt(Integer::intValue);
  }

  private static double[] sorted(double[] x, int size) {
    double[] y = x.clone();
    for (int from = 0; from < x.length; from += size) {
      Arrays.sort(y, from, Math.min(x.length, from + size));
    }
    return y;
  }

  private static double[] sortedBack(double[] x, double[] gradient, int size) {
    double[] back = new double[x.length];
    for (int from = 0; from < x.length; from += size) {
      int[] order = order(x, from, size, Comparator.naturalOrder()).toArray();
      for (int i = 0; i < order.length; i++) {
        back[order[i]] = gradient[from + i];
      }
    }
    return back;
  }

  private static double[] crelu(double[] x) {
    double[] y = new double[2 * x.length];
    Arrays.setAll(y, i -> Math.max(0, i < x.length ? x[i] : -x[i - x.length]));
    return y;
  }

  private static double[] creluBack(double[] x, double[] gradient) {
    double[] back = new double[x.length];
    Arrays.setAll(
        back, i -> x[i] > 0 ? gradient[i] : x[i] < 0 ? -gradient[i + x.length] : x[i] * 0);
    return back;
  }
}

package dev.actzoo.activations;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** The folds by their definitions, taking groups of two and the eight largest, by name. */
@FunctionalInterface
interface PublishedFold {
  BigDecimal ZERO = BigDecimal.ZERO;
  BigDecimal TWO = BigDecimal.valueOf(2);

  List<BigDecimal> at(List<BigDecimal> x, Precise p);

  static Map<String, PublishedFold> all() {
    Map<String, PublishedFold> all = new HashMap<>();
    all.put("softmax", (x, p) -> each(x, v -> p.over(p.exp(v), exponentials(x, p))));
    all.put("log-softmax", (x, p) -> each(x, v -> v.subtract(p.ln(exponentials(x, p)))));
    all.put("sparsemax", (x, p) -> toOne(x, p, 1));
    all.put("entmax", (x, p) -> toOne(each(x, v -> p.over(v, TWO)), p, 2));
    all.put("maxout", (x, p) -> groups(x, g -> List.of(g.get(0).max(g.get(1)))));
    all.put("minout", (x, p) -> groups(x, g -> List.of(g.get(0).min(g.get(1)))));
    all.put("mean-fold", (x, p) -> groups(x, g -> List.of(p.over(sum(g), TWO))));
    all.put("lse-fold", (x, p) -> groups(x, g -> List.of(p.ln(exponentials(g, p)))));
    all.put(
        "l2-fold",
        (x, p) -> groups(x, g -> List.of(p.root(p.over(sum(each(g, v -> v.pow(2))), TWO)))));
    all.put(
        "top-k",
        (x, p) -> {
          BigDecimal least = x.stream().sorted(Comparator.reverseOrder()).toList().get(7);
          return each(x, v -> v.compareTo(least) >= 0 ? v : ZERO);
        });
    all.put(
        "winner-take-all",
        (x, p) -> groups(x, g -> each(g, v -> v.equals(g.get(0).max(g.get(1))) ? v : ZERO)));
    all.put("group-sort", (x, p) -> groups(x, g -> g.stream().sorted().toList()));
    all.put(
        "crelu",
        (x, p) -> {
          List<BigDecimal> y = new ArrayList<>(each(x, v -> v.max(ZERO)));
          y.addAll(each(x, v -> v.negate().max(ZERO)));
          return y;
        });
    Map<String, PublishedFormula> ridge = PublishedFormula.all();
    all.put("glu", gated(ridge.get("sigmoid")));
    all.put("bilinear", gated(ridge.get("identity")));
    all.put("reglu", gated(ridge.get("relu")));
    all.put("geglu", gated(ridge.get("gelu")));
    all.put("swiglu", gated(ridge.get("silu")));
    return all;
  }

  private static List<BigDecimal> each(List<BigDecimal> x, UnaryOperator<BigDecimal> f) {
    return x.stream().map(f).toList();
  }

  private static BigDecimal sum(List<BigDecimal> x) {
    return x.stream().reduce(ZERO, BigDecimal::add);
  }

  private static BigDecimal exponentials(List<BigDecimal> x, Precise p) {
    return sum(each(x, p::exp));
  }

  private static List<BigDecimal> groups(
      List<BigDecimal> x, Function<List<BigDecimal>, List<BigDecimal>> f) {
    return IntStream.range(0, x.size() / 2)
        .mapToObj(i -> f.apply(x.subList(2 * i, 2 * i + 2)))
        .flatMap(List::stream)
        .toList();
  }

  /** max(x - tau, 0)^power with the tau, found by bisection, that makes the sum one. */
  private static List<BigDecimal> toOne(List<BigDecimal> x, Precise p, int power) {
    BiFunction<BigDecimal, BigDecimal, BigDecimal> f =
        (v, tau) -> v.subtract(tau).max(ZERO).pow(power);
    BigDecimal high = x.stream().max(Comparator.naturalOrder()).orElseThrow();
    BigDecimal low = high.subtract(BigDecimal.ONE);
    for (int i = 0; i < 160; i++) {
      BigDecimal middle = p.over(low.add(high), TWO);
      if (sum(each(x, v -> f.apply(v, middle))).compareTo(BigDecimal.ONE) > 0) {
        low = middle;
      } else {
        high = middle;
      }
    }
    BigDecimal tau = high;
    return each(x, v -> f.apply(v, tau));
  }

  private static PublishedFold gated(PublishedFormula gate) {
    return (x, p) ->
        IntStream.range(0, x.size() / 2)
            .mapToObj(i -> p.times(x.get(i), gate.at(x.get(x.size() / 2 + i), p)))
            .toList();
  }
}

package dev.actzoo.activations;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/** The published formulas made of pieces of polynomials, by catalogue name. */
final class PublishedPieces {
  private static final BigDecimal ZERO = BigDecimal.ZERO;
  private static final BigDecimal ONE = BigDecimal.ONE;
  private static final BigDecimal HALF = new BigDecimal("0.5");

  private PublishedPieces() {}

  static Map<String, PublishedFormula> all() {
    Map<String, PublishedFormula> all = new HashMap<>();
    all.put("step", (x, p) -> x.signum() > 0 ? ONE : ZERO);
    all.put("sign", (x, p) -> BigDecimal.valueOf(x.signum()));
    all.put("prelu", (x, p) -> x.max(x.multiply(new BigDecimal("0.25"))));
    all.put("rrelu", (x, p) -> x.max(p.over(p.times(number(11), x), number(48))));
    all.put("thresholded-relu", (x, p) -> x.compareTo(ONE) > 0 ? x : ZERO);
    all.put("shifted-relu", (x, p) -> x.max(ONE.negate()));
    all.put("squared-relu", (x, p) -> x.max(ZERO).pow(2));
    all.put("hard-tanh", (x, p) -> clipped(x, ONE));
    all.put("hard-sigmoid", (x, p) -> p.over(clipped(x, number(3)).add(number(3)), number(6)));
    all.put(
        "dl4j-hard-sigmoid", (x, p) -> clipped(x.multiply(new BigDecimal("0.2")), HALF).add(HALF));
    all.put("hard-shrink", (x, p) -> x.abs().compareTo(HALF) > 0 ? x : ZERO);
    all.put("soft-shrink", (x, p) -> x.subtract(clipped(x, HALF)));
    all.put("triangular", (x, p) -> ONE.subtract(x.abs()).max(ZERO));
    all.put("absolute", (x, p) -> x.abs());
    all.put("square", (x, p) -> x.multiply(x));
    all.put("cube", (x, p) -> x.pow(3));
    all.put(
        "sqnl",
        (x, p) -> {
          BigDecimal u = clipped(x, number(2));
          return u.subtract(u.multiply(u.abs()).multiply(new BigDecimal("0.25")));
        });
    all.put(
        "pau",
        (x, p) ->
            p.over(
                polynomial(x, "0.02979278 0.61837353 2.32330906 3.05193624 1.48542032 0.25102450"),
                polynomial(x.abs(), "1 1.14195484 4.39315997 0.87147123 0.34720652")));
    all.put(
        "rational",
        (x, p) -> p.over(polynomial(x, "0.0218 0.5 1.5957 1.1915"), polynomial(x, "1 0 2.383")));
    return all;
  }

  private static BigDecimal number(int n) {
    return BigDecimal.valueOf(n);
  }

  private static BigDecimal clipped(BigDecimal x, BigDecimal bound) {
    return x.max(bound.negate()).min(bound);
  }

  private static BigDecimal polynomial(BigDecimal x, String coefficients) {
    BigDecimal sum = ZERO;
    BigDecimal power = ONE;
    for (String coefficient : coefficients.split(" ")) {
      sum = sum.add(power.multiply(new BigDecimal(coefficient)));
      power = power.multiply(x);
    }
    return sum;
  }
}

package dev.actzoo.activations;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/** The published formulas with elementary functions beyond those of the oldest entries, by name. */
final class PublishedSmooth {
  private static final BigDecimal ZERO = BigDecimal.ZERO;
  private static final BigDecimal ONE = BigDecimal.ONE;
  private static final BigDecimal TWO = BigDecimal.valueOf(2);
  private static final BigDecimal SCALE = new BigDecimal("1.7159");

  private PublishedSmooth() {}

  static Map<String, PublishedFormula> all() {
    PublishedFormula sigmoid = (x, p) -> p.over(ONE, p.add(ONE, p.exp(x.negate())));
    PublishedFormula softplus = (x, p) -> p.ln(p.add(ONE, p.exp(x)));
    PublishedFormula silu = (x, p) -> p.times(x, sigmoid.at(x, p));
    PublishedFormula isru = (x, p) -> p.over(x, p.root(p.add(ONE, p.times(x, x))));
    PublishedFormula normal = (x, p) -> p.over(p.add(ONE, p.erf(p.over(x, p.root(TWO)))), TWO);
    PublishedFormula bell = (x, p) -> p.exp(p.times(x, x).negate());

    Map<String, PublishedFormula> all = new HashMap<>();
    all.put(
        "celu", (x, p) -> x.signum() > 0 ? x : p.times(TWO, p.exp(p.over(x, TWO)).subtract(ONE)));
    all.put("squareplus", (x, p) -> p.over(p.add(x, hypotenuse(x, 2, p)), TWO));
    all.put("bent-identity", (x, p) -> p.add(x, p.over(hypotenuse(x, 1, p).subtract(ONE), TWO)));
    all.put("isru", isru);
    all.put("isrlu", (x, p) -> x.signum() > 0 ? x : isru.at(x, p));
    all.put("log-sigmoid", (x, p) -> p.ln(sigmoid.at(x, p)));
    all.put("tanh-shrink", (x, p) -> x.subtract(p.tanh(x)));
    all.put("softsign", (x, p) -> p.over(x, ONE.add(x.abs())));
    all.put("arctan", (x, p) -> p.atan(x));
    all.put(
        "asinh",
        (x, p) -> {
          BigDecimal size = p.ln(p.add(x.abs(), hypotenuse(x, 1, p)));
          return x.signum() < 0 ? size.negate() : size;
        });
    all.put(
        "symlog",
        (x, p) -> {
          BigDecimal size = p.ln(p.add(ONE, x.abs()));
          return x.signum() < 0 ? size.negate() : size;
        });
    all.put("lecun-tanh", (x, p) -> p.times(SCALE, p.tanh(twoThirds(x, p))));
    all.put("rectified-tanh", (x, p) -> p.tanh(x).max(ZERO));
    all.put(
        "rational-tanh",
        (x, p) -> {
          BigDecimal y = twoThirds(x.abs(), p);
          BigDecimal quartic = p.times(new BigDecimal("1.41645"), y.pow(4));
          BigDecimal root = p.add(p.add(ONE, y), p.add(p.times(y, y), quartic));
          BigDecimal size = p.times(SCALE, ONE.subtract(p.over(ONE, root)));
          return x.signum() < 0 ? size.negate() : size;
        });
    all.put("normal-cdf", normal);
    all.put("gaussian-ridge", bell);
    all.put("swish-beta", silu);
    all.put("eswish", (x, p) -> p.times(new BigDecimal("1.25"), silu.at(x, p)));
    all.put("serf", (x, p) -> p.times(x, p.erf(softplus.at(x, p))));
    all.put("smish", (x, p) -> p.times(x, p.tanh(p.ln(p.add(ONE, sigmoid.at(x, p))))));
    all.put("logish", (x, p) -> p.times(x, p.ln(p.add(ONE, sigmoid.at(x, p)))));
    all.put(
        "tanhexp",
        (x, p) -> x.compareTo(BigDecimal.valueOf(50)) > 0 ? x : p.times(x, p.tanh(p.exp(x))));
    all.put("phish", (x, p) -> p.times(x, p.tanh(p.times(x, normal.at(x, p)))));
    all.put(
        "aria-2",
        (x, p) -> {
          BigDecimal root = p.add(ONE, p.exp(x.multiply(TWO).negate()));
          return p.over(x, p.times(root, p.root(root)));
        });
    all.put(
        "elish", (x, p) -> p.times(x.signum() > 0 ? x : p.exp(x).subtract(ONE), sigmoid.at(x, p)));
    all.put("sinusoid", (x, p) -> p.sin(x));
    all.put("siren", (x, p) -> p.sin(x.multiply(BigDecimal.valueOf(30))));
    all.put("snake", (x, p) -> p.add(x, p.sin(x).pow(2)));
    all.put("gcu", (x, p) -> p.times(x, p.cos(x)));
    all.put(
        "sinc",
        (x, p) -> {
          boolean tiny = x.abs().compareTo(new BigDecimal("1e-60")) < 0;
          BigDecimal parabola = ONE.subtract(p.over(x.multiply(x), BigDecimal.valueOf(6)));
          return tiny ? parabola : p.over(p.sin(x), x);
        });
    return all;
  }

  private static BigDecimal hypotenuse(BigDecimal x, int other, Precise p) {
    return p.root(p.add(p.times(x, x), BigDecimal.valueOf((long) other * other)));
  }

  private static BigDecimal twoThirds(BigDecimal x, Precise p) {
    return p.over(p.times(TWO, x), BigDecimal.valueOf(3));
  }
}

package dev.actzoo.activations;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/** The published formulas, written out as their sources have them, by catalogue name. */
@FunctionalInterface
interface PublishedFormula {
  BigDecimal ONE = BigDecimal.ONE;
  BigDecimal HALF = new BigDecimal("0.5");

  BigDecimal at(BigDecimal x, Precise p);

  static Map<String, PublishedFormula> all() {
    BigDecimal scale = new BigDecimal("1.0507009873554804934193349852946");
    BigDecimal alpha = new BigDecimal("1.6732632423543772848170429916717");
    BigDecimal six = BigDecimal.valueOf(6);
    PublishedFormula elu = (x, p) -> x.signum() > 0 ? x : p.exp(x).subtract(ONE);
    PublishedFormula sigmoid = (x, p) -> p.over(ONE, p.add(ONE, p.exp(x.negate())));
    PublishedFormula softplus = (x, p) -> p.ln(p.add(ONE, p.exp(x)));
    PublishedFormula relu6 = (x, p) -> x.max(BigDecimal.ZERO).min(six);
    PublishedFormula geluSigmoid =
        (x, p) -> p.times(x, sigmoid.at(p.times(new BigDecimal("1.702"), x), p));

    Map<String, PublishedFormula> all = new HashMap<>();
    all.put("identity", (x, p) -> x);
    all.put("relu", (x, p) -> x.max(BigDecimal.ZERO));
    all.put("leaky-relu", (x, p) -> x.max(x.multiply(new BigDecimal("0.01"))));
    all.put("relu6", relu6);
    all.put(
        "hard-swish", (x, p) -> p.over(p.times(x, relu6.at(x.add(BigDecimal.valueOf(3)), p)), six));
    all.put("elu", elu);
    all.put(
        "selu",
        (x, p) -> p.times(scale, x.signum() > 0 ? x : p.times(alpha, p.exp(x).subtract(ONE))));
    all.put("softplus", softplus);
    all.put("silu", (x, p) -> p.times(x, sigmoid.at(x, p)));
    all.put("mish", (x, p) -> p.times(x, p.tanh(softplus.at(x, p))));
    all.put("tanh", (x, p) -> p.tanh(x));
    all.put("sigmoid", sigmoid);
    all.put("gelu", (x, p) -> half(x, p.erf(p.over(x, p.root(BigDecimal.valueOf(2)))), p));
    all.put("gelu-tanh", (x, p) -> tanhForm(x, p.times(new BigDecimal("0.044715"), x.pow(3)), p));
    all.put("gelu-sigmoid", geluSigmoid);
    all.put("dl4j-gelu", geluSigmoid);
    all.put(
        "dl4j-gelu-precise",
        (x, p) -> tanhForm(x, p.times(new BigDecimal("0.044715"), x).pow(3), p));
    all.putAll(PublishedPieces.all());
    all.putAll(PublishedSmooth.all());
    all.putAll(radial());
    return all;
  }

  private static Map<String, PublishedFormula> radial() {
    PublishedFormula square = (r, p) -> p.times(r, r);
    PublishedFormula exponential = (r, p) -> p.exp(r.negate());
    PublishedFormula quadric = (r, p) -> p.add(ONE, square.at(r, p));
    Map<String, PublishedFormula> all = new HashMap<>();
    all.put("gaussian", (r, p) -> p.exp(square.at(r, p).negate()));
    all.put("multiquadric", (r, p) -> p.root(quadric.at(r, p)));
    all.put("inverse-multiquadric", (r, p) -> p.over(ONE, p.root(quadric.at(r, p))));
    all.put("inverse-quadratic", (r, p) -> p.over(ONE, quadric.at(r, p)));
    all.put("thin-plate-spline", (r, p) -> p.times(square.at(r, p), p.ln(r)));
    all.put("polyharmonic", (r, p) -> p.times(r, square.at(r, p)));
    all.put(
        "bump",
        (r, p) -> {
          BigDecimal gap = ONE.subtract(square.at(r, p));
          boolean nothing = gap.compareTo(new BigDecimal("1e-6")) <= 0;
          return nothing ? BigDecimal.ZERO : p.exp(p.over(gap.subtract(ONE), gap));
        });
    all.put("exponential-rbf", exponential);
    all.put("matern", (r, p) -> p.times(ONE.add(r), exponential.at(r, p)));
    all.put(
        "wendland",
        (r, p) ->
            p.times(
                ONE.subtract(r).max(BigDecimal.ZERO).pow(4),
                ONE.add(r.multiply(BigDecimal.valueOf(4)))));
    return all;
  }

  private static BigDecimal half(BigDecimal x, BigDecimal odd, Precise p) {
    return p.times(p.times(HALF, x), p.add(ONE, odd));
  }

  private static BigDecimal tanhForm(BigDecimal x, BigDecimal cubic, Precise p) {
    BigDecimal scale = p.root(p.over(BigDecimal.valueOf(2), p.pi()));
    return half(x, p.tanh(p.times(scale, p.add(x, cubic))), p);
  }
}

package dev.actzoo.data;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import java.util.Objects;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * How the examples of a generated dataset are worked out: the same examples for the same values.
 *
 * @param kind what is generated
 * @param noise the standard deviation of the Gaussian noise on coordinates, or on values of a
 *     function
 * @param seed from which all that is random in it follows
 */
public record Generation(Kind kind, double noise, long seed) {

  /** What can be generated. */
  public enum Kind {
    /** Two interleaved spirals in the plane. */
    @JsonProperty("spiral")
    SPIRAL,
    /** Two interleaved half circles in the plane. */
    @JsonProperty("two-moons")
    TWO_MOONS,
    /** sin(2 pi x) on [-1, 1]. */
    @JsonProperty("sine")
    SINE,
    /** sign(x) on [-1, 1]. */
    @JsonProperty("step")
    STEP,
    /** |x| on [-1, 1]. */
    @JsonProperty("absolute-value")
    ABSOLUTE_VALUE,
    /** 1 / (1 + 25 x^2) on [-1, 1]. */
    @JsonProperty("runge")
    RUNGE
  }

  /** Part of a generated dataset's identity; to be raised when a generator gives other examples. */
  private static final int VERSION = 1;

  public Generation {
    Objects.requireNonNull(kind, "kind");
    if (!(noise >= 0 && noise < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("noise is " + noise + "; it must be at least 0");
    }
  }

  /**
   * What draws the examples of a part.
   *
   * @param part tells the parts of a dataset from one another
   */
  UniformRandomProvider random(int part) {
    long family = RandomSource.SPLIT_MIX_64.create(seed).nextLong();
    return RandomSource.XO_SHI_RO_256_PP.create(family + part);
  }

  /** All that the examples follow from, but for their number. */
  String identity() {
    return String.format(
        Locale.ROOT, "generated %d %s noise %s seed %d", VERSION, kind, noise, seed);
  }
}

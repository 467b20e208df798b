package dev.actzoo.models;

import dev.actzoo.activations.Activation;
import dev.actzoo.activations.Fold;
import dev.actzoo.activations.Ridge;
import dev.actzoo.input.BadInputException;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * The power of its input that an activation grows like. Layers in a row that grow like a power
 * above 1, with nothing between them that normalises, make a net whose output grows like that
 * power's power: no scale of the weights keeps more than a few examples of a batch alive.
 */
final class Growth {
  /** The least power of a whole net that is refused; below it nets were seen to train. */
  private static final double REFUSED = 32;

  /** Where growth is measured, which is far out; a power of two. */
  private static final double FAR = 0x1p20;

  private static final int POINTS = 64;

  private Growth() {}

  /**
   * Refuses an activation that cannot be trained so many layers deep.
   *
   * @param way what to do about it, such as what to set
   * @throws BadInputException if it cannot
   */
  static void requireTrainable(String model, int layers, Activation activation, String way) {
    double power = of(activation);
    double ofNet = Math.pow(power, layers);
    if (power > 1 && Double.isFinite(power) && ofNet >= REFUSED) {
      throw new BadInputException(
          "activation %s grows like the power %d of its input, and %s has it %d times with nothing between that normalises, so that few examples would drown all others (power %.0f); %s"
              .formatted(activation.name(), Math.round(power), model, layers, ofNet, way));
    }
  }

  /** The power, to the nearest tenth; infinite for exponential growth. */
  static double of(Activation activation) {
    if (activation instanceof Ridge ridge) {
      return ofCurve(ridge::value);
    }
    Ridge gate = activation instanceof Fold fold ? fold.gate() : null;
    return gate == null ? 1 : 1 + ofCurve(gate::value);
  }

  private static double ofCurve(DoubleUnaryOperator f) {
    double near = greatest(f, FAR);
    double far = greatest(f, 2 * FAR);
    if (!(near > 0)) {
      return 0;
    }
    double power = Math.log(far / near) / Math.log(2);
    return Double.isNaN(power) ? Double.POSITIVE_INFINITY : Math.rint(10 * power) / 10;
  }

  /** The greatest size of the values at points from x to 2 x and from -2 x to -x. */
  private static double greatest(DoubleUnaryOperator f, double x) {
    return IntStream.range(0, 2 * POINTS)
        .mapToDouble(i -> (i < POINTS ? 1 : -1) * x * (1 + (i % POINTS) / (double) POINTS))
        .map(f)
        .map(Math::abs)
        .max()
        .orElseThrow();
  }
}

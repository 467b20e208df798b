package dev.actzoo.activations;

/**
 * How the weights of the map before a function start.
 *
 * @param inputScale the root mean square that the function's input is to have
 * @param uniform whether weights are drawn from a uniform distribution; else from a normal one
 */
public record WeightStart(double inputScale, boolean uniform) {
  /** Normal weights that give an input of root mean square 1. */
  public static final WeightStart STANDARD = new WeightStart(1, false);

  public WeightStart {
    if (!(inputScale > 0 && inputScale < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("an input scale is above 0, not " + inputScale);
    }
  }
}

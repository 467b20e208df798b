package dev.actzoo.activations;

/**
 * A number in a function's formula that has a name.
 *
 * @param name as in the formula
 * @param value what the reference is computed with: the constant, or the value training starts from
 * @param kind whether training changes it
 */
public record Parameter(String name, double value, Kind kind) {
  /** Where a parameter's value comes from. */
  public enum Kind {
    /** A constant. */
    FIXED,
    /** Learned with the weights, one for each layer. */
    LEARNED_PER_LAYER,
    /** Learned with the weights, one for each channel. */
    LEARNED_PER_CHANNEL,
    /** Drawn anew for each element while training, its mean afterwards. */
    RANDOM
  }

  static Parameter fixed(String name, double value) {
    return new Parameter(name, value, Kind.FIXED);
  }

  static Parameter learnedPerLayer(String name, double value) {
    return new Parameter(name, value, Kind.LEARNED_PER_LAYER);
  }

  static Parameter learnedPerChannel(String name, double value) {
    return new Parameter(name, value, Kind.LEARNED_PER_CHANNEL);
  }

  static Parameter random(String name, double mean) {
    return new Parameter(name, mean, Kind.RANDOM);
  }

  public boolean learned() {
    return kind == Kind.LEARNED_PER_LAYER || kind == Kind.LEARNED_PER_CHANNEL;
  }
}

package dev.actzoo.activations;

import org.jspecify.annotations.Nullable;

/**
 * An aggregation over several inputs, such as a maximum or a softmax.
 *
 * @param width how many outputs there are
 * @param function the function and its pullback at the parameters' default values: the reference
 *     that every kernel is measured against
 * @param gate of a gated unit, the function of the second half that the first is multiplied by;
 *     null if it is none
 */
public record Fold(Entry entry, Width width, VectorFunction function, @Nullable Ridge gate)
    implements Activation {
  /** The number of a fold's outputs, by that of its inputs. */
  public enum Width {
    /** As many as inputs. */
    SAME,
    /** One for each run of k consecutive inputs; k is the fold's first parameter. */
    GROUPS,
    /** One for each pair of an input of the first half and its partner in the second. */
    HALVES,
    /** Two for each input: all first outputs, then all second ones. */
    DOUBLE
  }

  @Override
  public Family family() {
    return Family.FOLD;
  }

  /** f(x). */
  public double[] value(double... x) {
    return function.value(x);
  }

  /** The gradient with respect to x of a loss whose gradient with respect to f(x) is given. */
  public double[] pullback(double[] x, double[] gradient) {
    return function.pullback(x, gradient);
  }

  /** The number of outputs for that number of inputs. */
  public int outputs(int inputs) {
    return switch (width) {
      case SAME -> inputs;
      case GROUPS -> whole(inputs, (int) entry.parameters().get(0).value());
      case HALVES -> whole(inputs, 2);
      case DOUBLE -> 2 * inputs;
    };
  }

  private int whole(int inputs, int divisor) {
    if (inputs % divisor != 0) {
      throw new IllegalArgumentException(
          "%s takes inputs in %ss, not %d".formatted(entry.name(), divisor, inputs));
    }
    return inputs / divisor;
  }
}

package dev.actzoo.kernels;

/** An elementwise function that the kernels can run forward and backward. */
public sealed interface Pointwise permits NativePointwise, FormulaPointwise {
  Pointwise IDENTITY = NativePointwise.IDENTITY;
  Pointwise RELU = NativePointwise.RELU;

  /** What the backward pass of a function reads besides the incoming gradient. */
  enum Needs {
    NOTHING,
    INPUT,
    OUTPUT
  }

  /** What the backward pass needs kept from the forward pass. */
  Needs backwardNeeds();

  /**
   * The function of that name of the catalogue or of that formula: a native one where there is one.
   *
   * @throws dev.actzoo.input.BadInputException if it is neither
   */
  static Pointwise named(String activation) {
    return NativePointwise.find(activation)
        .<Pointwise>map(f -> f)
        .orElseGet(() -> FormulaPointwise.named(activation));
  }
}

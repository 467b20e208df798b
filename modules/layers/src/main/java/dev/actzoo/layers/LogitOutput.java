package dev.actzoo.layers;

/** A classifier's output layer, which can leave its last step, the softmax, to the caller. */
public interface LogitOutput {
  /** Whether it gives logits, not probabilities, from now on; training does not mind. */
  void giveLogits(boolean wanted);
}

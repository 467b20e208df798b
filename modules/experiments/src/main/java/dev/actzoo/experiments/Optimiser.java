package dev.actzoo.experiments;

/** The rule that turns gradients into parameter updates. */
public enum Optimiser {
  /** Stochastic gradient descent with (Nesterov) momentum. */
  SGD,
  /** Adam (Kingma and Ba 2015); weight decay is added to the gradient (L2). */
  ADAM,
  /** Adam with decoupled weight decay (Loshchilov and Hutter 2019). */
  ADAMW
}

package dev.actzoo.experiments;

/** How the learning rate moves after warm-up, over the steps that remain. */
public enum Schedule {
  /** Stays at the peak. */
  CONSTANT,
  /** Falls in a straight line that meets zero one step after the last. */
  LINEAR,
  /**
   * Falls along half a cosine that meets zero one step after the last (Loshchilov and Hutter 2017,
   * without restarts).
   */
  COSINE
}

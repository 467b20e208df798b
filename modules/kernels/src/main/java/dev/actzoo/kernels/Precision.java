package dev.actzoo.kernels;

/**
 * The number format in which convolutions and products of two matrices multiply. Arrays, sums and
 * everything else are float32 whatever it is.
 */
public enum Precision {
  FLOAT32,
  /** Factors are rounded to bfloat16 (8 bits of mantissa), products are summed in float32. */
  BFLOAT16
}

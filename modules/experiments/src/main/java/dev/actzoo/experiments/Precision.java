package dev.actzoo.experiments;

import java.util.Locale;

/** The number format that the training step computes in; parameters are always kept in float32. */
public enum Precision {
  /** IEEE single precision throughout. */
  FLOAT32,
  /** Convolutions and matrix products of bfloat16 factors, summed in float32. */
  BF16;

  /** The name that files and people use, such as {@code bf16}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}

package dev.actzoo.experiments;

/** The number format that convolutions and dense layers multiply in; weights stay float32. */
public enum Precision {
  /** 24 bits of mantissa. */
  FLOAT32,
  /** bfloat16, 8 bits of mantissa and the range of float32, summed in float32. */
  BF16
}

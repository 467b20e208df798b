package dev.actzoo.cli;

import dev.actzoo.experiments.Precision;
import dev.actzoo.input.BadInputException;
import java.util.Set;

/** Which precisions a processor computes in at full speed. */
final class Precisions {
  private Precisions() {}

  /**
   * Refuses what this machine would have to emulate.
   *
   * @throws BadInputException if the processor has no instructions for that precision
   */
  static void requireComputable(Precision precision) {
    if (precision != Precision.FLOAT32) {
      requireComputable(precision, Machine.features(), Machine.processor());
    }
  }

  static void requireComputable(Precision precision, Set<String> features, String processor) {
    boolean computable =
        switch (precision) {
          case FLOAT32 -> true;
          case BF16 ->
              features.contains(Machine.AVX512_BF16) || features.contains(Machine.AMX_BF16);
        };
    if (!computable) {
      throw new BadInputException(
          "training.precision is %s, but this processor (%s) has neither AVX-512 BF16 nor AMX; use float32"
              .formatted(precision.label(), processor));
    }
  }
}

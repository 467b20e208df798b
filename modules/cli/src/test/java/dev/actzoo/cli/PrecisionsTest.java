package dev.actzoo.cli;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.actzoo.experiments.Precision;
import dev.actzoo.input.BadInputException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PrecisionsTest {
  @Test
  void bf16NeedsInstructionsForIt() {
    for (String flag : List.of("avx512_bf16", "amx_bf16")) {
      Set<String> features = Machine.features(List.of("flags : avx2 avx512f " + flag));
      assertThatCode(() -> Precisions.requireComputable(Precision.BF16, features, "X"))
          .doesNotThrowAnyException();
    }
    Set<String> older = Machine.features(List.of("flags : avx2 avx512f avx512_vnni amx_int8"));
    assertThatThrownBy(() -> Precisions.requireComputable(Precision.BF16, older, "Old CPU"))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "training.precision is bf16, but this processor (Old CPU) has neither AVX-512 BF16 nor"
                + " AMX; use float32");
  }

  @Test
  void float32IsComputableAnywhere() {
    assertThatCode(() -> Precisions.requireComputable(Precision.FLOAT32, Set.of(), "X"))
        .doesNotThrowAnyException();
  }
}

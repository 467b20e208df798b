package dev.actzoo.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NvrtcTest {
  @ParameterizedTest
  @CsvSource({"3,7,37", "5,3,52", "6,0,60", "6,2,61", "7,2,70", "8,6,86", "8,7,86", "8,9,86"})
  void theTargetIsTheLatestWhoseCodeRuns(int major, int minor, int target) {
    assertThat(Nvrtc.target(major, minor)).isEqualTo(target);
  }

  @ParameterizedTest
  @CsvSource({"3,5", "9,0", "12,0"})
  void thereIsNoTargetForOthers(int major, int minor) {
    assertThatThrownBy(() -> Nvrtc.target(major, minor))
        .hasMessage("no code for compute capability " + major + "." + minor);
  }

  @Test
  void whatTheCompilerObjectsToIsInTheMessage() {
    FakeCuda cuda = new FakeCuda();
    cuda.objection = "formula.cu(1): error: expected a \";\"";
    assertThatThrownBy(() -> new Nvrtc(cuda.compiler()).compile("float", 8, 6))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("NVRTC_ERROR_COMPILATION: formula.cu(1): error: expected a \";\"");
  }
}

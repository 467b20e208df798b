package dev.actzoo.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.actzoo.activations.Catalogue;
import dev.actzoo.activations.Ridge;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** NVIDIA's own compiler, which needs no GPU, on the kernels of every formula. */
@Tag("cuda")
class NvrtcCompilationTest {
  private static Nvrtc nvrtc;

  @BeforeAll
  static void load() throws IOException {
    nvrtc = Nvrtc.ofThisBuild();
  }

  static Stream<Ridge> activations() {
    return Catalogue.ridges().stream().filter(activation -> !activation.name().startsWith("dl4j-"));
  }

  @Test
  void itIsThatOfCuda11Point6() {
    assertThat(nvrtc.version()).isEqualTo("11.6");
  }

  @ParameterizedTest
  @MethodSource("activations")
  void everyActivationCompiles(Ridge activation) {
    String code = compile(Pointwise.named(activation.name()), 8, 6);
    assertThat(code)
        .startsWith("\u007fELF")
        .contains(".text." + CudaSource.FORWARD + "\0", ".text." + CudaSource.BACKWARD + "\0");
  }

  @ParameterizedTest
  @CsvSource({"3,7", "5,0", "5,2", "6,0", "6,1", "7,0", "7,5", "8,0", "8,6", "8,9"})
  void thereIsCodeForEveryGpuThatNd4jHasCodeFor(int major, int minor) {
    String formula = "a * x * sinc(b * x) + relu6(x)^1.5 - sign(x) * softplus(x); a ~ 1, b ~ 2";
    assertThat(compile(FormulaPointwise.of(formula), major, minor))
        .contains(".text." + CudaSource.byParameter(0) + "\0")
        .contains(".text." + CudaSource.byParameter(1) + "\0");
  }

  @Test
  void whatItObjectsToIsTold() {
    assertThatThrownBy(() -> nvrtc.compile("float f(float x) { return y; }", 8, 6))
        .hasMessageContaining("NVRTC_ERROR_COMPILATION")
        .hasMessageContaining("identifier \"y\" is undefined");
  }

  private static String compile(Pointwise f, int major, int minor) {
    byte[] code = nvrtc.compile(FusedFormulas.source(f), major, minor);
    return new String(code, StandardCharsets.ISO_8859_1);
  }
}

package dev.actzoo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.actzoo.activations.Catalogue;
import dev.actzoo.activations.Ridge;
import dev.actzoo.cli.device.DeviceGuard;
import dev.actzoo.cli.device.DeviceRequest;
import dev.actzoo.experiments.Ledger;
import dev.actzoo.experiments.Outcome;
import dev.actzoo.kernels.ConvolutionShape;
import dev.actzoo.kernels.HostMemory;
import dev.actzoo.kernels.Kernels;
import dev.actzoo.kernels.Pointwise;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What only a machine with an NVIDIA GPU can show; {@code docker/gpu-check.sh} runs it. */
@Tag("gpu")
class GpuTest {
  @TempDir Path folder;

  @BeforeAll
  static void takeTheGpu() {
    DeviceGuard.ofThisProcess().choose(DeviceRequest.of("cuda")).apply();
  }

  static Stream<Ridge> activations() {
    return Catalogue.ridges().stream().filter(activation -> !activation.name().startsWith("dl4j-"));
  }

  @Test
  void arraysAreOnTheGpuAndTheBackendNamesIt() {
    assertThat(Backend.load(Build.ofThisProgram()).description())
        .startsWith("ND4J JCublasBackend 1.")
        .contains(", on ", "compute capability");
    assertThat(Kernels.of(DataType.FLOAT).description())
        .isEqualTo("ND4J operations on JCublasBackend, formulas fused by NVRTC 11.6");
  }

  @ParameterizedTest
  @MethodSource("activations")
  void activationsHaveTheirValuesAndDerivatives(Ridge activation) {
    Pointwise f = Pointwise.named(activation.name());
    Kernels kernels = Kernels.of(DataType.FLOAT);
    INDArray x = Nd4j.arange(513).castTo(DataType.FLOAT).muli(0.03125).subi(8);
    INDArray y = x.ulike();
    kernels.activate(f, x, y);
    INDArray gradient = Nd4j.onesLike(x);
    INDArray kept = f.backwardNeeds() == Pointwise.Needs.OUTPUT ? y : x;
    INDArray derivative = x.ulike();
    kernels.activateBackward(f, kept, gradient, derivative);
    for (int i = 0; i < 513; i++) {
      double at = -8 + 0.03125 * i;
      assertThat(y.getDouble(i)).isCloseTo(activation.curve().value(at), within(1e-5));
      if (at != 0 && Math.abs(at) != 3 && at != 6) {
        assertThat(derivative.getDouble(i))
            .isCloseTo(activation.curve().derivative(at), within(1e-5));
      }
    }
    assertThat(kernels.description()).as("no kernel failed").contains("fused by NVRTC");
  }

  @Test
  void whatTheHostWritesTheGpuReadsAndBack() {
    INDArray array = Nd4j.ones(DataType.FLOAT, 1000).muli(2);
    FloatBuffer host = HostMemory.of(array).asFloatBuffer();
    assertThat(host.get(999)).isEqualTo(2);
    host.put(999, 5);
    assertThat(array.mul(3).getFloat(999)).isEqualTo(15);
  }

  @Test
  void aConvolutionOfOnesCountsItsWindow() {
    ConvolutionShape shape = new ConvolutionShape(2, 6, 6, 3, 4, 3, 1, 1);
    INDArray in = Nd4j.ones(DataType.FLOAT, 2, 6, 6, 3);
    INDArray out = Nd4j.create(DataType.FLOAT, 2, 6, 6, 4);
    Kernels.of(DataType.FLOAT)
        .convolution(shape, in, Nd4j.ones(DataType.FLOAT, 4, 3, 3, 3), null, out);
    assertThat(out.getFloat(0, 3, 3, 0)).isEqualTo(27);
    assertThat(out.getFloat(1, 0, 0, 3)).isEqualTo(12);
  }

  @Test
  void trialsOfBothModelsCompleteOnTheGpu() {
    Invocation run =
        Invocation.of(folder, "compare", "--preset", "smoke", "--device", "cuda", "--parallel=1");
    assertThat(run.code()).as(run.err()).isZero();
    try (Ledger ledger =
        Ledger.openForReading(folder.resolve("reports/smoke").resolve(Execution.LEDGER))) {
      assertThat(ledger.results()).hasSize(4);
      assertThat(ledger.results()).allMatch(result -> result.outcome() == Outcome.COMPLETED);
      assertThat(ledger.results())
          .allMatch(result -> result.provenance().backend().contains(", on "));
    }
  }
}

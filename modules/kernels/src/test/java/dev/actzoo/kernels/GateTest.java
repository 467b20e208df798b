package dev.actzoo.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Gated units of all kernels beside the same in double. */
class GateTest {
  private static final double TOLERANCE = 2e-5;

  /** Of oneDNN, of formulas, with a learned parameter, and one that machine code may give up. */
  @ParameterizedTest
  @ValueSource(strings = {"identity", "sigmoid", "relu", "gelu", "silu", "elish", "prelu", "snake"})
  void kernelsAgree(String name) {
    Pointwise gate = Pointwise.named(name);
    for (long rows : new long[] {1, 3, 200}) {
      for (long features : new long[] {1, 15, 16, 17, 32, 50, 341}) {
        INDArray[] exact = run(DataType.DOUBLE, Nd4jKernels.INSTANCE, gate, rows, features);
        for (Kernels kernels : List.of(OneDnnKernels.INSTANCE, Nd4jKernels.INSTANCE)) {
          INDArray[] actual = run(DataType.FLOAT, kernels, gate, rows, features);
          for (int i : new int[] {2, 3}) {
            INDArray error = exact[i].sub(actual[i].castTo(DataType.DOUBLE));
            assertThat(error.amaxNumber().doubleValue())
                .as("%d rows of 2 x %d, array %d, %s", rows, features, i, kernels.description())
                .isLessThan(TOLERANCE);
          }
        }
      }
    }
  }

  /** What is kept is for the backward pass alone. */
  @ParameterizedTest
  @ValueSource(strings = {"silu", "relu", "snake"})
  void theValueIsTheSameWithNothingKept(String name) {
    Pointwise gate = Pointwise.named(name);
    for (Kernels kernels : List.of(OneDnnKernels.INSTANCE, Nd4jKernels.INSTANCE)) {
      INDArray[] kept = run(DataType.FLOAT, kernels, gate, 5, 37);
      INDArray out = kept[2].ulike();
      kernels.gate(gate, kept[0], room(kernels, gate, DataType.FLOAT, 5, 37), null, out);
      assertThat(out).as(kernels.description()).isEqualTo(kept[2]);
    }
  }

  private static INDArray room(
      Kernels kernels, Pointwise gate, DataType type, long rows, long features) {
    long length = kernels.gateRoomLength(gate, rows, features);
    return length == 0 ? null : Nd4j.create(type, length);
  }

  private static INDArray[] run(
      DataType type, Kernels kernels, Pointwise gate, long rows, long features) {
    long[] whole = {rows, 2 * features};
    long[] half = {rows, features};
    INDArray[] arrays = SeededArrays.of(type, List.of(whole, half), List.of(half, whole, half));
    INDArray room = room(kernels, gate, type, rows, features);
    kernels.gate(gate, arrays[0], room, arrays[4], arrays[2]);
    kernels.gateBackward(gate, arrays[0], room, arrays[4], arrays[1], arrays[3]);
    return arrays;
  }
}

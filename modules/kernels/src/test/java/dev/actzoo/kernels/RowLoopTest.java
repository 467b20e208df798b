package dev.actzoo.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Loops over rows give the same to the bit however their rows are shared out. */
class RowLoopTest {
  private static final int ROWS = 1003;
  private static final int WIDTH = 97;

  static List<Arguments> sharing() {
    Stretches parallel = (count, work) -> IntStream.range(0, count).parallel().forEach(work);
    Stretches backwards =
        (count, work) -> {
          List<Integer> order = new ArrayList<>(IntStream.range(0, count).boxed().toList());
          assertThat(order).as("there is something to share").hasSizeGreaterThan(2);
          Collections.shuffle(order, new Random(2));
          order.forEach(work::accept);
        };
    List<Arguments> all = new ArrayList<>();
    for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
      all.add(Arguments.of(type, parallel));
      all.add(Arguments.of(type, backwards));
    }
    return all;
  }

  private static final RowLoop.Body FOLD = FoldFunction.ENTMAX.forwardBody();
  private static final RowLoop.Body BACK = FoldFunction.ENTMAX.backwardBody();

  @ParameterizedTest
  @MethodSource("sharing")
  void theOrderOfRowsDoesNotMatter(DataType type, Stretches stretches) {
    long[] shape = {ROWS, WIDTH};
    INDArray[] arrays = SeededArrays.of(type, List.of(shape, shape), List.of());
    INDArray in = arrays[0];
    INDArray gradient = arrays[1];
    INDArray out = in.ulike();
    INDArray back = in.ulike();
    RowLoop.run(FOLD, 1, in, null, null, out);
    RowLoop.run(BACK, 1, in, out, gradient, back);
    INDArray sharedOut = Nd4j.zeros(type, shape);
    INDArray sharedBack = Nd4j.zeros(type, shape);
    RowLoop.run(FOLD, 1, in, null, null, sharedOut, stretches);
    RowLoop.run(BACK, 1, in, sharedOut, gradient, sharedBack, stretches);
    assertThat(sharedOut).isEqualTo(out);
    assertThat(sharedBack).isEqualTo(back);
    assertThat(out.sumNumber().doubleValue()).isBetween(ROWS - 0.01, ROWS + 0.01);
  }

  @ParameterizedTest
  @MethodSource("sharing")
  void anOutputMayBeAnInput(DataType type, Stretches stretches) {
    INDArray in = SeededArrays.of(type, List.of(new long[] {ROWS, WIDTH}), List.of())[0];
    INDArray out = in.ulike();
    RowLoop.run(FOLD, 1, in, null, null, out);
    RowLoop.run(FOLD, 1, in, null, null, in, stretches);
    assertThat(in).isEqualTo(out);
  }
}

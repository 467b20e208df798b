package dev.actzoo.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.actzoo.kernels.FlatPasses.Adam;
import dev.actzoo.kernels.FlatPasses.Momentum;
import dev.actzoo.kernels.FlatPasses.Part;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whole passes against the loops, number by number. */
class FlatPassesTest {
  private static final int LENGTH = 70_003;

  /** More than a stretch, less than a vector, a gap, and parts that do not start at a vector. */
  private static final List<Part> PARTS =
      List.of(
          new Part(0, 40_001, true),
          new Part(40_001, 5, false),
          new Part(40_010, 29_000, false),
          new Part(69_010, 993, true));

  private static final Momentum MOMENTUM = new Momentum(0.03f, 0.1f, 0.9f, 0.01f);
  private static final Adam ADAM =
      new Adam(0.03f, 0.1f, 0.9f, 0.999f, 1.7f, 30f, 1e-8f, 0.01f, 0.02f);

  private static final float[] SPECIAL = {
    0, -0f, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.MIN_VALUE, 1e30f
  };

  private final FlatPasses passes = new FlatPasses(PARTS);

  private static FloatBuffer vector(long seed, double least) {
    FloatBuffer vector =
        ByteBuffer.allocateDirect(LENGTH * Float.BYTES)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < LENGTH; i++) {
      vector.put(i, (float) random.nextDouble(least, 2));
    }
    return vector;
  }

  private static void putSpecial(FloatBuffer vector, int start) {
    for (int i = 0; i < SPECIAL.length; i++) {
      vector.put(start + 100 * i, SPECIAL[i]);
    }
  }

  private static void assertSame(FloatBuffer actual, FloatBuffer expected) {
    for (int i = 0; i < LENGTH; i++) {
      assertThat(Float.floatToIntBits(actual.get(i)))
          .as("%d: %s, not %s", i, actual.get(i), expected.get(i))
          .isEqualTo(Float.floatToIntBits(expected.get(i)));
    }
  }

  @Test
  void momentumMovesEachNumberOfAPart() {
    FloatBuffer[] actual = {vector(1, -2), vector(2, -2), vector(3, -2)};
    FloatBuffer[] expected = {vector(1, -2), vector(2, -2), vector(3, -2)};
    putSpecial(actual[1], 500);
    putSpecial(expected[1], 500);
    for (int step = 0; step < 3; step++) {
      passes.step(MOMENTUM, actual[0], actual[1], actual[2]);
      for (Part part : PARTS) {
        FlatLoops.step(
            MOMENTUM,
            part.decayed(),
            part.start(),
            part.end(),
            expected[0],
            expected[1],
            expected[2]);
      }
    }
    for (int i = 0; i < actual.length; i++) {
      assertSame(actual[i], expected[i]);
    }
    assertThat(actual[0].get(40_007)).isEqualTo(vector(1, -2).get(40_007));
  }

  @Test
  void adamMovesEachNumberOfAPart() {
    FloatBuffer[] actual = {vector(1, -2), vector(2, -2), vector(3, -2), vector(4, 0)};
    FloatBuffer[] expected = {vector(1, -2), vector(2, -2), vector(3, -2), vector(4, 0)};
    putSpecial(actual[1], 41_000);
    putSpecial(expected[1], 41_000);
    for (int step = 0; step < 3; step++) {
      passes.step(ADAM, actual[0], actual[1], actual[2], actual[3]);
      for (Part part : PARTS) {
        FlatLoops.step(
            ADAM,
            part.decayed(),
            part.start(),
            part.end(),
            expected[0],
            expected[1],
            expected[2],
            expected[3]);
      }
    }
    for (int i = 0; i < actual.length; i++) {
      assertSame(actual[i], expected[i]);
    }
    assertThat(actual[0].get(40_007)).isEqualTo(vector(1, -2).get(40_007));
  }

  @Test
  void squaresOfPartsAreSummed() {
    FloatBuffer vector = vector(5, -2);
    double expected = 0;
    for (Part part : PARTS) {
      for (int i = part.start(); i < part.end(); i++) {
        expected += (double) vector.get(i) * vector.get(i);
      }
    }
    assertThat(passes.sumOfSquares(vector)).isCloseTo(expected, within(1e-10 * expected));
    assertThat(passes.sumOfSquares(vector)).isEqualTo(passes.sumOfSquares(vector));
    vector.put(45_000, Float.NaN);
    assertThat(passes.sumOfSquares(vector)).isNaN();
    vector.put(45_000, Float.NEGATIVE_INFINITY);
    assertThat(passes.sumOfSquares(vector)).isInfinite();
  }

  /** There are more stretches than a call of machine code takes shares. */
  @Test
  void thousandsOfPartsAreAllMoved() {
    List<Part> many =
        IntStream.range(0, 2000).mapToObj(i -> new Part(35 * i, 33, i % 2 == 0)).toList();
    FloatBuffer actual = vector(1, -2);
    FloatBuffer expected = vector(1, -2);
    new FlatPasses(many).step(MOMENTUM, actual, vector(2, -2), vector(3, -2));
    FloatBuffer gradient = vector(2, -2);
    FloatBuffer velocity = vector(3, -2);
    for (Part part : many) {
      FlatLoops.step(
          MOMENTUM, part.decayed(), part.start(), part.end(), expected, gradient, velocity);
    }
    assertSame(actual, expected);
  }
}

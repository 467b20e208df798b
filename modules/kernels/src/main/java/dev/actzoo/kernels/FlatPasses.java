package dev.actzoo.kernels;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The passes of an optimiser over flat vectors of floats, which are direct buffers of the machine's
 * byte order. They are machine code where there can be, else loops in Java, which give the same
 * floats. Vectors are gone through in stretches that threads share; results do not depend on how
 * many threads there are.
 */
public final class FlatPasses {
  /** Floats of a stretch: so many of four vectors stay in the second-level cache. */
  private static final int STRETCH = 1 << 14;

  private final List<Part> stretches;
  private final DoubleBuffer sums;
  private final @Nullable FlatCode code = FlatCode.instance();

  /**
   * A part of the vectors that is treated alike.
   *
   * @param start the number of its first float
   * @param length how many there are
   * @param decayed whether its weights are decayed
   */
  public record Part(int start, int length, boolean decayed) {
    int end() {
      return start + length;
    }
  }

  /**
   * SGD with Nesterov's momentum: total = scale gradient + decay parameter, velocity = momentum
   * velocity + total, parameter -= rate (total + momentum velocity).
   */
  public record Momentum(float scale, float rate, float momentum, float decay) {}

  /**
   * Adam (Kingma and Ba, arXiv 1412.6980): total = scale gradient + coupledDecay parameter, first =
   * beta1 first + (1 - beta1) total, second = beta2 second + (1 - beta2) total total, parameter -=
   * rate (correction1 first / (sqrt(correction2 second) + epsilon) + decoupledDecay parameter).
   *
   * @param coupledDecay goes through the moments
   * @param decoupledDecay does not (Loshchilov and Hutter, arXiv 1711.05101)
   */
  public record Adam(
      float scale,
      float rate,
      float beta1,
      float beta2,
      float correction1,
      float correction2,
      float epsilon,
      float coupledDecay,
      float decoupledDecay) {}

  /** Passes over those parts, which leave all else alone. */
  public FlatPasses(List<Part> parts) {
    List<Part> all = new ArrayList<>();
    for (Part part : parts) {
      for (int start = part.start(); start < part.end(); start += STRETCH) {
        all.add(new Part(start, Math.min(STRETCH, part.end() - start), part.decayed()));
      }
    }
    this.stretches = List.copyOf(all);
    int bytes = stretches.size() * FlatLoops.SUMS * Double.BYTES;
    this.sums = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder()).asDoubleBuffer();
  }

  /** The sum of the squares, in double; not finite if any float is not. */
  public double sumOfSquares(FloatBuffer vector) {
    for (int i = 0; i < sums.capacity(); i++) {
      sums.put(i, 0);
    }
    if (code != null) {
      code.addSquares(stretches, address(vector), address(sums));
    }
    eachRest(
        (number, part, start) ->
            FlatLoops.addSquares(vector, start, part.end(), sums, number * FlatLoops.SUMS));
    double sum = 0;
    for (int i = 0; i < sums.capacity(); i++) {
      sum += sums.get(i);
    }
    return sum;
  }

  public void step(
      Momentum by, FloatBuffer parameters, FloatBuffer gradient, FloatBuffer velocity) {
    if (code != null) {
      code.step(by, stretches, address(parameters), address(gradient), address(velocity));
    }
    eachRest(
        (number, part, start) ->
            FlatLoops.step(by, part.decayed(), start, part.end(), parameters, gradient, velocity));
  }

  public void step(
      Adam by,
      FloatBuffer parameters,
      FloatBuffer gradient,
      FloatBuffer first,
      FloatBuffer second) {
    if (code != null) {
      code.step(
          by, stretches, address(parameters), address(gradient), address(first), address(second));
    }
    eachRest(
        (number, part, start) ->
            FlatLoops.step(
                by, part.decayed(), start, part.end(), parameters, gradient, first, second));
  }

  /** Does what is left of a stretch, from that float on. */
  @FunctionalInterface
  private interface Rest {
    void run(int number, Part part, int start);
  }

  private void eachRest(Rest rest) {
    if (code == null) {
      Stretches.share(
          stretches.size(), i -> rest.run(i, stretches.get(i), stretches.get(i).start()));
      return;
    }
    for (int i = 0; i < stretches.size(); i++) {
      Part part = stretches.get(i);
      int done = part.start() + FlatCode.done(part);
      if (done < part.end()) {
        rest.run(i, part, done);
      }
    }
  }

  private static long address(Buffer vector) {
    return Pointer.nativeValue(Native.getDirectBufferPointer(vector));
  }
}

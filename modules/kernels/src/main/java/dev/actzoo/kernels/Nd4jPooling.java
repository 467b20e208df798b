package dev.actzoo.kernels;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Pooling in ND4J operations. A maximum is taken over strided views of the padded image, one for
 * each position in a window; the winner's position is kept in a byte. ND4J's own gradient of
 * maximum pooling would not say which of several equal elements it takes.
 */
final class Nd4jPooling {
  private static final int EXCLUDE_PADDING = 0;

  private Nd4jPooling() {}

  static long winnersLength(PoolingShape shape) {
    return shape.batch() * shape.outputHeight() * shape.outputWidth() * shape.channels();
  }

  static void maximum(PoolingShape shape, INDArray in, @Nullable INDArray winners, INDArray out) {
    INDArray padded = padded(shape, in.ulike()).assign(Double.NEGATIVE_INFINITY);
    image(shape, padded).assign(in);
    INDArray best = out.ulike().assign(Double.NEGATIVE_INFINITY);
    INDArray winner = out.ulike().assign(0);
    for (int position = 0; position < shape.window() * shape.window(); position++) {
      INDArray candidate = elements(shape, padded, position).dup('c');
      INDArray wins = candidate.gt(best).castTo(out.dataType());
      winner.muli(wins.rsub(1)).addi(wins.muli(position));
      best = Transforms.max(best, candidate, false);
    }
    out.assign(best);
    if (winners != null) {
      winners.assign(winner.reshape(winners.shape()));
    }
  }

  static void maximumBackward(
      PoolingShape shape, INDArray winners, INDArray gradientOut, INDArray gradientIn) {
    INDArray winner = winners.castTo(gradientOut.dataType()).reshape(gradientOut.shape());
    INDArray padded = padded(shape, gradientIn);
    for (int position = 0; position < shape.window() * shape.window(); position++) {
      INDArray won = winner.eq(position).castTo(gradientOut.dataType());
      elements(shape, padded, position).addi(won.muli(gradientOut));
    }
    gradientIn.assign(image(shape, padded));
  }

  /** Zeros of the size of the padded image, and of the type of {@code like}. */
  private static INDArray padded(PoolingShape s, INDArray like) {
    long height = s.height() + 2L * s.padding();
    long width = s.width() + 2L * s.padding();
    return Nd4j.zeros(like.dataType(), s.batch(), height, width, s.channels());
  }

  private static INDArray image(PoolingShape s, INDArray padded) {
    return padded.get(
        NDArrayIndex.all(),
        NDArrayIndex.interval(s.padding(), s.padding() + s.height()),
        NDArrayIndex.interval(s.padding(), s.padding() + s.width()),
        NDArrayIndex.all());
  }

  /** What lies at one position of every window. */
  private static INDArray elements(PoolingShape s, INDArray padded, int position) {
    return padded.get(
        NDArrayIndex.all(),
        steps(position / s.window(), s.stride(), s.outputHeight()),
        steps(position % s.window(), s.stride(), s.outputWidth()),
        NDArrayIndex.all());
  }

  private static INDArrayIndex steps(long start, long stride, long count) {
    return count == 1
        ? NDArrayIndex.interval(start, start + 1)
        : NDArrayIndex.interval(start, stride, start + stride * (count - 1) + 1);
  }

  static void average(PoolingShape shape, INDArray in, INDArray out) {
    Nd4j.exec(
        DynamicCustomOp.builder("avgpool2d")
            .addInputs(in)
            .addOutputs(out)
            .addIntegerArguments(arguments(shape))
            .build());
  }

  static void averageBackward(PoolingShape shape, INDArray gradientOut, INDArray gradientIn) {
    Nd4j.exec(
        DynamicCustomOp.builder("avgpool2d_bp")
            .addInputs(gradientIn.ulike().assign(0), gradientOut)
            .addOutputs(gradientIn)
            .addIntegerArguments(arguments(shape))
            .build());
  }

  /** libnd4j's pooling: window, stride, padding, dilation, explicit padding, NHWC. */
  private static int[] arguments(PoolingShape s) {
    return new int[] {
      s.window(),
      s.window(),
      s.stride(),
      s.stride(),
      s.padding(),
      s.padding(),
      1,
      1,
      0,
      EXCLUDE_PADDING,
      1
    };
  }
}

package dev.actzoo.kernels;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What is looked up among what has been prepared: a kind of operation and the numbers it depends
 * on. Each thread has one that it writes anew for every look-up, so that none is left to be
 * collected; what is kept under a request is kept under a {@link #copy} of it.
 */
final class Request {
  private static final ThreadLocal<Request> OF_THREAD = ThreadLocal.withInitial(Request::new);
  private static final int MOST_NUMBERS = 64;

  private @Nullable Enum<?> kind;
  private final long[] numbers;
  private int count;

  private Request() {
    this.numbers = new long[MOST_NUMBERS];
  }

  private Request(Request other) {
    this.kind = other.kind;
    this.numbers = Arrays.copyOf(other.numbers, other.count);
    this.count = other.count;
  }

  /** This thread's request, for that kind and nothing else yet; what it was before is gone. */
  static Request of(Enum<?> kind) {
    Request request = OF_THREAD.get();
    request.kind = kind;
    request.count = 0;
    return request;
  }

  Request and(long number) {
    numbers[count++] = number;
    return this;
  }

  Request and(float number) {
    return and(Float.floatToRawIntBits(number));
  }

  Request and(boolean answer) {
    return and(answer ? 1 : 0);
  }

  /** One of a type that the kind implies. */
  Request and(Enum<?> constant) {
    return and(constant.ordinal());
  }

  Request and(ConvolutionShape shape) {
    return and(shape.batch())
        .and(shape.height())
        .and(shape.width())
        .and(shape.in())
        .and(shape.out())
        .and(shape.kernel())
        .and(shape.stride())
        .and(shape.padding());
  }

  Request and(PoolingShape shape) {
    return and(shape.batch())
        .and(shape.height())
        .and(shape.width())
        .and(shape.channels())
        .and(shape.window())
        .and(shape.stride())
        .and(shape.padding());
  }

  /** An array's sizes and strides. */
  Request and(INDArray array) {
    for (long size : array.shape()) {
      and(size);
    }
    for (long stride : array.stride()) {
      and(stride);
    }
    return this;
  }

  /** The same request, which stays as it is. */
  Request copy() {
    return new Request(this);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Request request
        && kind == request.kind
        && Arrays.equals(numbers, 0, count, request.numbers, 0, request.count);
  }

  @Override
  public int hashCode() {
    int hash = System.identityHashCode(kind);
    for (int i = 0; i < count; i++) {
      hash = 31 * hash + Long.hashCode(numbers[i]);
    }
    return hash;
  }
}

package dev.actzoo.kernels;

import org.bytedeco.dnnl.memory;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Memory layouts in oneDNN's terms, all of float32. */
final class Layouts {
  private Layouts() {}

  /** Where an array's first element lies. */
  static long address(INDArray array) {
    DataBuffer data = array.data();
    return data.address() + data.offset() * data.getElementSize();
  }

  /** A dense array in C order. */
  static memory.desc dense(long... dimensions) {
    return dense(Precision.FLOAT32, dimensions);
  }

  private static long[] denseStrides(long... dimensions) {
    long[] strides = new long[dimensions.length];
    long stride = 1;
    for (int axis = dimensions.length - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= dimensions[axis];
    }
    return strides;
  }

  static memory.desc strided(long[] dimensions, long[] strides) {
    return new memory.desc(dimensions, memory.data_type.f32, strides);
  }

  /** The layout of an array as it lies in memory. */
  static memory.desc of(INDArray array) {
    return strided(array.shape(), array.stride());
  }

  /**
   * Whether a step along each axis leaves the whole extent of the faster axes behind, as it must.
   */
  static boolean describes(INDArray array) {
    long[] sizes = array.shape();
    long[] strides = array.stride();
    for (int outer = 0; outer < sizes.length; outer++) {
      for (int inner = 0; inner < sizes.length; inner++) {
        if (strides[outer] > strides[inner] && strides[outer] < sizes[inner] * strides[inner]) {
          return false;
        }
      }
    }
    return true;
  }

  /** Channels-last images; oneDNN always names the axes batch, channels, height, width. */
  static memory.desc channelsLast(long batch, long channels, long height, long width) {
    return channelsLast(Precision.FLOAT32, batch, channels, height, width);
  }

  static memory.desc channelsLast(
      Precision precision, long batch, long channels, long height, long width) {
    return new memory.desc(
        new long[] {batch, channels, height, width}, type(precision), memory.format_tag.nhwc);
  }

  /** An array whose layout the primitive may choose. */
  static memory.desc free(Precision precision, long... dimensions) {
    return new memory.desc(dimensions, type(precision), memory.format_tag.any);
  }

  /** A dense array in C order of the numbers that are multiplied. */
  static memory.desc dense(Precision precision, long... dimensions) {
    return new memory.desc(dimensions, type(precision), denseStrides(dimensions));
  }

  private static memory.data_type type(Precision precision) {
    return switch (precision) {
      case FLOAT32 -> memory.data_type.f32;
      case BFLOAT16 -> memory.data_type.bf16;
    };
  }
}

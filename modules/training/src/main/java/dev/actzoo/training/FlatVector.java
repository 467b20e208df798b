package dev.actzoo.training;

import dev.actzoo.kernels.HostMemory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The memory of a dense float32 array, read and written in bulk: a direct buffer. */
record FlatVector(FloatBuffer values) {
  static FlatVector zeros(int length) {
    return new FlatVector(
        ByteBuffer.allocateDirect(length * Float.BYTES)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer());
  }

  static FlatVector of(INDArray array) {
    return new FlatVector(HostMemory.of(array).asFloatBuffer());
  }

  int length() {
    return values.capacity();
  }

  float[] toArray() {
    float[] all = new float[length()];
    values.get(0, all);
    return all;
  }

  void set(float[] all) {
    values.put(0, all);
  }
}

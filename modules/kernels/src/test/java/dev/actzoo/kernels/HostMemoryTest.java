package dev.actzoo.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.concurrency.AffinityManager;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class HostMemoryTest {
  @Test
  void isThatOfAStretchOfALongerArray() {
    INDArray all = Nd4j.arange(12).castTo(DataType.FLOAT).reshape(3, 4);
    ByteBuffer second = HostMemory.of(all.get(NDArrayIndex.interval(1, 2), NDArrayIndex.all()));
    assertThat(second.capacity()).isEqualTo(4 * Float.BYTES);
    assertThat(second.asFloatBuffer().get(3)).isEqualTo(7);
    second.asFloatBuffer().put(0, -1);
    assertThat(all.getFloat(1, 0)).isEqualTo(-1);
  }

  @Test
  void holdsNumbersOfAnyType() {
    INDArray doubles = Nd4j.createFromArray(1.5, 2.5);
    assertThat(HostMemory.of(doubles).asDoubleBuffer().get(1)).isEqualTo(2.5);
  }

  /** On a device, what was not copied from there is stale, and what is not declared is lost. */
  @Test
  void arraysOfADeviceAreCopiedBeforeTheyAreDeclaredTheNewer() {
    List<String> calls = new ArrayList<>();
    AffinityManager manager =
        (AffinityManager)
            Proxy.newProxyInstance(
                HostMemoryTest.class.getClassLoader(),
                new Class<?>[] {AffinityManager.class},
                (proxy, method, arguments) -> {
                  calls.add(method.getName() + " " + arguments[1]);
                  return null;
                });
    HostMemory.fetch(Nd4j.createFromArray(1f), manager);
    assertThat(calls).containsExactly("ensureLocation HOST", "tagLocation HOST");
  }
}

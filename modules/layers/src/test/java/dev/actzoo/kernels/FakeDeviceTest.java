package dev.actzoo.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.FloatBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.same.Negative;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** That the fake device finds what a copy forgotten or made too late would break. */
class FakeDeviceTest {
  private final INDArray array = Nd4j.ones(DataType.FLOAT, 2, 3).muli(2);
  private final FakeDevice device = new FakeDevice(); // after the first array, which has ND4J start
  private final INDArray negative = array.ulike();

  @AfterEach
  void forget() {
    FakeDevice.settle();
  }

  private static FloatBuffer host(INDArray array) {
    return FakeDevice.fetch(array).asFloatBuffer();
  }

  @Test
  void whatTheHostWritesTheNextOperationReads() {
    FloatBuffer host = host(array);
    assertThat(host.get(5)).isEqualTo(2);
    host.put(5, 7);
    device.exec(new Negative(array, negative));
    assertThat(negative.toFloatMatrix()[1]).containsExactly(-2, -2, -7);
    assertThat(FakeDevice.settle()).isEmpty();
  }

  @Test
  void whatTheHostHoldsTheDeviceDoesNot() {
    host(array);
    assertThat(array.getFloat(0, 0)).as("read without a copy").isNaN();
  }

  @Test
  void whatTheDeviceHasWrittenTheHostDoesNotHold() {
    FloatBuffer host = host(array);
    device.exec(new Negative(array, array));
    assertThat(host.get(0)).as("read without another copy").isNaN();
    assertThat(host(array).get(0)).isEqualTo(-2);
  }

  @Test
  void whatTheHostWritesAfterTheDeviceHasReadIsNoted() {
    FloatBuffer host = host(array);
    device.exec(new Negative(array, negative));
    assertThat(host.get(0)).isEqualTo(2);
    host.put(0, 9);
    assertThat(FakeDevice.settle())
        .containsExactly("the host wrote to 24 bytes after the device had read them");
  }

  @Test
  void viewsOfOneArrayAreCopiedTogether() {
    FloatBuffer second = host(array.get(NDArrayIndex.interval(1, 2), NDArrayIndex.all()));
    assertThat(second.capacity()).isEqualTo(3);
    second.put(0, 4);
    assertThat(host(array).get(3)).isEqualTo(4);
  }
}

package dev.actzoo.kernels;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.BroadcastOp;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.IndexAccumulation;
import org.nd4j.linalg.api.ops.Op;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.api.ops.RandomOp;
import org.nd4j.linalg.api.ops.ReduceOp;
import org.nd4j.linalg.api.ops.ScalarOp;
import org.nd4j.linalg.api.ops.impl.summarystats.Variance;
import org.nd4j.linalg.api.rng.Random;
import org.nd4j.linalg.cpu.nativecpu.ops.NativeOpExecutioner;

/*
 * ND4J's CPU memory plays the device's. What HostMemory gives out is a copy of the whole buffer
 * that an array belongs to, as on a GPU, and the device's side is filled with NaN meanwhile. An
 * operation on any array of the buffer gets the host's copy back first; if it writes there, the
 * host's copy is filled with NaN, and if it only reads, the host's copy may be read on, but what is
 * written to it from then on is lost, which is noted.
 *
 * It is taken for a GPU because it says so (type), which is what the program goes by.
 */

/** A device that keeps its memory apart from the host's, on a machine that has none. */
public final class FakeDevice extends NativeOpExecutioner {
  private static final int POISON = 0xff;

  private static final Map<DataBuffer, Copy> COPIES = new IdentityHashMap<>();
  private static final List<String> FAULTS = new ArrayList<>();

  /** The host's copy of a buffer: newer than the device's, or of the same content. */
  private static final class Copy {
    final BytePointer device;
    final ByteBuffer host;
    boolean newer;

    Copy(DataBuffer buffer) {
      int length = Math.toIntExact(buffer.length() * buffer.getElementSize());
      device = new BytePointer(buffer.addressPointer()).capacity(length);
      host = ByteBuffer.allocateDirect(length).order(ByteOrder.nativeOrder());
    }

    BytePointer onHost() {
      return new BytePointer(host);
    }

    boolean overlaps(Copy other) {
      return device.address() < other.device.address() + other.host.capacity()
          && other.device.address() < device.address() + host.capacity();
    }

    void fetch() {
      Pointer.memcpy(onHost(), device, host.capacity());
      Pointer.memset(device, POISON, host.capacity());
      newer = true;
    }

    void sendBack() {
      Pointer.memcpy(device, onHost(), host.capacity());
      newer = false;
    }

    void noteLostWrites() {
      if (Pointer.memcmp(device, onHost(), host.capacity()) != 0) {
        FAULTS.add(
            "the host wrote to %d bytes after the device had read them".formatted(host.capacity()));
      }
    }
  }

  /** As ND4J makes it: the property {@code opexec} names this class. */
  public FakeDevice() {
    HostMemory.fromDevice = FakeDevice::fetch;
  }

  @Override
  public ExecutionerType type() {
    return ExecutionerType.CUDA;
  }

  /**
   * Forgets all copies and tells what went wrong. What belongs to a workspace is not looked at: its
   * memory may be gone.
   */
  static synchronized List<String> settle() {
    COPIES.keySet().removeIf(buffer -> buffer.isAttached() || buffer.wasClosed());
    COPIES.keySet().forEach(buffer -> beforeUse(buffer, false));
    COPIES.clear();
    List<String> faults = List.copyOf(FAULTS);
    FAULTS.clear();
    return faults;
  }

  private static DataBuffer whole(INDArray array) {
    DataBuffer original = array.data().originalDataBuffer();
    return original == null ? array.data() : original;
  }

  static synchronized ByteBuffer fetch(INDArray array) {
    DataBuffer buffer = whole(array);
    Copy copy = COPIES.get(buffer);
    if (copy == null) {
      Copy fresh = new Copy(buffer);
      COPIES.values().removeIf(fresh::overlaps); // of arrays whose memory has been given away
      COPIES.put(buffer, fresh);
      copy = fresh;
    } else if (!copy.newer) {
      copy.noteLostWrites();
    }
    if (!copy.newer) {
      copy.fetch();
    }
    long start = new BytePointer(array.data().addressPointer()).address() - copy.device.address();
    int length = Math.toIntExact(array.length() * array.dataType().width());
    return copy.host.slice(Math.toIntExact(start), length).order(ByteOrder.nativeOrder());
  }

  private static synchronized void beforeUse(DataBuffer buffer, boolean writes) {
    Copy copy = COPIES.get(buffer);
    if (copy == null) {
      return;
    }
    if (copy.newer) {
      copy.sendBack();
    } else {
      copy.noteLostWrites();
    }
    if (writes) {
      Pointer.memset(copy.onHost(), POISON, copy.host.capacity());
      COPIES.remove(buffer);
    }
  }

  private static void beforeOperation(List<INDArray> read, List<INDArray> written) {
    for (INDArray array : read) {
      if (array != null && array.data() != null) {
        beforeUse(whole(array), false);
      }
    }
    for (INDArray array : written) {
      if (array != null && array.data() != null) {
        beforeUse(whole(array), true);
      }
    }
  }

  private static void before(Op op) {
    beforeOperation(Arrays.asList(op.x(), op.y()), Arrays.asList(op.z()));
  }

  private static void before(CustomOp op) {
    beforeOperation(op.inputArguments(), op.outputArguments());
  }

  private static void before(OpContext context) {
    beforeOperation(context.getInputArrays(), context.getOutputArrays());
  }

  @Override
  public INDArray exec(Op op) {
    before(op);
    return super.exec(op);
  }

  @Override
  public INDArray exec(Op op, OpContext context) {
    before(op);
    return super.exec(op, context);
  }

  @Override
  public INDArray exec(IndexAccumulation op) {
    before(op);
    return super.exec(op);
  }

  @Override
  public INDArray exec(Variance op) {
    before(op);
    return super.exec(op);
  }

  @Override
  public INDArray exec(ReduceOp op) {
    before(op);
    return super.exec(op);
  }

  @Override
  public INDArray exec(ScalarOp op) {
    before(op);
    return super.exec(op);
  }

  @Override
  public INDArray exec(BroadcastOp op) {
    before(op);
    return super.exec(op);
  }

  @Override
  public INDArray exec(RandomOp op, Random random) {
    before(op);
    return super.exec(op, random);
  }

  @Override
  public INDArray[] exec(CustomOp op) {
    before(op);
    return super.exec(op);
  }

  @Override
  public INDArray[] exec(CustomOp op, OpContext context) {
    before(op);
    before(context);
    return super.exec(op, context);
  }
}

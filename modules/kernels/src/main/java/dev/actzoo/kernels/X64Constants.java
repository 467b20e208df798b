package dev.actzoo.kernels;

import dev.actzoo.kernels.X64Assembler.Vectors;
import dev.actzoo.kernels.X64Operand.Base;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** Vectors of constants that lie behind a function's code; it finds them by {@code r9}. */
final class X64Constants {
  private final Vectors vectors;
  private final List<List<Integer>> all = new ArrayList<>();

  X64Constants(Vectors vectors) {
    this.vectors = vectors;
  }

  /** The same 32 bits in all lanes. */
  X64Operand all(int bits) {
    return lanes(lane -> bits);
  }

  /** A vector of these 32 bits by lane. */
  X64Operand lanes(IntUnaryOperator bits) {
    List<Integer> lanes = IntStream.range(0, vectors.floats()).map(bits).boxed().toList();
    if (!all.contains(lanes)) {
      all.add(lanes);
    }
    return X64Operand.at(Base.R9, all.indexOf(lanes) * vectors.bytes);
  }

  /** Where they begin behind code of so many bytes. */
  int start(int codeBytes) {
    return (codeBytes + vectors.bytes - 1) / vectors.bytes * vectors.bytes;
  }

  /** The code with them behind it. */
  byte[] behind(byte[] code) {
    int start = start(code.length);
    ByteBuffer bytes =
        ByteBuffer.allocate(start + all.size() * vectors.bytes).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(code).position(start);
    all.forEach(lanes -> lanes.forEach(bytes::putInt));
    return bytes.array();
  }
}

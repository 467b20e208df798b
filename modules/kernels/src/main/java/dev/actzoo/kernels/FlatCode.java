package dev.actzoo.kernels;

import dev.actzoo.kernels.FlatPasses.Adam;
import dev.actzoo.kernels.FlatPasses.Momentum;
import dev.actzoo.kernels.FlatPasses.Part;
import dev.actzoo.kernels.VectorCode.Kind;
import dev.actzoo.kernels.X64Assembler.Vectors;
import dev.actzoo.kernels.X64Operand.Base;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The passes of {@link FlatPasses} as AVX-512 code, over as many floats of each stretch as make
 * whole vectors. Its functions take one pointer, in {@code rdi}, to the eight-byte words listed
 * here.
 */
final class FlatCode {
  private static final int PARAMETERS = 0;
  private static final int GRADIENT = 8;
  private static final int FIRST = 16;
  private static final int SECOND = 24;
  private static final int VECTORS = 32;

  /** The floats that a function multiplies by, or the doubles it adds to. */
  private static final int FACTORS = 40;

  private static final int VECTOR = Vectors.AVX512.bytes;

  /** Factors of either function: ahead of those that are its own. */
  private static final int SCALE = 0;

  private static final int RATE = 1;
  private static final int COUPLED = 2;

  private static final int MOMENTUM = 3;

  private static final int DECOUPLED = 3;
  private static final int BETA1 = 4;
  private static final int BETA1_REST = 5;
  private static final int BETA2 = 6;
  private static final int BETA2_REST = 7;
  private static final int CORRECTION1 = 8;
  private static final int CORRECTION2 = 9;
  private static final int EPSILON = 10;

  private static final int MOMENTUM_FACTORS = 4;
  private static final int ADAM_FACTORS = 11;

  /** Registers of what is computed. */
  private static final int P = 11;

  private static final int TOTAL = 12;
  private static final int M = 13;
  private static final int V = 14;
  private static final int X = 15;

  private final X64Assembler assembler = new X64Assembler(Vectors.AVX512);
  private final MachineCode.Entry squares;
  private final MachineCode.Entry momentum;
  private final MachineCode.Entry adam;

  private static final class Available {
    static final @Nullable FlatCode INSTANCE = MachineCode.isWide() ? new FlatCode() : null;
  }

  private FlatCode() {
    int addSquares = SharedWork.function(assembler, loop(0, this::addSquares));
    int moveByMomentum = SharedWork.function(assembler, loop(MOMENTUM_FACTORS, this::momentum));
    int moveByAdam = SharedWork.function(assembler, loop(ADAM_FACTORS, this::adam));
    MachineCode written = MachineCode.of(assembler.code());
    squares = written.entry(addSquares);
    momentum = written.entry(moveByMomentum);
    adam = written.entry(moveByAdam);
  }

  /** Null where it cannot be run. */
  static @Nullable FlatCode instance() {
    return Available.INSTANCE;
  }

  /** How many floats of a stretch the code goes through. */
  static int done(Part stretch) {
    return stretch.length() / FlatLoops.LANES * FlatLoops.LANES;
  }

  /** Writes a function that goes through vectors, with so many factors in the first registers. */
  private int loop(int factors, Runnable body) {
    int start = assembler.position();
    assembler.load(Base.RSI, X64Operand.at(Base.RDI, PARAMETERS));
    assembler.load(Base.RDX, X64Operand.at(Base.RDI, GRADIENT));
    assembler.load(Base.RCX, X64Operand.at(Base.RDI, FIRST));
    assembler.load(Base.R9, X64Operand.at(Base.RDI, SECOND));
    assembler.load(Base.R10, X64Operand.at(Base.RDI, VECTORS));
    assembler.load(Base.R8, X64Operand.at(Base.RDI, FACTORS));
    for (int factor = 0; factor < factors; factor++) {
      assembler.broadcast(factor, X64Operand.at(Base.R8, factor * Float.BYTES));
    }
    int loop = assembler.position();
    body.run();
    for (Base vector : new Base[] {Base.RSI, Base.RDX, Base.RCX, Base.R9}) {
      assembler.add(vector, VECTOR);
    }
    assembler.repeat(Base.R10, loop);
    assembler.end();
    return start;
  }

  private void addSquares() {
    load(TOTAL, Base.RDX, false);
    assembler.accumulate(TOTAL, TOTAL, X64Operand.at(Base.R8, 0));
  }

  private void momentum() {
    total();
    load(V, Base.RCX, true);
    binary(Kind.MULTIPLY, V, V, MOMENTUM);
    binary(Kind.ADD, V, V, TOTAL);
    assembler.store(V, X64Operand.at(Base.RCX, 0));
    binary(Kind.MULTIPLY, V, V, MOMENTUM);
    binary(Kind.ADD, V, TOTAL, V);
    move(V);
  }

  private void adam() {
    total();
    load(M, Base.RCX, true);
    load(V, Base.R9, true);
    binary(Kind.MULTIPLY, M, M, BETA1);
    binary(Kind.MULTIPLY, X, TOTAL, BETA1_REST);
    binary(Kind.ADD, M, M, X);
    assembler.store(M, X64Operand.at(Base.RCX, 0));
    binary(Kind.MULTIPLY, V, V, BETA2);
    binary(Kind.MULTIPLY, X, TOTAL, BETA2_REST);
    binary(Kind.MULTIPLY, X, X, TOTAL);
    binary(Kind.ADD, V, V, X);
    assembler.store(V, X64Operand.at(Base.R9, 0));
    binary(Kind.MULTIPLY, V, V, CORRECTION2);
    assembler.sqrt(V, X64Operand.register(V));
    binary(Kind.ADD, V, V, EPSILON);
    binary(Kind.MULTIPLY, M, M, CORRECTION1);
    binary(Kind.DIVIDE, M, M, V);
    binary(Kind.MULTIPLY, X, P, DECOUPLED);
    binary(Kind.ADD, M, M, X);
    move(M);
  }

  /** The gradient's mean and the coupled decay. */
  private void total() {
    load(P, Base.RSI, true);
    load(TOTAL, Base.RDX, false);
    binary(Kind.MULTIPLY, TOTAL, TOTAL, SCALE);
    binary(Kind.MULTIPLY, X, P, COUPLED);
    binary(Kind.ADD, TOTAL, TOTAL, X);
  }

  /** Moves the parameters against a direction. */
  private void move(int direction) {
    binary(Kind.MULTIPLY, X, direction, RATE);
    binary(Kind.SUBTRACT, P, P, X);
    assembler.store(P, X64Operand.at(Base.RSI, 0));
  }

  private void load(int to, Base vector, boolean written) {
    assembler.prefetch(X64Operand.at(vector, X64Compiler.AHEAD), written);
    assembler.load(to, X64Operand.at(vector, 0));
  }

  private void binary(Kind kind, int to, int a, int b) {
    assembler.binary(kind, to, a, X64Operand.register(b));
  }

  /**
   * Adds the squares of each stretch's floats to sums of its own.
   *
   * @param sums the address of {@link FlatLoops#SUMS} doubles for each stretch
   */
  void addSquares(List<Part> stretches, long vector, long sums) {
    SharedWork work = SharedWork.ofThread();
    int bytes = FlatLoops.SUMS * Double.BYTES;
    run(
        squares,
        work,
        stretches,
        (share, number) -> {
          work.set(share, GRADIENT, at(vector, stretches.get(number)));
          work.set(share, FACTORS, sums + (long) number * bytes);
        });
  }

  void step(Momentum by, List<Part> stretches, long parameters, long gradient, long velocity) {
    step(
        momentum,
        stretches,
        factors(by, false),
        factors(by, true),
        parameters,
        gradient,
        velocity,
        0);
  }

  private static float[] factors(Momentum by, boolean decayed) {
    float[] factors = new float[MOMENTUM_FACTORS];
    factors[SCALE] = by.scale();
    factors[RATE] = by.rate();
    factors[COUPLED] = decayed ? by.decay() : 0;
    factors[MOMENTUM] = by.momentum();
    return factors;
  }

  void step(
      Adam by, List<Part> stretches, long parameters, long gradient, long first, long second) {
    step(
        adam,
        stretches,
        factors(by, false),
        factors(by, true),
        parameters,
        gradient,
        first,
        second);
  }

  private static float[] factors(Adam by, boolean decayed) {
    float[] factors = new float[ADAM_FACTORS];
    factors[SCALE] = by.scale();
    factors[RATE] = by.rate();
    factors[COUPLED] = decayed ? by.coupledDecay() : 0;
    factors[DECOUPLED] = decayed ? by.decoupledDecay() : 0;
    factors[BETA1] = by.beta1();
    factors[BETA1_REST] = 1 - by.beta1();
    factors[BETA2] = by.beta2();
    factors[BETA2_REST] = 1 - by.beta2();
    factors[CORRECTION1] = by.correction1();
    factors[CORRECTION2] = by.correction2();
    factors[EPSILON] = by.epsilon();
    return factors;
  }

  /** Runs a function with the factors of parts that are decayed, and those of the others. */
  private static void step(
      MachineCode.Entry function,
      List<Part> stretches,
      float[] plain,
      float[] decayed,
      long parameters,
      long gradient,
      long first,
      long second) {
    SharedWork work = SharedWork.ofThread();
    int bytes = plain.length * Float.BYTES;
    long factors = work.room(2L * bytes);
    for (int i = 0; i < plain.length; i++) {
      work.roomBuffer().putFloat(i * Float.BYTES, plain[i]);
      work.roomBuffer().putFloat(bytes + i * Float.BYTES, decayed[i]);
    }
    run(
        function,
        work,
        stretches,
        (share, number) -> {
          Part part = stretches.get(number);
          work.set(share, PARAMETERS, at(parameters, part));
          work.set(share, GRADIENT, at(gradient, part));
          work.set(share, FIRST, at(first, part));
          work.set(share, SECOND, at(second, part));
          work.set(share, FACTORS, factors + (part.decayed() ? bytes : 0));
        });
  }

  private static long at(long vector, Part part) {
    return vector + (long) part.start() * Float.BYTES;
  }

  /** Sets the arguments of a share to those of a stretch. */
  @FunctionalInterface
  private interface Arguments {
    void set(int share, int stretch);
  }

  /** Runs a function on all stretches that hold a vector. */
  private static void run(
      MachineCode.Entry function, SharedWork work, List<Part> stretches, Arguments arguments) {
    int shares = 0;
    for (int i = 0; i < stretches.size(); i++) {
      int vectors = stretches.get(i).length() / FlatLoops.LANES;
      if (vectors > 0) {
        arguments.set(shares, i);
        work.set(shares, VECTORS, vectors);
        shares++;
      }
      if (shares == SharedWork.MOST || (shares > 0 && i == stretches.size() - 1)) {
        work.run(function, shares);
        shares = 0;
      }
    }
  }
}

package dev.actzoo.kernels;

import dev.actzoo.kernels.VectorCode.Kind;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/*
 * A value that is not a number is told by its size not being above -1. Pairs are a and b, the
 * gradients with respect to what becomes of them g and h.
 */

/** A fold over pairs of features, or of each feature by itself, as machine code. */
final class CompiledFold {
  private static final int INPUT = 0;
  private static final int OUTPUT = 1;
  private static final int GRADIENT = 2;
  private static final int SECOND_GRADIENT = 3;

  /** Nothing is left of e to it, nor of what rounding takes from it. */
  private static final float FAR = -104;

  private static final float MULTIPLE = 0x1p100f;

  private static final Map<FoldFunction, Optional<CompiledFold>> KNOWN = new ConcurrentHashMap<>();

  private final RowFunction forward;
  private final RowFunction backward;

  private CompiledFold(RowCode forward, RowCode backward) {
    this.forward = RowFunction.forward(forward);
    this.backward = RowFunction.backward(backward);
  }

  /** That of a function over groups of k of so many features; null where there is no code. */
  static @Nullable CompiledFold of(FoldFunction f, int k, long features) {
    if (!RowFunction.areAvailable() || (f != FoldFunction.CRELU && (k != 2 || features % 2 != 0))) {
      return null;
    }
    return KNOWN.computeIfAbsent(f, CompiledFold::compiled).orElse(null);
  }

  private static Optional<CompiledFold> compiled(FoldFunction f) {
    RowCode forward = new RowCode();
    RowCode backward = new RowCode();
    Pairs there = new Pairs(forward.code());
    Pairs back = new Pairs(backward.code());
    switch (f) {
      case MAXOUT -> {
        forward.write(there.greater());
        back.writeChosen(backward, false, back.gradient(), back.gradient());
      }
      case MINOUT -> {
        forward.write(there.lesser());
        back.writeChosen(backward, true, back.gradient(), back.gradient());
      }
      case MEAN_FOLD -> {
        forward.write(there.code.fma(there.b(), there.half(), there.halved(there.a())));
        int share = back.halved(back.gradient());
        backward.writePairs(share, share);
      }
      case LSE_FOLD -> {
        forward.write(there.logOfSum());
        back.writeShares(backward);
      }
      case L2_FOLD -> {
        forward.write(there.rootMeanSquare());
        backward.writePairs(back.byRoot(back.a()), back.byRoot(back.b()));
      }
      case WINNER_TAKE_ALL -> {
        there.writeChosen(forward, false, there.a(), there.b());
        back.writeChosen(backward, false, back.g(), back.h());
      }
      case GROUP_SORT -> {
        forward.writePairs(there.lesser(), there.greater());
        VectorCode code = back.code;
        backward.writePairs(
            code.ifGreater(back.a(), back.b(), back.h(), back.g()),
            code.ifGreater(back.a(), back.b(), back.g(), back.h()));
      }
      case CRELU -> {
        int x = there.code.read(Kind.INPUT, INPUT);
        forward
            .write(there.functions.relu(x))
            .write(there.functions.relu(there.functions.negate(x)));
        backward.write(back.ofSides());
      }
      case SOFTMAX, LOG_SOFTMAX, SPARSEMAX, ENTMAX, TOP_K -> {
        return Optional.empty();
      }
    }
    return Optional.of(new CompiledFold(forward, backward));
  }

  /** Parts of what is done with pairs. */
  private static final class Pairs {
    private final VectorCode code;
    private final VectorFunctions functions;

    private Pairs(VectorCode code) {
      this.code = code;
      this.functions = new VectorFunctions(code);
    }

    int a() {
      return code.read(Kind.FIRST, INPUT);
    }

    int b() {
      return code.read(Kind.SECOND, INPUT);
    }

    int g() {
      return code.read(Kind.FIRST, GRADIENT);
    }

    int h() {
      return code.read(Kind.SECOND, GRADIENT);
    }

    /** That of the one number that a pair becomes. */
    int gradient() {
      return code.read(Kind.INPUT, GRADIENT);
    }

    int half() {
      return code.constant(0.5f);
    }

    int halved(int value) {
      return code.multiply(value, half());
    }

    private int ifNumber(int value, int then, int otherwise) {
      return code.ifGreater(functions.abs(value), code.constant(-1), then, otherwise);
    }

    /** A pair with zero in the place of the lesser, or greater, of equal ones of the second. */
    void writeChosen(RowCode rows, boolean least, int first, int second) {
      int zero = code.constant(0);
      int one = least ? a() : b();
      int other = least ? b() : a();
      int onlyIfNone = ifNumber(a(), second, zero);
      int chosenSecond = code.ifGreater(one, other, second, ifNumber(b(), zero, onlyIfNone));
      int firstIfNone = ifNumber(a(), zero, first);
      int chosenFirst = code.ifGreater(one, other, zero, ifNumber(b(), first, firstIfNone));
      rows.writePairs(chosenFirst, chosenSecond);
    }

    int greater() {
      return functions.max(a(), b());
    }

    int lesser() {
      return functions.min(a(), b());
    }

    /** The greater and ln(1 + e^-d), d the distance of both. */
    int logOfSum() {
      return code.add(greater(), functions.softplus(below()));
    }

    /** Shares of the gradient in the ratio of 1 to e^-d. */
    void writeShares(RowCode rows) {
      int below = below();
      int zero = code.constant(0);
      int lost = code.ifGreater(zero, below, lost(below), zero);
      int e = functions.exp(below);
      int ratio = code.fma(e, code.ifGreater(below, code.constant(FAR), lost, zero), e);
      int most = code.divide(gradient(), code.add(ratio, code.constant(1)));
      int least = code.multiply(most, ratio);
      rows.writePairs(code.ifGreater(b(), a(), least, most), code.ifGreater(b(), a(), most, least));
    }

    /** How far the lesser is below the greater, as a negative number; 0 for equal infinite ones. */
    private int below() {
      int difference = code.subtract(lesser(), greater());
      int alike = ifNumber(a(), ifNumber(b(), code.constant(0), b()), a());
      return code.ifGreater(a(), b(), difference, code.ifGreater(b(), a(), difference, alike));
    }

    /** What rounding has taken from that difference (Knuth's sum of two numbers). */
    private int lost(int difference) {
      int subtracted = code.subtract(difference, lesser());
      int least = code.subtract(lesser(), code.subtract(difference, subtracted));
      return code.subtract(least, code.add(greater(), subtracted));
    }

    /** The greater size times the root of (1 + q^2) / 2, q the quotient of both. */
    int rootMeanSquare() {
      int top = functions.max(functions.abs(a()), functions.abs(b()));
      int least = functions.min(functions.abs(a()), functions.abs(b()));
      int q = code.divide(least, top);
      int root = functions.sqrt(code.fma(code.multiply(q, half()), q, half()));
      int value = code.ifGreater(top, code.constant(0), code.multiply(top, root), top);
      return code.ifGreater(top, code.constant(Float.MAX_VALUE), top, value);
    }

    /**
     * Half the gradient times the quotient of a value and the root; a root so small that digits are
     * missing is found from larger multiples.
     */
    int byRoot(int value) {
      int kept = code.read(Kind.INPUT, OUTPUT);
      int least = code.constant(Float.MIN_NORMAL);
      int a = code.multiply(a(), code.constant(MULTIPLE));
      int b = code.multiply(b(), code.constant(MULTIPLE));
      int squares = code.fma(a, a, code.multiply(b, b));
      int multiple = code.multiply(value, code.constant(MULTIPLE));
      int root = code.ifGreater(kept, least, kept, functions.sqrt(halved(squares)));
      int over = code.ifGreater(kept, least, value, multiple);
      int share = code.multiply(halved(gradient()), code.divide(over, root));
      return code.ifGreater(root, code.constant(0), share, root);
    }

    /** The gradient of the side that a feature is on; none between, and what is none of it. */
    int ofSides() {
      int x = code.read(Kind.INPUT, INPUT);
      int zero = code.constant(0);
      int negative = functions.negate(code.read(Kind.INPUT, SECOND_GRADIENT));
      int left = code.ifGreater(zero, x, negative, ifNumber(x, zero, x));
      return code.ifGreater(x, zero, gradient(), left);
    }
  }

  void forward(FoldFunction f, INDArray in, INDArray out) {
    RowFunction.Arguments arguments = RowFunction.Arguments.ofThread().input(INPUT, in);
    long features = in.size(1);
    arguments.output(0, out);
    if (f == FoldFunction.CRELU) {
      arguments.output(1, out, features);
    }
    forward.run(arguments, in.size(0), steps(f, features));
  }

  void backward(
      FoldFunction f, INDArray in, INDArray out, INDArray gradientOut, INDArray gradientIn) {
    long features = in.size(1);
    RowFunction.Arguments arguments =
        RowFunction.Arguments.ofThread()
            .input(INPUT, in)
            .input(OUTPUT, out)
            .input(GRADIENT, gradientOut)
            .output(0, gradientIn);
    if (f == FoldFunction.CRELU) {
      arguments.input(SECOND_GRADIENT, gradientOut, features);
    }
    backward.run(arguments, in.size(0), steps(f, features));
  }

  private static long steps(FoldFunction f, long features) {
    return f == FoldFunction.CRELU ? features : features / 2;
  }
}

package dev.actzoo.kernels;

import dev.actzoo.kernels.VectorCode.Kind;

/*
 * Pairs are a and b, the gradients with respect to what becomes of them g and h.
 */

/** Folds over groups of two, and CReLU, as {@link RowCode} of one pass. */
final class PairCode extends FoldCode {
  /** Nothing is left of e to it, nor of what rounding takes from it. */
  private static final float FAR = -104;

  private static final float MULTIPLE = 0x1p100f;

  private PairCode() {}

  static RowCode forward(FoldFunction f) {
    PairCode p = new PairCode();
    return switch (f) {
      case MAXOUT -> p.rows.write(p.greater());
      case MINOUT -> p.rows.write(p.lesser());
      case MEAN_FOLD -> p.rows.write(p.code().fma(p.b(), p.half(), p.halved(p.a())));
      case LSE_FOLD -> p.rows.write(p.logOfSum());
      case L2_FOLD -> p.rows.write(p.rootMeanSquare());
      case WINNER_TAKE_ALL -> p.writeChosen(false, p.a(), p.b());
      case GROUP_SORT -> p.rows.writePairs(p.lesser(), p.greater());
      case CRELU -> {
        int negative = p.functions().negate(p.input());
        yield p.rows.write(p.functions().relu(p.input())).write(p.functions().relu(negative));
      }
      default -> throw new IllegalArgumentException(f + " is of whole rows");
    };
  }

  static RowCode backward(FoldFunction f) {
    PairCode p = new PairCode();
    return switch (f) {
      case MAXOUT -> p.writeChosen(false, p.gradient(), p.gradient());
      case MINOUT -> p.writeChosen(true, p.gradient(), p.gradient());
      case MEAN_FOLD -> p.rows.writePairs(p.halved(p.gradient()), p.halved(p.gradient()));
      case LSE_FOLD -> p.writeShares();
      case L2_FOLD -> p.rows.writePairs(p.byRoot(p.a()), p.byRoot(p.b()));
      case WINNER_TAKE_ALL -> p.writeChosen(false, p.g(), p.h());
      case GROUP_SORT ->
          p.rows.writePairs(
              p.code().ifGreater(p.a(), p.b(), p.h(), p.g()),
              p.code().ifGreater(p.a(), p.b(), p.g(), p.h()));
      case CRELU -> p.rows.write(p.ofSides());
      default -> throw new IllegalArgumentException(f + " is of whole rows");
    };
  }

  private int a() {
    return code().read(Kind.FIRST, INPUT);
  }

  private int b() {
    return code().read(Kind.SECOND, INPUT);
  }

  private int g() {
    return code().read(Kind.FIRST, GRADIENT);
  }

  private int h() {
    return code().read(Kind.SECOND, GRADIENT);
  }

  private int half() {
    return number(0.5);
  }

  private int halved(int value) {
    return code().multiply(value, half());
  }

  /** A pair with zero in the place of the lesser, or greater, of equal ones of the second. */
  private RowCode writeChosen(boolean least, int first, int second) {
    int zero = number(0);
    int one = least ? a() : b();
    int other = least ? b() : a();
    int onlyIfNone = functions().ifNumber(a(), second, zero);
    int chosenSecond =
        code().ifGreater(one, other, second, functions().ifNumber(b(), zero, onlyIfNone));
    int firstIfNone = functions().ifNumber(a(), zero, first);
    int chosenFirst =
        code().ifGreater(one, other, zero, functions().ifNumber(b(), first, firstIfNone));
    return rows.writePairs(chosenFirst, chosenSecond);
  }

  private int greater() {
    return functions().max(a(), b());
  }

  private int lesser() {
    return functions().min(a(), b());
  }

  /** The greater and ln(1 + e^-d), d the distance of both. */
  private int logOfSum() {
    return code().add(greater(), functions().softplus(below()));
  }

  /** Shares of the gradient in the ratio of 1 to e^-d. */
  private RowCode writeShares() {
    int below = below();
    int zero = number(0);
    int lost = code().ifGreater(zero, below, lost(below), zero);
    int e = functions().exp(below);
    int ratio = code().fma(e, code().ifGreater(below, code().constant(FAR), lost, zero), e);
    int most = code().divide(gradient(), code().add(ratio, number(1)));
    int least = code().multiply(most, ratio);
    return rows.writePairs(
        code().ifGreater(b(), a(), least, most), code().ifGreater(b(), a(), most, least));
  }

  /** How far the lesser is below the greater, as a negative number; 0 for equal infinite ones. */
  private int below() {
    int difference = code().subtract(lesser(), greater());
    int alike = functions().ifNumber(a(), functions().ifNumber(b(), number(0), b()), a());
    return code().ifGreater(a(), b(), difference, code().ifGreater(b(), a(), difference, alike));
  }

  /** What rounding has taken from that difference (Knuth's sum of two numbers). */
  private int lost(int difference) {
    int subtracted = code().subtract(difference, lesser());
    int least = code().subtract(lesser(), code().subtract(difference, subtracted));
    return code().subtract(least, code().add(greater(), subtracted));
  }

  /** The greater size times the root of (1 + q^2) / 2, q the quotient of both. */
  private int rootMeanSquare() {
    int top = functions().max(functions().abs(a()), functions().abs(b()));
    int least = functions().min(functions().abs(a()), functions().abs(b()));
    int q = code().divide(least, top);
    int root = functions().sqrt(code().fma(code().multiply(q, half()), q, half()));
    int value = code().ifGreater(top, number(0), code().multiply(top, root), top);
    return code().ifGreater(top, code().constant(Float.MAX_VALUE), top, value);
  }

  /**
   * Half the gradient times the quotient of a value and the root; a root so small that digits are
   * missing is found from larger multiples.
   */
  private int byRoot(int value) {
    int kept = output();
    int least = code().constant(Float.MIN_NORMAL);
    int a = code().multiply(a(), code().constant(MULTIPLE));
    int b = code().multiply(b(), code().constant(MULTIPLE));
    int squares = code().fma(a, a, code().multiply(b, b));
    int multiple = code().multiply(value, code().constant(MULTIPLE));
    int root = code().ifGreater(kept, least, kept, functions().sqrt(halved(squares)));
    int over = code().ifGreater(kept, least, value, multiple);
    int share = code().multiply(halved(gradient()), code().divide(over, root));
    return code().ifGreater(root, number(0), share, root);
  }

  /** The gradient of the side that a feature is on; none between, and what is none of it. */
  private int ofSides() {
    int x = input();
    int zero = number(0);
    int negative = functions().negate(code().read(Kind.INPUT, SECOND_GRADIENT));
    int left = code().ifGreater(zero, x, negative, functions().ifNumber(x, zero, x));
    return code().ifGreater(x, zero, gradient(), left);
  }
}

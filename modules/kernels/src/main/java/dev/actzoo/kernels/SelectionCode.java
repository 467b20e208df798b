package dev.actzoo.kernels;

import java.util.function.IntUnaryOperator;

/*
 * A feature is compared by its key: what is infinite or not a number is the greatest float, or minus
 * that.
 */

/**
 * Top-k as {@link RowCode}. Nothing is sorted: the k-th largest feature is found by halving the
 * range of all, and how far to the right those equal to it pass by halving the row.
 */
final class SelectionCode extends FoldCode {
  private final int k;

  private SelectionCode(int k) {
    this.k = k;
  }

  static RowCode forward(int k) {
    SelectionCode f = new SelectionCode(k);
    int all = f.rows.sum(f.number(1));
    int least = f.rows.greatest(f.functions().negate(f.key()));
    int greatest = f.rows.greatest(f.key());
    Threshold threshold = f.threshold(all, least, greatest);
    f.rows.through();
    int above = f.rows.sum(f.ifAbove(threshold, f.number(1), f.number(0)));
    f.rows.between();
    int wanted = f.rows.set(f.code().subtract(f.number(k), f.rows.rowValue(above)));
    int reached = f.rows.rowValue(threshold.reached);
    int width = f.rows.rowValue(all);
    int left =
        f.code().ifGreater(reached, f.number(k), f.number(0), f.code().add(width, f.number(-0.5)));
    int end = f.place(wanted, left, width, then -> f.ifAt(threshold, then));
    f.rows.through();
    int before = f.code().ifGreater(f.rows.rowValue(end), f.code().index(), f.input(), f.number(0));
    return f.rows.write(f.ifAbove(threshold, f.input(), f.ifAt(threshold, before)));
  }

  /** Zeros among those that passed are told from others by their places. */
  static RowCode backward(int k) {
    SelectionCode f = new SelectionCode(k);
    int all = f.rows.sum(f.number(1));
    int seen = f.rows.sum(f.ifNotZero(f.output(), f.number(1), f.number(0)));
    f.rows.between();
    int width = f.rows.rowValue(all);
    int most = f.functions().min(f.number(k), width);
    int left = f.code().subtract(most, f.rows.rowValue(seen));
    int wanted = f.rows.set(left);
    int zero = f.number(0);
    int end =
        f.place(
            wanted,
            f.code().ifGreater(left, zero, zero, f.number(-0.5)),
            f.code().ifGreater(left, zero, width, zero),
            then -> f.ifNotZero(f.input(), f.number(0), then));
    f.rows.through();
    int before =
        f.code().ifGreater(f.rows.rowValue(end), f.code().index(), f.gradient(), f.number(0));
    int ofZero = f.ifNotZero(f.input(), f.number(0), before);
    return f.rows.write(f.ifNotZero(f.output(), f.gradient(), ofZero));
  }

  /**
   * Row values.
   *
   * @param value the k-th largest key, or one below it that is above all less than that
   * @param reached how many are not below it
   */
  private record Threshold(int value, int reached) {}

  /** Begins between passes, ends likewise. */
  private Threshold threshold(int all, int least, int greatest) {
    rows.between();
    int low = rows.set(functions().negate(rows.rowValue(least)));
    int high = rows.set(rows.rowValue(greatest));
    int middle = rows.set(rows.rowValue(greatest));
    int reached = rows.set(rows.rowValue(all));
    int halving = rows.through();
    int count = rows.sum(code().ifGreater(rows.rowValue(middle), key(), number(0), number(1)));
    rows.between();
    int counted = rows.rowValue(count);
    int now = rows.rowValue(middle);
    int below = code().ifGreater(number(k), counted, rows.rowValue(low), now);
    int above = code().ifGreater(number(k), counted, now, rows.rowValue(high));
    int left = code().ifGreater(number(k), counted, rows.rowValue(reached), counted);
    int next = middle(below, above);
    rows.set(low, below);
    rows.set(high, above);
    rows.set(reached, left);
    rows.set(middle, next);
    int between =
        code()
            .ifGreater(next, below, code().ifGreater(above, next, number(1), number(0)), number(0));
    rows.backTo(halving, code().ifGreater(left, number(k), between, number(0)));
    return new Threshold(low, reached);
  }

  /**
   * The row value that is the number of the feature up to which there are as many of some features
   * as are wanted. Begins and ends between passes.
   *
   * @param wanted a row value
   * @param left below this number there are fewer
   * @param right below this one there are as many
   * @param ifSome gives its argument for such a feature, else 0
   */
  private int place(int wanted, int left, int right, IntUnaryOperator ifSome) {
    int from = rows.set(left);
    int to = rows.set(right);
    int middle = rows.set(whole(middle(left, right)));
    int halving = rows.through();
    int before = code().ifGreater(rows.rowValue(middle), code().index(), number(1), number(0));
    int count = rows.sum(ifSome.applyAsInt(before));
    rows.between();
    int counted = rows.rowValue(count);
    int now = rows.rowValue(middle);
    int needed = rows.rowValue(wanted);
    int below = code().ifGreater(needed, counted, now, rows.rowValue(from));
    int above = code().ifGreater(needed, counted, rows.rowValue(to), now);
    rows.set(from, below);
    rows.set(to, above);
    rows.set(middle, whole(middle(below, above)));
    int distance = code().subtract(above, below);
    rows.backTo(halving, code().ifGreater(distance, number(1), number(1), number(0)));
    return to;
  }

  private int key() {
    int greatest = number(Float.MAX_VALUE);
    int finite = functions().max(number(-Float.MAX_VALUE), functions().min(greatest, input()));
    return functions().ifNumber(input(), finite, greatest);
  }

  private int ifAbove(Threshold threshold, int then, int otherwise) {
    return code().ifGreater(key(), rows.rowValue(threshold.value), then, otherwise);
  }

  private int ifAt(Threshold threshold, int then) {
    int value = rows.rowValue(threshold.value);
    int notBelow = code().ifGreater(value, key(), number(0), then);
    return code().ifGreater(key(), value, number(0), notBelow);
  }

  private int ifNotZero(int value, int then, int otherwise) {
    int none = functions().ifNumber(value, otherwise, then);
    return code().ifGreater(functions().abs(value), number(0), then, none);
  }

  private int middle(int a, int b) {
    return code().fma(a, number(0.5), code().multiply(b, number(0.5)));
  }

  private int whole(int value) {
    int round = number(FloatLoops.ROUND);
    return code().subtract(code().add(value, round), round);
  }
}

package dev.actzoo.kernels;

/*
 * A depth is how far a feature lies below the greatest; that of equal infinite ones is none. What is
 * not a number stays so, and makes all of its row such.
 */

/** Functions that make a distribution of a row, as {@link RowCode}. */
final class DistributionCode extends FoldCode {
  private DistributionCode() {}

  /** Of the input; the output is its second input, too. */
  static RowCode softmax() {
    DistributionCode f = new DistributionCode();
    int top = f.rows.greatest(f.input());
    f.rows.through();
    int e = f.functions().exp(f.below(top));
    int sum = f.rows.write(e).sum(e);
    f.rows.between();
    int inverse = f.rows.set(f.code().divide(f.number(1), f.rows.rowValue(sum)));
    f.rows.through();
    return f.rows.write(f.code().multiply(f.output(), f.rows.rowValue(inverse)));
  }

  static RowCode softmaxBackward() {
    DistributionCode f = new DistributionCode();
    int mean = f.rows.sum(f.code().multiply(f.output(), f.gradient()));
    f.rows.through();
    int rest = f.code().subtract(f.gradient(), f.rows.rowValue(mean));
    return f.rows.write(f.code().multiply(f.output(), rest));
  }

  /** The logarithm is that of 1 and the others' share, which may be small. */
  static RowCode logSoftmax() {
    DistributionCode f = new DistributionCode();
    int top = f.rows.greatest(f.input());
    f.rows.through();
    int below = f.below(top);
    int zero = f.number(0);
    int none = f.functions().ifNumber(below, zero, below);
    int others = f.rows.sum(f.code().ifGreater(zero, below, f.functions().exp(below), none));
    int greatest = f.rows.sum(f.code().ifGreater(zero, below, zero, f.number(1)));
    f.rows.between();
    int more = f.code().add(f.rows.rowValue(greatest), f.number(-1));
    int rest = f.code().add(f.rows.rowValue(others), more);
    int logarithm = f.rows.set(f.functions().log1p(rest));
    f.rows.through();
    return f.rows.write(f.code().subtract(f.below(top), f.rows.rowValue(logarithm)));
  }

  static RowCode logSoftmaxBackward() {
    DistributionCode f = new DistributionCode();
    int sum = f.rows.sum(f.gradient());
    f.rows.through();
    int share = f.code().multiply(f.functions().exp(f.output()), f.rows.rowValue(sum));
    return f.rows.write(f.code().subtract(f.gradient(), share));
  }

  /** max(0, level - depth), the level at which these add up to 1. */
  static RowCode sparsemax() {
    return sparse(1);
  }

  /** max(0, level - depth / 2)^2. */
  static RowCode entmax() {
    return sparse(2);
  }

  /**
   * The level is found by Newton's method from 1, which it does not exceed; steps go down until
   * rounding lets none.
   */
  private static RowCode sparse(int power) {
    DistributionCode f = new DistributionCode();
    int top = f.rows.greatest(f.input());
    int none = f.rows.sum(f.functions().ifNumber(f.input(), f.number(0), f.input()));
    f.rows.between();
    int level = f.rows.set(f.number(1));
    int step = f.rows.through();
    int above = f.above(top, level, power);
    int value = power == 1 ? above : f.code().multiply(above, above);
    int one = f.code().ifGreater(above, f.number(0), f.number(1), f.number(0));
    int slope = power == 1 ? one : f.code().add(above, above);
    int sum = f.rows.sum(value);
    int slopes = f.rows.sum(slope);
    f.rows.between();
    int excess = f.code().add(f.rows.rowValue(sum), f.number(-1));
    int now = f.rows.rowValue(level);
    int next = f.code().subtract(now, f.code().divide(excess, f.rows.rowValue(slopes)));
    f.rows.set(level, f.code().ifGreater(now, next, next, now));
    f.rows.backTo(step, f.code().ifGreater(now, next, f.number(1), f.number(0)));
    f.rows.through();
    int last = f.above(top, level, power);
    int share = power == 1 ? last : f.code().multiply(last, last);
    return f.rows.write(f.code().add(share, f.rows.rowValue(none)));
  }

  static RowCode sparsemaxBackward() {
    DistributionCode f = new DistributionCode();
    int count = f.rows.sum(f.ifShare(f.number(1)));
    int sum = f.rows.sum(f.ifShare(f.gradient()));
    f.rows.between();
    int mean = f.rows.set(f.code().divide(f.rows.rowValue(sum), f.rows.rowValue(count)));
    f.rows.through();
    return f.rows.write(f.ifShare(f.code().subtract(f.gradient(), f.rows.rowValue(mean))));
  }

  static RowCode entmaxBackward() {
    DistributionCode f = new DistributionCode();
    int root = f.functions().sqrt(f.output());
    int weights = f.rows.sum(root);
    int sum = f.rows.sum(f.code().multiply(root, f.gradient()));
    f.rows.between();
    int mean = f.rows.set(f.code().divide(f.rows.rowValue(sum), f.rows.rowValue(weights)));
    f.rows.through();
    int rest = f.code().subtract(f.gradient(), f.rows.rowValue(mean));
    return f.rows.write(f.code().multiply(f.functions().sqrt(f.output()), rest));
  }

  /** The depth as a number that is not positive. */
  private int below(int top) {
    int greatest = rows.rowValue(top);
    int none = functions().ifNumber(input(), number(0), input());
    return code().ifGreater(greatest, input(), code().subtract(input(), greatest), none);
  }

  /** max(0, level - depth / power). */
  private int above(int top, int level, int power) {
    int greatest = rows.rowValue(top);
    int below = code().ifGreater(greatest, input(), code().subtract(input(), greatest), number(0));
    return functions().relu(code().fma(below, number(1.0 / power), rows.rowValue(level)));
  }

  /** A value where the output is positive, else 0. */
  private int ifShare(int value) {
    int none = functions().ifNumber(output(), number(0), output());
    return code().ifGreater(output(), number(0), value, none);
  }
}

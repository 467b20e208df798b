package dev.actzoo.benchmarks.audit;

/**
 * The largest error of a kernel in one measure.
 *
 * @param error how large
 * @param at the input it occurs at; of a vector, its largest size
 * @param expected what the result should be
 * @param got what it is
 */
public record Deviation(double error, double at, double expected, double got) {
  static final Deviation NONE = new Deviation(0, 0, 0, 0);

  Deviation orLarger(double another, double x, double right, double result) {
    return another > error ? new Deviation(another, x, right, result) : this;
  }
}

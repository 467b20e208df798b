package dev.actzoo.kernels;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/*
 * With points p, the transforms of six numbers are these. Evaluation takes the coefficients of a
 * polynomial to its values at the points. Interpolation is the transpose of what takes such values
 * to coefficients, but for a weight at each point, which goes to the weights of the convolution
 * instead. Both pair the points p and -p: what they share is an even and an odd part.
 */

/**
 * A linear transform along one axis of a tile: of six numbers, to six numbers, or from six numbers.
 * Two-dimensional convolutions by such transforms need 36 products where m x m outputs of an r x r
 * kernel, m + r = 7, otherwise take (m r)^2 (Winograd, Arithmetic complexity of computations, 1980;
 * Lavin and Gray, <a href="https://arxiv.org/abs/1509.09308">Fast algorithms for convolutional
 * neural networks</a>, 2015).
 *
 * <p>The points are 0, a, -a, b, -b and infinity with a = sqrt(1/2), b = sqrt(2): with 1 and 2 in
 * their place rounding errors are about three times as large.
 *
 * @param groups the outputs, those together that share a part of the work
 * @param inputs how many numbers go in
 * @param outputs how many come out
 */
record WinogradTransform(List<Group> groups, int inputs, int outputs) {
  /** Numbers along an axis of a transformed tile. */
  static final int POINTS = 6;

  private static final double A = Math.sqrt(0.5);
  private static final double B = Math.sqrt(2);
  private static final double A2 = 0.5;
  private static final double B2 = 2;

  /** A number times a factor: an input, or the result of an inner sum, which count after them. */
  record Term(int source, double factor) {}

  /** A sum that is the output of that number. */
  record Output(int number, List<Term> terms) {}

  /** Outputs, and sums that they share. */
  record Group(List<List<Term>> inner, List<Output> outputs) {}

  /** Of a tile of the images that go in (B transposed). */
  static WinogradTransform interpolation() {
    return new WinogradTransform(
        List.of(
            single(0, List.of(new Term(0, A2 * B2), new Term(2, -A2 - B2), new Term(4, 1))),
            pair(1, POINTS, evenAndOdd(B2), A),
            pair(3, POINTS, evenAndOdd(A2), B),
            single(5, List.of(new Term(1, A2 * B2), new Term(3, -A2 - B2), new Term(5, 1)))),
        POINTS,
        POINTS);
  }

  private static List<List<Term>> evenAndOdd(double square) {
    return List.of(
        List.of(new Term(4, 1), new Term(2, -square)),
        List.of(new Term(3, 1), new Term(1, -square)));
  }

  /** Of so many weights (G), or of a tile of the outputs' gradient. */
  static WinogradTransform evaluation(int inputs, boolean weighted) {
    return new WinogradTransform(
        List.of(
            single(0, List.of(new Term(0, weight(0, weighted)))),
            pair(1, inputs, evenAndOdd(inputs, A2, weight(A, weighted)), A),
            pair(3, inputs, evenAndOdd(inputs, B2, weight(B, weighted)), B),
            single(5, List.of(new Term(inputs - 1, 1)))),
        inputs,
        POINTS);
  }

  private static List<List<Term>> evenAndOdd(int inputs, double square, double weight) {
    List<Term> even = new ArrayList<>();
    List<Term> odd = new ArrayList<>();
    double factor = weight;
    for (int i = 0; i < inputs; i += 2, factor *= square) {
      even.add(new Term(i, factor));
      if (i + 1 < inputs) {
        odd.add(new Term(i + 1, factor));
      }
    }
    return List.of(even, odd);
  }

  /** To a tile of outputs (A transposed), or to so many weights' gradient. */
  static WinogradTransform transposedEvaluation(int outputs, boolean weighted) {
    List<Output> even = new ArrayList<>();
    List<Output> odd = new ArrayList<>();
    for (int i = 0; i < outputs; i++) {
      List<Term> terms = new ArrayList<>();
      if (i == 0) {
        terms.add(new Term(0, weight(0, weighted)));
      }
      if (i == outputs - 1) {
        terms.add(new Term(POINTS - 1, 1));
      }
      terms.add(new Term(POINTS, weight(A, weighted) * power(A, A2, i)));
      terms.add(new Term(POINTS + 1, weight(B, weighted) * power(B, B2, i)));
      (i % 2 == 0 ? even : odd).add(new Output(i, terms));
    }
    return new WinogradTransform(
        List.of(new Group(sums(1), even), new Group(sums(-1), odd)), POINTS, outputs);
  }

  private static double power(double point, double square, int exponent) {
    return Math.pow(square, exponent / 2) * (exponent % 2 == 0 ? 1 : point);
  }

  private static List<List<Term>> sums(int sign) {
    return List.of(
        List.of(new Term(1, 1), new Term(2, sign)), List.of(new Term(3, 1), new Term(4, sign)));
  }

  /** What interpolation leaves out: one over the product of the differences to other points. */
  private static double weight(double point, boolean weighted) {
    if (!weighted) {
      return 1;
    }
    if (point == 0) {
      return 1 / (A2 * B2);
    }
    return point == A ? 1 / (2 * A2 * (A2 - B2)) : 1 / (2 * B2 * (B2 - A2));
  }

  private static Group single(int number, List<Term> terms) {
    return new Group(List.of(), List.of(new Output(number, terms)));
  }

  /** Even part plus and minus the point times the odd part. */
  private static Group pair(int number, int inputs, List<List<Term>> parts, double point) {
    Term even = new Term(inputs, 1);
    return new Group(
        parts,
        List.of(
            new Output(number, List.of(even, new Term(inputs + 1, point))),
            new Output(number + 1, List.of(even, new Term(inputs + 1, -point)))));
  }

  /** The sizes of the factors other than one, each once. */
  List<Float> factors() {
    return groups.stream()
        .flatMap(
            group ->
                Stream.concat(
                    group.inner().stream().flatMap(List::stream),
                    group.outputs().stream().flatMap(output -> output.terms().stream())))
        .map(term -> Math.abs(term.factor()))
        .filter(factor -> factor != 1)
        .map(Double::floatValue)
        .distinct()
        .toList();
  }
}

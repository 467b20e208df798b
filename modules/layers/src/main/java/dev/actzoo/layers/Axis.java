package dev.actzoo.layers;

import java.util.Arrays;
import java.util.List;

/**
 * The places of an axis as draws count them: units, each in several parts. Unit {@code u} of part
 * {@code p} is the same coordinate whatever the number of units, so axes of other lengths share the
 * units they both have.
 *
 * @param size how many places there are: units times parts
 * @param parts how many parts there are
 * @param interleaved whether the parts of a unit lie side by side; else the units of a part do
 */
record Axis(int size, int parts, boolean interleaved) {
  Axis {
    if (parts < 1 || size % parts != 0) {
      throw new IllegalArgumentException(size + " places are no " + parts + " equal parts");
    }
  }

  /** An axis of so many units. */
  static Axis of(long size) {
    return new Axis(Math.toIntExact(size), 1, false);
  }

  /** The axes of an array of that shape. */
  static List<Axis> all(long... shape) {
    return Arrays.stream(shape).mapToObj(Axis::of).toList();
  }

  int units() {
    return size / parts;
  }

  int place(int part, int unit) {
    return interleaved ? unit * parts + part : part * units() + unit;
  }
}

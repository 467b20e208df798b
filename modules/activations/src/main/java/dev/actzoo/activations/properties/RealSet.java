package dev.actzoo.activations.properties;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A property that is a set of real numbers: points and intervals, smallest first, written {@code
 * {-1, 0} and (1, inf)}, or {@code none}.
 *
 * @param parts the points and intervals
 */
public record RealSet(List<Interval> parts) implements Value {
  /**
   * An interval, or a point if both ends are the same.
   *
   * @param closedBelow whether the lower end belongs to it
   * @param closedAbove whether the upper end belongs to it
   */
  public record Interval(Quantity lower, boolean closedBelow, Quantity upper, boolean closedAbove) {
    static Interval point(double x) {
      return point(Quantity.of(x));
    }

    private static Interval point(Quantity x) {
      return new Interval(x, true, x, true);
    }

    public boolean isPoint() {
      return closedBelow && closedAbove && lower.equals(upper);
    }

    private String text() {
      return (closedBelow ? "[" : "(")
          + lower.text()
          + ", "
          + upper.text()
          + (closedAbove ? "]" : ")");
    }

    private boolean agrees(Interval other, double tolerance) {
      return closedBelow == other.closedBelow
          && closedAbove == other.closedAbove
          && lower.agrees(other.lower, tolerance)
          && upper.agrees(other.upper, tolerance);
    }
  }

  public RealSet {
    parts = List.copyOf(parts);
  }

  static RealSet points(List<Double> points) {
    return new RealSet(points.stream().sorted().map(Interval::point).toList());
  }

  /**
   * The set declared with that text.
   *
   * @throws IllegalArgumentException if it is not one
   */
  static RealSet parse(String text) {
    List<Interval> parts = new ArrayList<>();
    if (!text.equals("none")) {
      for (String part : text.split(" and ")) {
        add(part.strip(), parts);
      }
    }
    return new RealSet(parts);
  }

  private static void add(String part, List<Interval> parts) {
    if (!part.matches("\\{.+}|[\\[(].+,.+[])]")) {
      throw new IllegalArgumentException("'%s' is no set of real numbers".formatted(part));
    }
    String[] numbers = part.substring(1, part.length() - 1).split(",");
    if (part.startsWith("{")) {
      for (String number : numbers) {
        parts.add(Interval.point(Quantity.parse(number)));
      }
      return;
    }
    if (numbers.length != 2) {
      throw new IllegalArgumentException("'%s' is no interval".formatted(part));
    }
    parts.add(
        new Interval(
            Quantity.parse(numbers[0]),
            part.startsWith("["),
            Quantity.parse(numbers[1]),
            part.endsWith("]")));
  }

  @Override
  public String text() {
    if (parts.isEmpty()) {
      return "none";
    }
    StringBuilder text = new StringBuilder();
    List<String> points = new ArrayList<>();
    for (Interval part : parts) {
      if (part.isPoint()) {
        points.add(part.lower().text());
      } else {
        flush(points, text);
        append(part.text(), text);
      }
    }
    flush(points, text);
    return text.toString();
  }

  private static void flush(List<String> points, StringBuilder text) {
    if (!points.isEmpty()) {
      append(points.stream().collect(Collectors.joining(", ", "{", "}")), text);
      points.clear();
    }
  }

  private static void append(String part, StringBuilder text) {
    text.append(text.isEmpty() ? "" : " and ").append(part);
  }

  @Override
  public boolean agrees(Value other, double tolerance) {
    if (!(other instanceof RealSet set) || parts.size() != set.parts.size()) {
      return false;
    }
    for (int i = 0; i < parts.size(); i++) {
      if (!parts.get(i).agrees(set.parts.get(i), tolerance)) {
        return false;
      }
    }
    return true;
  }
}

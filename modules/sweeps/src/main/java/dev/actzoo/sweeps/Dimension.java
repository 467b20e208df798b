package dev.actzoo.sweeps;

import dev.actzoo.experiments.yaml.Scalars;
import dev.actzoo.experiments.yaml.YamlReader;
import dev.actzoo.input.BadInputException;
import dev.actzoo.input.Quoted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A dimension of a search space: one setting of a trial and the values it may take. */
public sealed interface Dimension {
  /** The most values of one dimension on a grid. */
  int MOST_POINTS = 1000;

  /** The dotted path of the setting in a cell, such as {@code training.learning-rate}. */
  String path();

  /**
   * The value at a place of the dimension, as a file would give it.
   *
   * @param place in [0, 1]
   */
  String at(double place);

  /** The values that a grid search tries, in order, no two alike. */
  List<String> grid();

  /** The values at the ends, or all of a categorical dimension: if these are valid, all are. */
  default List<String> ends() {
    return List.of(at(0), at(1));
  }

  /** The last part of the path, which is the setting's own name. */
  default String label() {
    return path().substring(path().lastIndexOf('.') + 1);
  }

  /**
   * One of several values, in no order.
   *
   * @param values as a file would give them, at least one, no two alike
   */
  record Categorical(String path, List<String> values) implements Dimension {
    public Categorical {
      values = List.copyOf(values);
      require(!values.isEmpty(), path, "is empty; at least one value is needed");
      require(values.size() <= MOST_POINTS, path, "has more than " + MOST_POINTS + " values");
      requireDistinct(path, values);
    }

    @Override
    public String at(double place) {
      return values.get(Math.min((int) (place * values.size()), values.size() - 1));
    }

    @Override
    public List<String> grid() {
      return values;
    }

    @Override
    public List<String> ends() {
      return values;
    }
  }

  /**
   * Real numbers, all alike likely.
   *
   * @param low the least value
   * @param high the greatest value, above low
   * @param points how many values a grid search tries, evenly spaced, the ends among them
   */
  record Uniform(String path, double low, double high, int points) implements Dimension {
    public Uniform {
      requireRange(path, low, high, points);
    }

    @Override
    public String at(double place) {
      return new DecimalRange(low, high).at(low * (1 - place) + high * place);
    }

    @Override
    public List<String> grid() {
      return spread(this, points);
    }
  }

  /**
   * Positive real numbers, their logarithms all alike likely.
   *
   * @param low the least value, above 0
   * @param high the greatest value, above low
   * @param points how many values a grid search tries, evenly spaced in the logarithm
   */
  record LogUniform(String path, double low, double high, int points) implements Dimension {
    public LogUniform {
      require(low > 0, path, "begins at %s; a logarithmic range must begin above 0".formatted(low));
      requireRange(path, low, high, points);
    }

    @Override
    public String at(double place) {
      double from = StrictMath.log(low);
      return new DecimalRange(low, high)
          .at(StrictMath.exp(from + place * (StrictMath.log(high) - from)));
    }

    @Override
    public List<String> grid() {
      return spread(this, points);
    }
  }

  /**
   * Whole numbers, all alike likely.
   *
   * @param low the least value
   * @param high the greatest value, at least low
   * @param points how many values a grid search tries, evenly spaced, fewer if there are fewer
   */
  record Whole(String path, int low, int high, int points) implements Dimension {
    public Whole {
      require(high >= low, path, "ends at %d, below its beginning %d".formatted(high, low));
      requirePoints(path, points);
    }

    @Override
    public String at(double place) {
      long count = (long) high - low + 1;
      return Long.toString(low + Math.min((long) (place * count), count - 1));
    }

    @Override
    public List<String> grid() {
      long steps = (long) high - low;
      if (steps == 0) {
        return List.of(at(0));
      }
      int count = (int) Math.min(points, steps + 1);
      return IntStream.range(0, count)
          .mapToObj(i -> Long.toString(low + Math.round(steps * (i / (count - 1.0)))))
          .distinct()
          .toList();
    }
  }

  private static List<String> spread(Dimension dimension, int points) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < points; i++) {
      values.add(dimension.at(i / (points - 1.0)));
    }
    return values.stream().distinct().toList();
  }

  /** Refuses two values that are one, such as 0.1 and 1e-1 or adam and Adam. */
  private static void requireDistinct(String path, List<String> values) {
    Map<Object, String> written = new HashMap<>();
    for (String value : values) {
      String before = written.putIfAbsent(meaning(path, value), value);
      if (before != null) {
        String twice = "holds the same value twice";
        require(
            false,
            path,
            before.equals(value)
                ? twice
                : "%s, as %s and as %s".formatted(twice, Quoted.of(before), Quoted.of(value)));
      }
    }
  }

  /** What a value of a list stands for: a number, a word in any case, or a path as it is. */
  private static Object meaning(String path, String value) {
    if (Scalars.isNumber(value)) {
      return Double.parseDouble(value) + 0.0;
    }
    return path.endsWith("tokenizer") ? value : YamlReader.key(value);
  }

  private static void requireRange(String path, double low, double high, int points) {
    require(high > low, path, "ends at %s, not above its beginning %s".formatted(high, low));
    requirePoints(path, points);
  }

  private static void requirePoints(String path, int points) {
    require(
        points >= 2 && points <= MOST_POINTS,
        path,
        "has %d points; it must be from 2 to %d".formatted(points, MOST_POINTS));
  }

  private static void require(boolean holds, String path, String complaint) {
    if (!holds) {
      throw new BadInputException("space.%s %s".formatted(path, complaint));
    }
  }
}

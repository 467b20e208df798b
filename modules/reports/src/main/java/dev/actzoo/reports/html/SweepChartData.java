package dev.actzoo.reports.html;

import dev.actzoo.reports.sweep.Spread;
import dev.actzoo.sweeps.ArmResult;
import dev.actzoo.sweeps.CandidateResult;
import dev.actzoo.sweeps.Dimension;
import dev.actzoo.sweeps.SweepCell;
import dev.actzoo.sweeps.SweepResult;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What the script of a sweep's page draws. Accuracies are in per cent, arms are given by their
 * place. Baseline, region, grid, functions and hardware are those of a comparison, which the script
 * shares; a sweep has none.
 */
record SweepChartData(
    List<ArmStyle> arms,
    int baseline,
    double region,
    List<Cell> cells,
    List<Double> grid,
    List<FunctionView> functions,
    List<List<HardwareView.Bar>> hardware) {

  static SweepChartData of(SweepResult result, List<ArmStyle> arms) {
    return new SweepChartData(
        arms,
        -1,
        0,
        result.sweep().cells().stream().map(cell -> Cell.of(result, cell, arms)).toList(),
        List.of(),
        List.of(),
        List.of());
  }

  /**
   * @param dimensions the axes of the space
   * @param candidates those that ended, arm by arm in the order of the search
   */
  record Cell(List<Axis> dimensions, List<Point> candidates) {
    static Cell of(SweepResult result, SweepCell cell, List<ArmStyle> styles) {
      List<String> names = styles.stream().map(ArmStyle::name).toList();
      List<Point> points = new ArrayList<>();
      for (ArmResult arm : result.arms(cell)) {
        CandidateResult best = arm.best().orElse(null);
        for (CandidateResult candidate : arm.ended()) {
          points.add(
              Point.of(names.indexOf(arm.activation()), cell, candidate, candidate.equals(best)));
        }
      }
      return new Cell(cell.dimensions().stream().map(Axis::of).toList(), points);
    }
  }

  /**
   * @param scale "log", "value" or "category"
   * @param categories the values of a category axis, in order
   */
  record Axis(String name, String scale, List<String> categories, double low, double high) {
    static Axis of(Dimension dimension) {
      if (dimension instanceof Dimension.Categorical list) {
        return new Axis(dimension.label(), "category", list.values(), 0, 0);
      }
      List<String> ends = dimension.ends();
      return new Axis(
          dimension.label(),
          dimension instanceof Dimension.LogUniform ? "log" : "value",
          List.of(),
          Double.parseDouble(ends.get(0)),
          Double.parseDouble(ends.get(1)));
    }
  }

  /**
   * @param values of the dimensions, as text on category axes
   * @param score mean validation accuracy; null if no trial completed
   */
  record Point(
      int arm,
      int number,
      List<Object> values,
      @Nullable Double score,
      @Nullable Double deviation,
      boolean best) {
    static Point of(int arm, SweepCell cell, CandidateResult candidate, boolean best) {
      List<Object> values = new ArrayList<>();
      for (Dimension dimension : cell.dimensions()) {
        String value = candidate.candidate().settings().values().get(dimension.path());
        values.add(dimension instanceof Dimension.Categorical ? value : Double.valueOf(value));
      }
      OptionalDouble deviation = Spread.ofValidation(candidate).deviation();
      boolean scored = candidate.anyCompleted();
      return new Point(
          arm,
          candidate.candidate().number(),
          values,
          scored ? 100 * candidate.score() : null,
          scored && deviation.isPresent() ? 100 * deviation.getAsDouble() : null,
          best);
    }
  }
}

package dev.actzoo.reports.html;

import dev.actzoo.experiments.EpochRecord;
import dev.actzoo.experiments.Outcome;
import dev.actzoo.experiments.TrialResult;
import dev.actzoo.reports.Hardware;
import dev.actzoo.reports.statistics.ArmComparison;
import dev.actzoo.reports.statistics.CellComparison;
import dev.actzoo.reports.statistics.Comparison;
import dev.actzoo.reports.statistics.Cost;
import dev.actzoo.reports.statistics.Interval;
import dev.actzoo.reports.statistics.PairedDifference;
import dev.actzoo.reports.statistics.Sample;
import dev.actzoo.reports.statistics.SeedBand;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the page's script draws, as it stands in the page. Accuracies are in per cent, differences
 * in percentage points, arms are given by their place.
 *
 * @param baseline the baseline arm's place
 * @param region the radius of the region of practical equivalence
 * @param hardware the ratios of each benchmark
 */
record ChartData(
    List<ArmStyle> arms,
    int baseline,
    double region,
    List<Cell> cells,
    List<Double> grid,
    List<FunctionView> functions,
    List<List<HardwareView.Bar>> hardware) {

  static ChartData of(
      Comparison comparison,
      List<ArmStyle> arms,
      List<FunctionView> functions,
      List<Hardware> hardware) {
    return new ChartData(
        arms,
        comparison.experiment().activations().indexOf(comparison.experiment().baseline()),
        100 * comparison.regionRadius(),
        comparison.cells().stream().map(Cell::of).toList(),
        FunctionView.GRID,
        functions,
        HardwareView.bars(hardware));
  }

  /** The data of a page that shows nothing but benchmarks. */
  static ChartData ofHardware(List<Hardware> hardware) {
    return new ChartData(
        List.of(), -1, 0, List.of(), List.of(), List.of(), HardwareView.bars(hardware));
  }

  record Cell(
      List<Curve> curves,
      List<BrokenCurve> broken,
      List<Estimate> accuracies,
      List<Estimate> differences,
      List<CostPoint> costs) {
    static Cell of(CellComparison cell) {
      List<Curve> curves = new ArrayList<>();
      List<BrokenCurve> broken = new ArrayList<>();
      List<Estimate> accuracies = new ArrayList<>();
      List<Estimate> differences = new ArrayList<>();
      List<CostPoint> costs = new ArrayList<>();
      for (int i = 0; i < cell.arms().size(); i++) {
        ArmComparison arm = cell.arms().get(i);
        if (!arm.completed().isEmpty()) {
          curves.add(Curve.of(i, arm.completed()));
        }
        for (TrialResult trial : arm.trials()) {
          if (trial.outcome() != Outcome.COMPLETED && !trial.epochs().isEmpty()) {
            broken.add(BrokenCurve.of(i, trial));
          }
        }
        Sample accuracy = arm.accuracy();
        if (accuracy != null) {
          accuracies.add(Estimate.ofAccuracy(i, arm.completed(), accuracy));
        }
        PairedDifference difference = arm.difference();
        if (difference != null) {
          differences.add(Estimate.ofDifference(i, difference));
        }
        Cost cost = arm.cost();
        if (cost != null && accuracy != null) {
          costs.add(
              new CostPoint(
                  i,
                  cost.stepMilliseconds(),
                  100 * accuracy.mean(),
                  Range.of(accuracy.bootstrap())));
        }
      }
      return new Cell(curves, broken, accuracies, differences, costs);
    }
  }

  /** Learning curves of an arm over the seeds that completed. */
  record Curve(int arm, List<SeedBand.Point> accuracy, List<SeedBand.Point> loss) {
    static Curve of(int arm, List<TrialResult> trials) {
      return new Curve(
          arm,
          SeedBand.of(trials, e -> 100 * e.validationAccuracy()).epochs(),
          SeedBand.of(trials, EpochRecord::trainLoss).epochs());
    }
  }

  /** Learning curves of a trial that did not complete: epochs and values. */
  record BrokenCurve(int arm, long seed, List<List<Double>> accuracy, List<List<Double>> loss) {
    static BrokenCurve of(int arm, TrialResult trial) {
      return new BrokenCurve(
          arm,
          trial.spec().seed(),
          points(trial, e -> 100 * e.validationAccuracy()),
          points(trial, EpochRecord::trainLoss));
    }

    private static List<List<Double>> points(
        TrialResult trial, ToDoubleFunction<EpochRecord> value) {
      return trial.epochs().stream()
          .filter(epoch -> Double.isFinite(value.applyAsDouble(epoch)))
          .map(epoch -> List.of((double) epoch.epoch(), value.applyAsDouble(epoch)))
          .toList();
    }
  }

  /** One value by seed, their mean and its intervals. */
  record Estimate(
      int arm,
      List<Double> values,
      double mean,
      @Nullable Range interval,
      @Nullable Range bootstrap) {
    static Estimate ofAccuracy(int arm, List<TrialResult> trials, Sample sample) {
      List<Double> values =
          trials.stream()
              .map(TrialResult::testAccuracy)
              .flatMap(Stream::ofNullable)
              .map(accuracy -> 100 * accuracy)
              .toList();
      return new Estimate(arm, values, 100 * sample.mean(), null, Range.of(sample.bootstrap()));
    }

    static Estimate ofDifference(int arm, PairedDifference difference) {
      return new Estimate(
          arm,
          difference.pairs().stream().map(pair -> 100 * pair.difference()).toList(),
          100 * difference.mean(),
          Range.of(difference.interval()),
          Range.of(difference.bootstrap()));
    }
  }

  /** An interval in per cent or percentage points. */
  record Range(double low, double high) {
    static @Nullable Range of(@Nullable Interval interval) {
      return interval == null ? null : new Range(100 * interval.lower(), 100 * interval.upper());
    }
  }

  /** Time per step against accuracy. */
  record CostPoint(int arm, double milliseconds, double accuracy, @Nullable Range bootstrap) {}
}

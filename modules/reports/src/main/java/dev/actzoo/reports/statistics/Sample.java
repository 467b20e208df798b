package dev.actzoo.reports.statistics;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.Median;
import org.apache.commons.statistics.descriptive.StandardDeviation;
import org.jspecify.annotations.Nullable;

/**
 * Some values and what describes them.
 *
 * @param count how many values, at least 1
 * @param mean their mean
 * @param median their median
 * @param standardDeviation with n - 1 in the denominator; null for one value
 * @param bootstrap 95 % percentile bootstrap interval of the mean over the seeds, on this test
 *     split; null for one value and for values that are all alike
 */
public record Sample(
    int count,
    double mean,
    double median,
    @Nullable Double standardDeviation,
    @Nullable Interval bootstrap) {

  static Sample of(List<Double> values) {
    double[] array = values.stream().mapToDouble(Double::doubleValue).toArray();
    boolean several = array.length > 1;
    boolean spread = values.stream().distinct().count() > 1;
    return new Sample(
        array.length,
        Mean.of(array).getAsDouble(),
        Median.withDefaults().evaluate(Arrays.copyOf(array, array.length)),
        several ? StandardDeviation.of(array).getAsDouble() : null,
        spread ? Bootstrap.ofMean(array) : null);
  }
}

package dev.actzoo.reports.html;

import dev.actzoo.experiments.CellFormat;
import dev.actzoo.experiments.CellSpec;
import dev.actzoo.experiments.EpochRecord;
import dev.actzoo.experiments.Outcome;
import dev.actzoo.experiments.TrainingSpec;
import dev.actzoo.experiments.TrialResult;
import dev.actzoo.reports.CellFinding;
import dev.actzoo.reports.CellNames;
import dev.actzoo.reports.Numbers;
import dev.actzoo.reports.statistics.ArmComparison;
import dev.actzoo.reports.statistics.CellComparison;
import dev.actzoo.reports.statistics.SeedBand;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The section of one cell.
 *
 * @param index the cell's place, for anchors and for its charts' data
 * @param finding what the cell shows, in words
 * @param metric what was measured, such as "accuracy"
 * @param rows the arms
 * @param seeds accuracies by seed and arm, for the table of single values
 * @param epochs validation accuracy and training loss by epoch and arm: the curves in numbers
 * @param losses trials that did not complete
 * @param hyperparameters names and values
 */
record CellView(
    int index,
    CellFinding finding,
    String metric,
    List<ArmRow> rows,
    List<ValueRow> seeds,
    List<ValueRow> epochs,
    List<Loss> losses,
    List<Fact> hyperparameters) {

  /** A row of values, one or more for each arm, under a heading of its own. */
  record ValueRow(String heading, List<String> values) {}

  /** A trial that did not complete. */
  record Loss(String activation, long seed, String outcome, String reason, int epochs) {}

  /** A name and a value. */
  record Fact(String name, String value) {}

  static CellView of(
      int index,
      CellFinding finding,
      String metric,
      CellComparison cell,
      List<Long> seeds,
      List<ArmStyle> arms) {
    return new CellView(
        index,
        finding,
        metric,
        IntStream.range(0, arms.size())
            .mapToObj(i -> ArmRow.of(cell.arms().get(i), arms.get(i)))
            .toList(),
        seeds.stream().map(seed -> bySeed(cell, seed)).toList(),
        byEpoch(cell),
        losses(cell),
        hyperparameters(cell));
  }

  /** Whether any trial got as far as the end of an epoch. */
  boolean hasCurves() {
    return !epochs.isEmpty();
  }

  /** Whether any trial completed. */
  boolean hasAccuracy() {
    return rows.stream().anyMatch(row -> !row.mean().equals(Numbers.NONE));
  }

  boolean hasDifferences() {
    return rows.stream().anyMatch(row -> !row.difference().equals(Numbers.NONE));
  }

  boolean hasCosts() {
    return rows.stream().anyMatch(row -> !row.step().equals(Numbers.NONE));
  }

  private static ValueRow bySeed(CellComparison cell, long seed) {
    return new ValueRow(
        Long.toString(seed), cell.arms().stream().map(arm -> accuracy(arm, seed)).toList());
  }

  private static String accuracy(ArmComparison arm, long seed) {
    return arm.trials().stream()
        .filter(trial -> trial.spec().seed() == seed)
        .findFirst()
        .map(
            trial ->
                trial.outcome() == Outcome.COMPLETED
                    ? Numbers.percent(trial.testAccuracy())
                    : word(trial.outcome()))
        .orElse(Numbers.NONE);
  }

  private static List<ValueRow> byEpoch(CellComparison cell) {
    List<List<String>> accuracy = byEpoch(cell, e -> 100 * e.validationAccuracy(), 2);
    List<List<String>> loss = byEpoch(cell, EpochRecord::trainLoss, 4);
    List<ValueRow> rows = new ArrayList<>();
    for (int epoch = 0; epoch < accuracy.size(); epoch++) {
      List<String> values = new ArrayList<>(accuracy.get(epoch));
      values.addAll(loss.get(epoch));
      rows.add(new ValueRow(Integer.toString(epoch + 1), values));
    }
    return rows;
  }

  private static List<List<String>> byEpoch(
      CellComparison cell, ToDoubleFunction<EpochRecord> value, int decimals) {
    int last =
        cell.arms().stream()
            .flatMap(arm -> arm.trials().stream())
            .flatMap(trial -> trial.epochs().stream())
            .map(EpochRecord::epoch)
            .max(Comparator.naturalOrder())
            .orElse(0);
    List<SeedBand> bands =
        cell.arms().stream().map(arm -> SeedBand.of(arm.completed(), value)).toList();
    return IntStream.rangeClosed(1, last)
        .mapToObj(
            epoch ->
                bands.stream()
                    .map(
                        band ->
                            band.epochs().stream()
                                .filter(point -> point.epoch() == epoch)
                                .findFirst()
                                .map(point -> Numbers.fixed(point.mean(), decimals))
                                .orElse(Numbers.NONE))
                    .toList())
        .toList();
  }

  private static List<Loss> losses(CellComparison cell) {
    return cell.arms().stream()
        .flatMap(
            arm ->
                arm.trials().stream()
                    .filter(trial -> trial.outcome() != Outcome.COMPLETED)
                    .map(trial -> loss(arm.activation(), trial)))
        .toList();
  }

  private static Loss loss(String arm, TrialResult trial) {
    return new Loss(
        arm,
        trial.spec().seed(),
        word(trial.outcome()),
        Objects.requireNonNullElse(trial.reason(), "no reason recorded"),
        trial.epochs().size());
  }

  private static List<Fact> hyperparameters(CellComparison cell) {
    TrainingSpec training = cell.cell().training();
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("model", CellNames.of(cell.cell().model())));
    facts.add(new Fact("dataset", cell.cell().dataset()));
    cell.arms().stream()
        .flatMap(arm -> arm.trials().stream())
        .map(TrialResult::spec)
        .map(spec -> spec.datasetHash())
        .distinct()
        .forEach(hash -> facts.add(new Fact("dataset SHA-256", hash)));
    Integer examples = cell.testExamples();
    facts.add(
        new Fact(
            "test examples",
            examples == null ? "not recorded" : Numbers.count(examples.longValue())));
    facts.add(new Fact("epochs", Integer.toString(training.epochs())));
    facts.add(new Fact("batch size", Integer.toString(training.batchSize())));
    facts.add(new Fact("optimiser", word(training.optimiser())));
    facts.add(new Fact("learning rate (peak)", CellNames.plain(training.learningRate())));
    facts.add(new Fact("schedule", word(training.schedule())));
    facts.add(new Fact("warm-up fraction", CellNames.plain(training.warmUpFraction())));
    facts.add(new Fact("momentum (SGD only)", CellNames.plain(training.momentum())));
    facts.add(new Fact("weight decay", CellNames.plain(training.weightDecay())));
    facts.add(
        new Fact(
            "gradient clip (global norm)",
            training.gradientClip() == 0 ? "off" : CellNames.plain(training.gradientClip())));
    facts.add(new Fact("validation fraction", CellNames.plain(training.validationFraction())));
    facts.add(new Fact("augmentation of training images", training.augmentation().label()));
    facts.add(new Fact("precision of the training step", training.precision().label()));
    cell.cell()
        .tuned()
        .keySet()
        .forEach(arm -> facts.add(new Fact("tuned for " + arm, tuned(cell.cell(), arm))));
    return facts;
  }

  /** The settings of an arm that are not the cell's, in words. */
  private static String tuned(CellSpec cell, String arm) {
    Map<String, Object> shared = CellFormat.flat(cell);
    Map<String, Object> own = new LinkedHashMap<>(CellFormat.flat(cell.of(arm)));
    own.entrySet().removeIf(setting -> setting.getValue().equals(shared.get(setting.getKey())));
    return own.isEmpty()
        ? "nothing that is not the cell's"
        : own.entrySet().stream()
            .map(setting -> setting.getKey() + " " + setting.getValue())
            .collect(Collectors.joining(", "));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}

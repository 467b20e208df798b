package dev.actzoo.reports;

import dev.actzoo.experiments.EpochRecord;
import dev.actzoo.experiments.Provenance;
import dev.actzoo.experiments.TrainingSpec;
import dev.actzoo.experiments.TrialResult;
import dev.actzoo.experiments.TrialSpec;
import dev.actzoo.reports.statistics.Comparison;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The trials as comma-separated values (RFC 4180), one row each under a header row; what is not
 * known is empty. Text that a spreadsheet would take for a formula gets a leading apostrophe.
 */
public final class CsvReport {
  private static final String LINE_END = "\r\n";
  private static final String STARTS_A_FORMULA = "=+-@\t\r\n";

  private CsvReport() {}

  static String of(Comparison comparison, List<DatasetCredit> credits) {
    List<Column> columns = columns(comparison, credits);
    StringBuilder csv =
        new StringBuilder(columns.stream().map(Column::name).collect(Collectors.joining(",")));
    csv.append(LINE_END);
    for (TrialResult trial : comparison.trials()) {
      csv.append(
              columns.stream()
                  .map(column -> field(column.value().apply(trial)))
                  .collect(Collectors.joining(",")))
          .append(LINE_END);
    }
    return csv.toString();
  }

  private static List<Column> columns(Comparison comparison, List<DatasetCredit> credits) {
    return List.of(
        ofSpec("trial", TrialSpec::id),
        ofSpec("model", spec -> CellNames.of(spec.model())),
        ofSpec("dataset", TrialSpec::dataset),
        ofSpec("dataset_sha256", TrialSpec::datasetHash),
        ofSpec("activation", comparison::arm),
        ofSpec("seed", TrialSpec::seed),
        new Column("outcome", TrialResult::outcome),
        new Column("reason", TrialResult::reason),
        ofSpec("metric", spec -> DatasetCredit.metric(credits, spec.dataset())),
        new Column("test_accuracy", TrialResult::testAccuracy),
        new Column("test_loss", TrialResult::testLoss),
        new Column(
            "test_examples",
            result -> result.testAnswers() == null ? null : result.testAnswers().count()),
        new Column("selected_epoch", TrialResult::selectedEpoch),
        ofSelected("validation_accuracy", EpochRecord::validationAccuracy),
        ofSelected("validation_loss", EpochRecord::validationLoss),
        ofSelected("train_loss", EpochRecord::trainLoss),
        new Column("epochs", result -> result.epochs().size()),
        new Column("parameters", TrialResult::parameters),
        new Column("seconds", result -> result.timing().seconds()),
        new Column("timed_steps", result -> result.timing().steps()),
        new Column("step_median_ms", result -> result.timing().stepMedianMs()),
        new Column("step_p10_ms", result -> result.timing().stepP10Ms()),
        new Column("step_p90_ms", result -> result.timing().stepP90Ms()),
        new Column("stall_share", result -> result.timing().stallShare()),
        new Column("peak_memory_mb", result -> result.timing().peakMemoryMb()),
        ofTraining("planned_epochs", TrainingSpec::epochs),
        ofTraining("batch_size", TrainingSpec::batchSize),
        ofTraining("optimiser", TrainingSpec::optimiser),
        ofTraining("learning_rate", TrainingSpec::learningRate),
        ofTraining("momentum", TrainingSpec::momentum),
        ofTraining("weight_decay", TrainingSpec::weightDecay),
        ofTraining("schedule", TrainingSpec::schedule),
        ofTraining("warm_up_fraction", TrainingSpec::warmUpFraction),
        ofTraining("gradient_clip", TrainingSpec::gradientClip),
        ofTraining("validation_fraction", TrainingSpec::validationFraction),
        ofTraining("augmentation", TrainingSpec::augmentation),
        ofTraining("precision", TrainingSpec::precision),
        ofProvenance("version", Provenance::version),
        ofProvenance("commit", Provenance::commit),
        ofProvenance("started_at", Provenance::startedAt),
        ofProvenance("java", Provenance::java),
        ofProvenance("os", Provenance::os),
        ofProvenance("cpu", Provenance::cpu),
        ofProvenance("cores", Provenance::cores),
        ofProvenance("backend", Provenance::backend),
        ofProvenance("kernels", Provenance::kernels),
        ofProvenance("threads", Provenance::threads),
        ofProvenance("concurrent_trials", Provenance::concurrentTrials));
  }

  /** One value as it stands between two commas. */
  public static String field(@Nullable Object value) {
    if (value == null) {
      return "";
    }
    if (value instanceof Double number) {
      return Double.isFinite(number) ? Numbers.shortened(number).toPlainString() : "";
    }
    if (value instanceof Number) {
      return value.toString();
    }
    String text = value.toString();
    if (!text.isEmpty() && STARTS_A_FORMULA.indexOf(text.charAt(0)) >= 0) {
      text = "'" + text;
    }
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  private static Column ofSpec(String name, Function<TrialSpec, Object> value) {
    return new Column(name, result -> value.apply(result.spec()));
  }

  private static Column ofTraining(String name, Function<TrainingSpec, Object> value) {
    return ofSpec(name, spec -> value.apply(spec.training()));
  }

  private static Column ofProvenance(String name, Function<Provenance, Object> value) {
    return new Column(name, result -> value.apply(result.provenance()));
  }

  private static Column ofSelected(String name, Function<EpochRecord, Object> value) {
    return new Column(
        name,
        result ->
            result.epochs().stream()
                .filter(epoch -> epoch.epoch() == result.selectedEpoch())
                .findFirst()
                .map(value)
                .orElse(null));
  }

  private record Column(String name, Function<TrialResult, @Nullable Object> value) {}
}

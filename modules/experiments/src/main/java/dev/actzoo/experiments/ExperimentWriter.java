package dev.actzoo.experiments;

import dev.actzoo.experiments.yaml.YamlFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The writing of an experiment as YAML in which nothing is left to defaults. */
final class ExperimentWriter {
  private ExperimentWriter() {}

  static String write(ExperimentSpec experiment) {
    return YamlFile.text(experiment(experiment));
  }

  private static Map<String, Object> experiment(ExperimentSpec experiment) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", experiment.name());
    if (!experiment.description().isEmpty()) {
      fields.put("description", experiment.description());
    }
    fields.put("activations", ArmList.write(experiment.activations(), experiment.formulas()));
    fields.put("baseline", experiment.baseline());
    fields.put("seeds", experiment.seeds());
    if (!experiment.datasets().isEmpty()) {
      fields.put("datasets", DatasetSection.write(experiment.datasets()));
    }
    List<Map<String, Object>> cells =
        experiment.cells().stream().map(ExperimentWriter::cell).toList();
    fields.put("cells", cells);
    return fields;
  }

  static Map<String, Object> cell(CellSpec cell) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("model", cell.model().name());
    fields.put("dataset", cell.dataset());
    if (!cell.model().options().isEmpty()) {
      fields.put("options", options(cell.model().options()));
    }
    fields.put("training", training(cell.training()));
    if (!cell.tuned().isEmpty()) {
      Map<String, Object> tuned = new LinkedHashMap<>();
      cell.tuned().forEach((activation, settings) -> tuned.put(activation, own(cell, settings)));
      fields.put("tuned", tuned);
    }
    return fields;
  }

  private static Map<String, Object> options(Map<String, Double> options) {
    Map<String, Object> fields = new LinkedHashMap<>();
    options.forEach((name, value) -> fields.put(name, number(value)));
    return fields;
  }

  /** What an arm has of its own: where its settings are not the cell's. */
  private static Map<String, Object> own(CellSpec cell, ArmSettings settings) {
    Map<String, Object> fields = new LinkedHashMap<>();
    putOther(fields, "options", options(cell.model().options()), options(settings.options()));
    putOther(fields, "training", training(cell.training()), training(settings.training()));
    return fields;
  }

  private static void putOther(
      Map<String, Object> fields, String key, Map<String, Object> shared, Map<String, Object> own) {
    Map<String, Object> other = new LinkedHashMap<>(own);
    other.entrySet().removeIf(field -> field.getValue().equals(shared.get(field.getKey())));
    if (!other.isEmpty()) {
      fields.put(key, other);
    }
  }

  private static Map<String, Object> training(TrainingSpec training) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("epochs", training.epochs());
    fields.put("batch-size", training.batchSize());
    fields.put("optimiser", training.optimiser().name().toLowerCase(Locale.ROOT));
    fields.put("learning-rate", number(training.learningRate()));
    fields.put("momentum", number(training.momentum()));
    fields.put("weight-decay", number(training.weightDecay()));
    fields.put("schedule", training.schedule().name().toLowerCase(Locale.ROOT));
    fields.put("warm-up-fraction", number(training.warmUpFraction()));
    fields.put("gradient-clip", number(training.gradientClip()));
    fields.put("validation-fraction", number(training.validationFraction()));
    fields.put("augmentation", training.augmentation().label());
    fields.put("precision", training.precision().label());
    fields.put("masking", training.masking().label());
    fields.put("tokenizer", training.tokenizer());
    fields.put("preprocessing", training.preprocessing().label());
    return fields;
  }

  /** A number as a person would write it: 8 for 8.0. */
  private static Number number(double value) {
    var shortest = CanonicalJson.shortest(value);
    return shortest.scale() == 0 ? shortest.toBigInteger() : shortest;
  }
}

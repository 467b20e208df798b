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
    fields.put("activations", experiment.activations());
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
      Map<String, Object> options = new LinkedHashMap<>();
      cell.model().options().forEach((name, value) -> options.put(name, number(value)));
      fields.put("options", options);
    }
    fields.put("training", training(cell.training()));
    return fields;
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
    if (training.masking() != Masking.TOKENS) {
      fields.put("masking", training.masking().label());
    }
    return fields;
  }

  /** A number as a person would write it: 8 for 8.0. */
  private static Number number(double value) {
    var shortest = CanonicalJson.shortest(value);
    return shortest.scale() == 0 ? shortest.toBigInteger() : shortest;
  }
}

package dev.actzoo.experiments;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A cell of an experiment: one model on one dataset, with the training that its arms share.
 *
 * @param model the model and its options
 * @param dataset the dataset's name
 * @param training the training of every arm that has none of its own
 * @param tuned the settings of arms that have their own, by activation: nuisance hyperparameters
 *     that were tuned for each arm
 */
public record CellSpec(
    ModelSpec model, String dataset, TrainingSpec training, Map<String, ArmSettings> tuned) {
  public CellSpec {
    tuned = Collections.unmodifiableMap(new LinkedHashMap<>(tuned));
  }

  /** A cell whose arms all share its settings. */
  public CellSpec(ModelSpec model, String dataset, TrainingSpec training) {
    this(model, dataset, training, Map.of());
  }

  /** The cell as one arm sees it: that arm's settings, and none for others. */
  public CellSpec of(String activation) {
    ArmSettings own = tuned.get(activation);
    return own == null
        ? new CellSpec(model, dataset, training)
        : new CellSpec(new ModelSpec(model.name(), own.options()), dataset, own.training());
  }
}

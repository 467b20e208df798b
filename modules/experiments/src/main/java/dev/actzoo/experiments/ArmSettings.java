package dev.actzoo.experiments;

import java.util.Map;

/**
 * The settings of one arm in a cell, where they were tuned for it.
 *
 * @param options all options of the model, by name
 * @param training the whole training
 */
public record ArmSettings(Map<String, Double> options, TrainingSpec training) {
  public ArmSettings {
    options = new ModelSpec("", options).options();
  }
}

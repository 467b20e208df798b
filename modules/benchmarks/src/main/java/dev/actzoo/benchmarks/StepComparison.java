package dev.actzoo.benchmarks;

import java.nio.file.Path;

/** Whole training steps beside those of others, model by model. */
public final class StepComparison {
  private static final int WARM_UP = 10;

  private StepComparison() {}

  /**
   * Runs the models that are wanted.
   *
   * @param cache a folder for what can be worked out again
   */
  public static void run(Settings settings, Path cache, Results results) {
    Torch.prepare(cache, settings.threads());
    settings.requireAnyOf(StepCase.ALL.stream().map(StepCase::model).toList());
    for (StepCase step : StepCase.ALL) {
      if (settings.wants(step.model())) {
        OurStep ours = new OurStep(step);
        Race.ofSteps(settings.rounds(), WARM_UP).run(java.util.List.of(ours));
        results.add(ours.breakdown());
      }
    }
  }
}

package dev.actzoo.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.actzoo.experiments.Optimiser;
import dev.actzoo.experiments.Schedule;
import dev.actzoo.experiments.TrainingSpec;
import dev.actzoo.layers.Parameter;
import dev.actzoo.layers.ParameterSegment;
import java.util.List;
import org.junit.jupiter.api.Test;

class UpdateRuleTest {
  private static final double RATE = 0.1;
  private static final double DECAY = 0.5;
  private static final float[] GRADIENT = {0.4f, -0.2f, 0.3f};
  private static final float[] START = {1f, 2f, 3f};
  private static final List<ParameterSegment> SEGMENTS =
      List.of(
          new ParameterSegment("layer", "weight", Parameter.Role.WEIGHT, 0, 1),
          new ParameterSegment("layer", "bias", Parameter.Role.OFFSET, 1, 1),
          new ParameterSegment("layer", "mean", Parameter.Role.STATISTIC, 2, 1));

  @Test
  void momentumIsNesterovsWithDecayInTheGradient() {
    float[] parameters = steps(Optimiser.SGD, 0, 2);
    double w = 1;
    double v = 0;
    double b = 2;
    double u = 0;
    for (int i = 0; i < 2; i++) {
      double g = 0.4 + DECAY * w;
      v = 0.9 * v + g;
      w -= RATE * (g + 0.9 * v);
      u = 0.9 * u - 0.2;
      b -= RATE * (-0.2 + 0.9 * u);
    }
    assertThat(parameters[0]).isCloseTo((float) w, within(1e-6f));
    assertThat(parameters[1]).isCloseTo((float) b, within(1e-6f));
  }

  /** With a constant gradient Adam's corrected moments are that gradient and its square. */
  @Test
  void adamwDecaysWeightsApartFromTheGradient() {
    float[] parameters = steps(Optimiser.ADAMW, 0, 3);
    double w = 1;
    for (int i = 0; i < 3; i++) {
      w -= RATE * (1 + DECAY * w);
    }
    assertThat(parameters[0]).isCloseTo((float) w, within(1e-5f));
    assertThat(parameters[1]).isCloseTo(2 + 3 * (float) RATE, within(1e-5f));
  }

  @Test
  void adamAddsDecayToTheGradient() {
    float[] parameters = steps(Optimiser.ADAM, 0, 1);
    assertThat(parameters[0]).isCloseTo(1 - (float) RATE, within(1e-5f));
    double m = 0;
    double v = 0;
    double w = 1;
    parameters = steps(Optimiser.ADAM, 0, 4);
    for (int t = 1; t <= 4; t++) {
      double g = 0.4 + DECAY * w;
      m = 0.9 * m + 0.1 * g;
      v = 0.999 * v + 0.001 * g * g;
      w -= RATE * (m / (1 - Math.pow(0.9, t))) / (Math.sqrt(v / (1 - Math.pow(0.999, t))) + 1e-8);
    }
    assertThat(parameters[0]).isCloseTo((float) w, within(1e-5f));
  }

  @Test
  void statisticsAreLeftAlone() {
    for (Optimiser optimiser : Optimiser.values()) {
      assertThat(steps(optimiser, 0, 3)[2]).isEqualTo(3f);
    }
  }

  @Test
  void clipsByTheGlobalNorm() {
    UpdateRule rule = new UpdateRule(training(Optimiser.SGD, 0.1), SEGMENTS);
    float[] gradient = GRADIENT.clone();
    double norm = UpdateRule.norm(gradient);
    assertThat(norm).isCloseTo(Math.sqrt(0.29), within(1e-7));
    rule.step(START.clone(), gradient, norm, RATE);
    assertThat(UpdateRule.norm(gradient)).isCloseTo(0.1, within(1e-7));
    assertThat(gradient[0] / gradient[1]).isCloseTo(-2f, within(1e-6f));
  }

  @Test
  void normOfAnythingNotFiniteIsNotFinite() {
    assertThat(UpdateRule.norm(new float[] {1, Float.NaN})).isNaN();
    assertThat(UpdateRule.norm(new float[] {1, Float.POSITIVE_INFINITY})).isInfinite();
  }

  private static float[] steps(Optimiser optimiser, double clip, int count) {
    UpdateRule rule = new UpdateRule(training(optimiser, clip), SEGMENTS);
    float[] parameters = START.clone();
    for (int i = 0; i < count; i++) {
      rule.step(parameters, GRADIENT.clone(), UpdateRule.norm(GRADIENT), RATE);
    }
    return parameters;
  }

  private static TrainingSpec training(Optimiser optimiser, double clip) {
    return new TrainingSpec(1, 1, optimiser, RATE, 0.9, DECAY, Schedule.CONSTANT, 0, clip, 0.1);
  }
}

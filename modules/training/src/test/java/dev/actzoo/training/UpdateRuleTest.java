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
    double norm = rule.norm(vector(GRADIENT));
    assertThat(norm).isCloseTo(Math.sqrt(0.4 * 0.4 + 0.2 * 0.2), within(1e-7));
    float[] parameters = step(rule, new float[] {0f, 0f, 3f}, GRADIENT, 1, norm);
    double clipped = RATE * 1.9 * 0.1;
    assertThat(Math.hypot(parameters[0], parameters[1])).isCloseTo(clipped, within(1e-7));
    assertThat(parameters[0] / parameters[1]).isCloseTo(-2f, within(1e-6f));
  }

  /** Longer than a stretch, with a remainder, and a scale: the same as number by number. */
  @Test
  void longVectorsAreMovedWhole() {
    int length = 10_001;
    List<ParameterSegment> segments =
        List.of(new ParameterSegment("layer", "weight", Parameter.Role.WEIGHT, 0, length));
    float[] gradient = new float[length];
    for (int i = 0; i < length; i++) {
      gradient[i] = (i % 7 - 3) * 0.25f;
    }
    UpdateRule rule = new UpdateRule(training(Optimiser.SGD, 0), segments);
    double squares = 0;
    for (float g : gradient) {
      squares += (double) g * g;
    }
    assertThat(rule.norm(vector(gradient))).isCloseTo(Math.sqrt(squares), within(1e-9));
    float[] parameters = step(rule, new float[length], gradient, 0.5, 1);
    for (int i = 0; i < length; i++) {
      assertThat(parameters[i]).isCloseTo((float) (-RATE * 1.9 * 0.5 * gradient[i]), within(1e-7f));
    }
  }

  @Test
  void normOfAnythingNotFiniteIsNotFinite() {
    UpdateRule rule = new UpdateRule(training(Optimiser.SGD, 0), SEGMENTS);
    assertThat(rule.norm(vector(new float[] {1, Float.NaN, 0}))).isNaN();
    assertThat(rule.norm(vector(new float[] {1, Float.POSITIVE_INFINITY, 0}))).isInfinite();
  }

  private static float[] steps(Optimiser optimiser, double clip, int count) {
    UpdateRule rule = new UpdateRule(training(optimiser, clip), SEGMENTS);
    float[] parameters = START.clone();
    for (int i = 0; i < count; i++) {
      parameters = step(rule, parameters, GRADIENT, 1, rule.norm(vector(GRADIENT)));
    }
    return parameters;
  }

  private static float[] step(
      UpdateRule rule, float[] parameters, float[] gradient, double scale, double norm) {
    FlatVector moved = vector(parameters);
    rule.step(moved, vector(gradient), scale, norm, RATE);
    return moved.toArray();
  }

  private static FlatVector vector(float[] values) {
    FlatVector vector = FlatVector.zeros(values.length);
    vector.set(values);
    return vector;
  }

  private static TrainingSpec training(Optimiser optimiser, double clip) {
    return new TrainingSpec(1, 1, optimiser, RATE, 0.9, DECAY, Schedule.CONSTANT, 0, clip, 0.1);
  }
}

package dev.actzoo.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The race by a clock that only the contestants' work moves. */
class RaceTest {
  private static final long MILLISECOND = 1_000_000;

  private final StringBuilder order = new StringBuilder();
  private long now;

  private Contestant worker(char name, long nanoseconds) {
    return () -> {
      order.append(name);
      now += nanoseconds;
    };
  }

  @Test
  void contestantsTakeTurnsAfterTheirWarmUp() {
    Race race = new Race(3, 2, 0, () -> now, () -> order.append(' '));
    List<Times> times =
        race.run(List.of(worker('a', 5 * MILLISECOND), worker('b', 20 * MILLISECOND)));
    assertThat(order).hasToString("aabb aa bb aa bb aa bb");
    assertThat(times.get(0)).isEqualTo(new Times(5, 5, 5, "ms"));
    assertThat(times.get(1)).isEqualTo(new Times(20, 20, 20, "ms"));
  }

  @Test
  void shortWorkIsRepeatedUntilASampleIsLongEnough() {
    Race race = new Race(7, 1, 2 * MILLISECOND, () -> now, () -> order.append(' '));
    double[][] samples = race.samples(List.of(worker('a', MILLISECOND / 2)));
    assertThat(samples[0]).as("more rounds, for they cost nothing").hasSize(21).containsOnly(0.5);
    assertThat(order.toString().split(" "))
        .as("8 ms that are not timed, then a sample of 2 ms or more")
        .hasSize(1 + 21)
        .allSatisfy(runs -> assertThat(runs.length()).isGreaterThanOrEqualTo(16));
  }

  @Test
  void longWorkIsASampleByItself() {
    Race race = new Race(7, 1, 2 * MILLISECOND, () -> now, () -> order.append(' '));
    assertThat(race.samples(List.of(worker('a', 50 * MILLISECOND)))[0]).hasSize(7).containsOnly(50);
  }
}

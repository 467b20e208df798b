package dev.actzoo.sweeps;

import dev.actzoo.experiments.TrialResult;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How long trials took together: the time during which at least one of them ran. */
final class WorkingTime {
  private WorkingTime() {}

  private record Stretch(Instant start, Instant end) {}

  static Duration of(List<TrialResult> results) {
    List<Stretch> stretches =
        results.stream()
            .map(WorkingTime::stretch)
            .filter(Objects::nonNull)
            .sorted(Comparator.comparing(Stretch::start))
            .toList();
    Duration total = Duration.ZERO;
    Instant reached = Instant.MIN;
    for (Stretch stretch : stretches) {
      Instant from = stretch.start.isAfter(reached) ? stretch.start : reached;
      if (stretch.end.isAfter(from)) {
        total = total.plus(Duration.between(from, stretch.end));
        reached = stretch.end;
      }
    }
    return total;
  }

  /** When a trial ran; null if that is not known. */
  private static @Nullable Stretch stretch(TrialResult result) {
    double seconds = result.timing().seconds();
    if (!(seconds > 0)) {
      return null;
    }
    try {
      Instant start = Instant.parse(result.provenance().startedAt());
      return new Stretch(start, start.plusMillis(Math.round(1000 * seconds)));
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}

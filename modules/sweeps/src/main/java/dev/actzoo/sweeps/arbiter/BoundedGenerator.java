package dev.actzoo.sweeps.arbiter;

import dev.actzoo.sweeps.Settings;
import java.util.HashSet;
import java.util.Set;
import org.deeplearning4j.arbiter.optimize.api.Candidate;
import org.deeplearning4j.arbiter.optimize.api.CandidateGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A generator of Arbiter that is certain to end: it gives at most so many candidates, no two of the
 * same settings, and after a thousand draws in a row that were repeated or went wrong no more.
 * Whatever the generator or its space throws is a draw that went wrong.
 */
final class BoundedGenerator {
  static final int MOST_DRAWS = 1000;

  private final CandidateGenerator generator;
  private final int most;
  private final Set<Settings> given = new HashSet<>();
  private boolean over;

  BoundedGenerator(CandidateGenerator generator, int most) {
    this.generator = generator;
    this.most = most;
  }

  /** The next candidate; null if there is none any more. */
  @Nullable Candidate<?> next() {
    for (int draw = 0; draw < MOST_DRAWS && !over && given.size() < most; draw++) {
      Candidate<?> candidate = draw();
      if (candidate != null
          && candidate.getException() == null
          && candidate.getValue() instanceof Settings settings
          && given.add(settings)) {
        return candidate;
      }
    }
    over = true;
    return null;
  }

  private @Nullable Candidate<?> draw() {
    try {
      if (generator.hasMoreCandidates()) {
        return generator.getCandidate();
      }
      over = true;
    } catch (RuntimeException e) { // a draw that went wrong, whatever the reason
      return null;
    }
    return null;
  }
}

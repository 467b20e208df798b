package dev.actzoo.reports.sweep;

import dev.actzoo.experiments.TrialResult;
import dev.actzoo.sweeps.ArmResult;
import dev.actzoo.sweeps.CandidateResult;
import dev.actzoo.sweeps.SweepResult;
import dev.actzoo.sweeps.SweepSpec;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a sweep's report rests on, as JSON writes it.
 *
 * @param format raised when the structure changes
 * @param sweep what was searched
 * @param cutShort whether the time did not suffice for all candidates
 * @param arms every arm with every candidate and every trial
 */
record SweepJson(int format, SweepSpec sweep, boolean cutShort, List<Arm> arms) {
  private static final int FORMAT = 1;

  static SweepJson of(SweepResult result, UnaryOperator<String> metrics) {
    return new SweepJson(
        FORMAT,
        result.sweep(),
        result.cutShort(),
        result.arms().stream().map(arm -> Arm.of(arm, metrics)).toList());
  }

  record Arm(
      String model,
      String dataset,
      String metric,
      String activation,
      @Nullable Integer best,
      List<Candidate> candidates) {
    static Arm of(ArmResult arm, UnaryOperator<String> metrics) {
      return new Arm(
          arm.cell().cell().model().name(),
          arm.cell().cell().dataset(),
          metrics.apply(arm.cell().cell().dataset()),
          arm.activation(),
          arm.best().map(best -> best.candidate().number()).orElse(null),
          arm.candidates().stream().map(Candidate::of).toList());
    }
  }

  record Candidate(
      int number,
      Map<String, String> settings,
      boolean ended,
      @Nullable String invalid,
      double score,
      List<Trial> trials) {
    static Candidate of(CandidateResult candidate) {
      return new Candidate(
          candidate.candidate().number(),
          candidate.candidate().settings().values(),
          candidate.ended(),
          candidate.invalid(),
          candidate.score(),
          candidate.trials().stream().map(trial -> new Trial(trial.spec().id(), trial)).toList());
    }
  }

  record Trial(String id, TrialResult result) {}
}

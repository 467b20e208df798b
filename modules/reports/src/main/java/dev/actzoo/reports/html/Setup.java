package dev.actzoo.reports.html;

import dev.actzoo.experiments.Provenance;
import dev.actzoo.experiments.TrialResult;
import java.util.List;
import java.util.TreeMap;

/**
 * A set-up that trials ran on.
 *
 * @param provenance of one of them
 * @param trials how many
 * @param first when the first began
 * @param last when the last began
 */
record Setup(Provenance provenance, int trials, String first, String last) {

  /** The set-ups of some trials. */
  static List<Setup> of(List<TrialResult> trials) {
    TreeMap<String, Setup> setups = new TreeMap<>();
    for (TrialResult trial : trials) {
      Provenance p = trial.provenance();
      setups.merge(
          undated(p).toString(),
          new Setup(p, 1, p.startedAt(), p.startedAt()),
          (a, b) ->
              new Setup(
                  a.provenance(),
                  a.trials() + b.trials(),
                  earlier(a.first(), b.first()),
                  later(a.last(), b.last())));
    }
    return List.copyOf(setups.values());
  }

  /** The versions of ActZoo among set-ups. */
  static String versions(List<Setup> setups) {
    List<String> versions =
        setups.stream().map(setup -> setup.provenance().version()).distinct().sorted().toList();
    return versions.isEmpty() ? "ActZoo" : "ActZoo " + String.join(", ", versions);
  }

  private static String earlier(String a, String b) {
    return a.compareTo(b) <= 0 ? a : b;
  }

  private static String later(String a, String b) {
    return a.compareTo(b) >= 0 ? a : b;
  }

  private static Provenance undated(Provenance p) {
    return new Provenance(
        p.version(),
        p.commit(),
        "",
        p.java(),
        p.os(),
        p.cpu(),
        p.cores(),
        p.backend(),
        p.kernels(),
        p.threads(),
        p.concurrentTrials());
  }
}

package dev.actzoo.benchmarks;

import dev.actzoo.benchmarks.KernelCase.Rival;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The kernels beside those of others, case by case. */
public final class KernelComparison {
  private KernelComparison() {}

  /** Every case there is. */
  static List<KernelCase> cases(int threads) {
    return Stream.of(
            PointwiseCases.all(threads),
            ConvolutionCases.all(),
            NormalisationCases.all(),
            AttentionCases.all())
        .flatMap(List::stream)
        .toList();
  }

  /**
   * Runs the cases that are wanted.
   *
   * @param cache a folder for what can be worked out again
   */
  public static void run(Settings settings, Path cache, Results results) {
    Torch.prepare(cache, settings.threads());
    List<KernelCase> cases = cases(settings.threads());
    settings.requireAnyOf(cases.stream().map(KernelCase::name).toList());
    for (KernelCase wanted : cases) {
      if (settings.wants(wanted.name())) {
        race(wanted, Race.ofKernels(settings.rounds()), results);
      }
    }
  }

  /** Races ours with all rivals that are there; the absent ones are named. */
  static void race(KernelCase wanted, Race race, Results results) {
    List<Contestant> contestants = new ArrayList<>();
    List<Rival> present = new ArrayList<>();
    try {
      contestants.add(wanted.ours().get());
      for (Rival rival : wanted.rivals()) {
        try {
          contestants.add(rival.contestant().get());
          present.add(rival);
        } catch (AbsentPeerException e) {
          results.add(new Missing(wanted.name(), rival.peer(), e.getMessage()));
        }
      }
      List<Times> times = race.run(contestants);
      for (int i = 0; i < present.size(); i++) {
        Rival rival = present.get(i);
        Row row =
            Row.of(
                wanted.name(),
                wanted.size(),
                rival.peer(),
                times.get(0),
                times.get(i + 1),
                rival.note());
        results.add(wanted.elements() > 0 ? row.forElements(wanted.elements()) : row);
      }
    } finally {
      contestants.forEach(Contestant::close);
      System.gc();
    }
  }
}

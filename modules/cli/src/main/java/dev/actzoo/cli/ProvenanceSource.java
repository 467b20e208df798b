package dev.actzoo.cli;

import dev.actzoo.experiments.Provenance;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where the trials of a run come from: what stays the same through the run is found out once, when
 * the first trial asks; the time is that of the asking.
 */
final class ProvenanceSource implements Supplier<Provenance> {
  private final Clock clock;
  private final int concurrentTrials;
  private @Nullable Provenance first;

  ProvenanceSource(Clock clock, int concurrentTrials) {
    this.clock = clock;
    this.concurrentTrials = concurrentTrials;
  }

  @Override
  public synchronized Provenance get() {
    String now = clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
    if (first == null) {
      Build build = Build.ofThisProgram();
      Backend backend = Backend.load(build);
      first =
          new Provenance(
              build.version(),
              build.commit(),
              now,
              Machine.java(),
              Machine.operatingSystem(),
              Machine.processor(),
              Machine.cores(),
              backend.description(),
              backend.kernels(),
              NativeThreads.ofThisProcess(),
              concurrentTrials);
    }
    return new Provenance(
        first.version(),
        first.commit(),
        now,
        first.java(),
        first.os(),
        first.cpu(),
        first.cores(),
        first.backend(),
        first.kernels(),
        first.threads(),
        first.concurrentTrials());
  }
}

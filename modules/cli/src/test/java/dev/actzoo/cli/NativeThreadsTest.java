package dev.actzoo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.actzoo.experiments.Outcome;
import dev.actzoo.experiments.Provenance;
import dev.actzoo.experiments.Timing;
import dev.actzoo.experiments.TrialResult;
import dev.actzoo.input.BadInputException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NativeThreadsTest {
  @Test
  void whatIsAskedForMustBeWhatTheLibrariesRead() {
    Map<String, String> both = Map.of("OMP_NUM_THREADS", "4", "OPENBLAS_NUM_THREADS", "4");
    assertThatCode(() -> NativeThreads.require(4, both)).doesNotThrowAnyException();
    assertThatCode(() -> NativeThreads.require(4, Map.of("OMP_NUM_THREADS", "4")))
        .doesNotThrowAnyException();
    assertRefused(Map.of(), "--threads is 4, but OMP_NUM_THREADS is not set; start with");
    assertRefused(
        Map.of("OMP_NUM_THREADS", "4", "OPENBLAS_NUM_THREADS", "2"),
        "--threads is 4, but OPENBLAS_NUM_THREADS is 2; start with the launcher");
  }

  private static void assertRefused(Map<String, String> environment, String message) {
    assertThatThrownBy(() -> NativeThreads.require(4, environment))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void moreThreadsThanCoresAreWorthANotice() {
    assertThat(NativeThreads.notice(2, 4, 8)).isNull();
    assertThat(NativeThreads.notice(3, 4, 8))
        .isEqualTo(
            "3 trials at a time, each of 4 native threads, are more than the 8 cores: they slow"
                + " each other down");
  }

  @Test
  void resultsOfAnotherNumberOfThreadsAreWorthANotice() {
    assertThat(NativeThreads.notice(List.of(), 1)).isNull();
    assertThat(NativeThreads.notice(List.of(ended(Outcome.COMPLETED, 1)), 1)).isNull();
    assertThat(NativeThreads.notice(List.of(ended(Outcome.FAILED, 2)), 1)).isNull();
    List<TrialResult> earlier =
        List.of(
            ended(Outcome.COMPLETED, 4), ended(Outcome.COMPLETED, 1), ended(Outcome.DIVERGED, 2));
    assertThat(NativeThreads.notice(earlier, 1))
        .startsWith("2 of the earlier trials had 2 or 4 native threads each, this run has 1: ");
  }

  private static TrialResult ended(Outcome outcome, int threads) {
    boolean completed = outcome == Outcome.COMPLETED;
    return new TrialResult(
        TinyExperiment.plan().get(0),
        outcome,
        completed ? null : "of the test",
        List.of(TinyExperiment.epoch(1)),
        completed ? 1 : 0,
        completed ? 0.875 : null,
        completed ? 0.5 : null,
        1234,
        Timing.ofSeconds(1),
        new Provenance("1", "c", "t", "j", "o", "p", 2, "b", "k", threads, 1));
  }

  @Test
  void everyLibraryHasThem() {
    assertThat(NativeThreads.byLibrary()).isEqualTo("ND4J 1, OpenBLAS 1, oneDNN 1");
  }
}

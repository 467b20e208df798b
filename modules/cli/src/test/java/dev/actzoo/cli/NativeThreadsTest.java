package dev.actzoo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.actzoo.input.BadInputException;
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
  void everyLibraryHasThem() {
    assertThat(NativeThreads.byLibrary()).isEqualTo("ND4J 1, OpenBLAS 1, oneDNN 1");
  }
}

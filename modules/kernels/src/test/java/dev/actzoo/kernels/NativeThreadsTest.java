package dev.actzoo.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NativeThreadsTest {
  @ParameterizedTest
  @CsvSource({"4, 4", "' 1 ', 1", "'', 8", "0, 8", "-2, 8", "many, 8"})
  void areWhatOpenMpIsToldOrElseAllCores(String told, int threads) {
    assertThat(NativeThreads.count(Map.of("OMP_NUM_THREADS", told), 8)).isEqualTo(threads);
    assertThat(NativeThreads.count(Map.of(), 8)).isEqualTo(8);
  }
}

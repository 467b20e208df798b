package dev.actzoo.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What fits a machine with little memory: heap and native memory together, in 2 GiB. */
@Tag("slow")
@EnabledOnOs(OS.LINUX)
class MemoryBudgetTest {
  private static final double BUDGET_MEBIBYTES = 2048;

  @ParameterizedTest
  @ValueSource(strings = {"resnet-20", "bert-mini"})
  void trainsWithinTwoGibibytes(String model) {
    Footprint footprint = FootprintProcess.run(StepCase.named(model), FootprintProcess.STEPS);
    assertThat(footprint.note()).isEmpty();
    assertThat(footprint.peakMebibytes()).isLessThan(BUDGET_MEBIBYTES);
  }
}

package dev.actzoo.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class StepComparisonTest {
  private static final StepCase SMALL = new StepCase("resnet-20", "relu", 2, 10, "batch 2", null);

  private static final StepCase SMALL_ALEXNET =
      new StepCase("alexnet", "relu", 2, 10, "batch 2", null);

  @Test
  void theStockResnetHasAsManyParametersAsOurs() {
    try (OurStep ours = new OurStep(SMALL);
        StockStep stock = new StockStep(StockResnet.configuration(SMALL), SMALL)) {
      assertThat(ours.parameters()).isEqualTo(269_722);
      assertThat(stock.parameters()).isEqualTo(ours.parameters());
    }
  }

  @Test
  void theStockAlexnetHasAsManyParametersAsOurs() {
    try (OurStep ours = new OurStep(SMALL_ALEXNET);
        StockStep stock = new StockStep(StockAlexnet.configuration(SMALL_ALEXNET), SMALL_ALEXNET)) {
      assertThat(ours.parameters()).isEqualTo(679_690);
      assertThat(stock.parameters()).isEqualTo(ours.parameters());
      ours.run();
      stock.run();
    }
  }

  @Test
  void ourStepIsBrokenDownByKind() {
    try (OurStep ours = new OurStep(SMALL)) {
      Breakdown breakdown = ours.breakdown();
      assertThat(breakdown.shares())
          .extracting(Breakdown.Share::kind)
          .contains("convolution forward", "optimiser")
          .endsWith(Breakdown.REST);
      assertThat(breakdown.shares().stream().mapToDouble(Breakdown.Share::share).sum())
          .isCloseTo(1, within(1e-9));
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void theMemoryOfAStepIsWatchedInAProcessOfItsOwn() {
    Footprint footprint = FootprintProcess.run(StepCase.named("bert-tiny"), 1);
    assertThat(footprint.note()).isEmpty();
    assertThat(footprint.peakMebibytes()).isBetween(64.0, 4096.0);
  }

  @Test
  void pythonsAnswerIsReadAndItsFastestFormatTaken() {
    PythonTorch.Answer answer =
        PythonTorch.parse(
            """
            {"version": "1.13.0", "blas": "libblas.so.3", "parameters": 12,
             "milliseconds": {"channels first": [3, 4, 5], "channels last": [9, 2, 2.5]}}
            """);
    assertThat(answer.fastest()).isEqualTo("channels last");
    assertThat(answer.times("channels first").median()).isEqualTo(4);
    assertThat(answer.description()).isEqualTo("PyTorch 1.13.0 on libblas.so.3");
    assertThatIllegalStateException()
        .isThrownBy(() -> PythonTorch.parse("Traceback"))
        .withMessageContaining("Traceback");
  }

  @Test
  void pythonIsToldWhatToTrain() {
    assertThat(PythonTorch.question(StepCase.RESNET, 2, 10, 14))
        .containsAllEntriesOf(Map.of("threads", 2, "rounds", 14, "width", 16, "classes", 10))
        .doesNotContainKey("hidden");
    assertThat(PythonTorch.question(StepCase.ALEXNET, 2, 10, 14))
        .containsAllEntriesOf(Map.of("network", "alexnet", "width", 32, "dropout", 0.5));
    assertThat(PythonTorch.question(StepCase.ALL.get(3), 1, 10, 14))
        .containsAllEntriesOf(Map.of("hidden", 256, "blocks", 4, "vocabulary", 8000))
        .doesNotContainKey("width");
  }
}

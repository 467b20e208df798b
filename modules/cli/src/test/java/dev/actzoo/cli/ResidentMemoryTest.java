package dev.actzoo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actzoo.training.MemoryWatch;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResidentMemoryTest {
  /** A process whose peak is that since the last reset, as Linux keeps it. */
  private static final class FakeProcess {
    private double now = 100;
    private double peak = 100;

    void use(double megabytes) {
      now = megabytes;
      peak = Math.max(peak, megabytes);
    }

    ResidentMemory memory() {
      return new ResidentMemory(() -> peak, () -> peak = now);
    }
  }

  @Test
  void aWatchSeesThePeakSinceItBeganAndNotThatBefore() {
    FakeProcess process = new FakeProcess();
    ResidentMemory memory = process.memory();
    process.use(900);
    process.use(200);
    try (MemoryWatch watch = memory.get()) {
      assertThat(watch.peakMegabytes()).isEqualTo(200);
      process.use(300);
      process.use(150);
      assertThat(watch.peakMegabytes()).isEqualTo(300);
    }
  }

  @Test
  void aWatchThatBeginsDoesNotTakeThePeakFromThoseUnderWay() {
    FakeProcess process = new FakeProcess();
    ResidentMemory memory = process.memory();
    try (MemoryWatch first = memory.get()) {
      process.use(500);
      process.use(250);
      try (MemoryWatch second = memory.get()) {
        assertThat(second.peakMegabytes()).isEqualTo(250);
      }
      assertThat(first.peakMegabytes()).isEqualTo(500);
    }
  }

  @Test
  void withoutAResetItIsTheMostThatWasSeen() {
    double[] now = {100};
    try (MemoryWatch watch = new ResidentMemory(() -> now[0], () -> {}).get()) {
      now[0] = 400;
      watch.sample();
      now[0] = 200;
      assertThat(watch.peakMegabytes()).isEqualTo(400);
    }
  }

  @Test
  void thePeakIsReadFromTheStatusOfTheProcess() {
    assertThat(ResidentMemory.peak(List.of("Name:\tjava", "VmHWM:\t  123456 kB", "VmRSS:\t 1 kB")))
        .isEqualTo(126.418944);
    assertThat(ResidentMemory.peak(List.of("Name:\tjava"))).isNaN();
  }

  @Test
  void thisProcessHasSome() {
    try (MemoryWatch watch = ResidentMemory.ofThisProcess().get()) {
      assertThat(watch.peakMegabytes()).isGreaterThan(10);
    }
  }
}

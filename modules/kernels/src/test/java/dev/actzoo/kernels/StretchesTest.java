package dev.actzoo.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StretchesTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void everyStretchIsDoneOnceBeforeItReturns(int threads) {
    for (int count : new int[] {0, 1, 2, 3, 1000}) {
      AtomicIntegerArray times = new AtomicIntegerArray(count);
      Stretches.share(count, threads, times::incrementAndGet);
      for (int i = 0; i < count; i++) {
        assertThat(times.get(i)).isEqualTo(1);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void whatAStretchThrowsIsThrown(int threads) {
    assertThatThrownBy(
            () ->
                Stretches.share(
                    100,
                    threads,
                    stretch -> {
                      if (stretch == 63) {
                        throw new IllegalStateException("stretch 63");
                      }
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("stretch 63");
  }

  /** Whichever thread comes late, to this work or to the next. */
  @Test
  void oneWorkAfterTheOtherIsDoneOnce() {
    AtomicIntegerArray times = new AtomicIntegerArray(7);
    for (int work = 1; work <= 20_000; work++) {
      Stretches.share(1 + work % 7, 3, times::incrementAndGet);
    }
    for (int i = 0; i < 7; i++) {
      int works = 0;
      for (int work = 1; work <= 20_000; work++) {
        works += i < 1 + work % 7 ? 1 : 0;
      }
      assertThat(times.get(i)).isEqualTo(works);
    }
  }

  @Test
  void sharingMakesNoObjects() {
    IntConsumer work = stretch -> {};
    assertThat(GarbageTest.bytes(() -> Stretches.share(5, 2, work))).isLessThan(1);
  }

  @Test
  void anInterruptIsKept() {
    Thread.currentThread().interrupt();
    Stretches.share(50, 2, stretch -> {});
    assertThat(Thread.interrupted()).isTrue();
  }
}

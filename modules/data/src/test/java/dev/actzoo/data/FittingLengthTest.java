package dev.actzoo.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FittingLengthTest {
  @Test
  void leavesNinetyNineInAHundredWhole() {
    FittingLength all = FittingLength.of(IntStream.rangeClosed(1, 100).toArray());
    assertThat(all).isEqualTo(new FittingLength(104, 100, 0, false));
    int[] outlier = sixteens(100);
    outlier[50] = 300;
    assertThat(FittingLength.of(outlier).length()).isEqualTo(16);
    assertThat(FittingLength.of(outlier).notice("mine")).isEmpty();
  }

  @Test
  void aFewLongPassagesDoNotMakeAllLong() {
    int[] few = sixteens(60);
    few[7] = 2000;
    assertThat(FittingLength.of(few)).isEqualTo(new FittingLength(128, 2000, 1, true));
    assertThat(FittingLength.of(few).notice("mine"))
        .isEqualTo(
            "dataset mine: texts are cut at 128 tokens, which 1 of those to train on have more than"
                + " (the longest 2000); option max-length sets another length");
    int[] some = sixteens(60);
    Arrays.fill(some, 0, 12, 70);
    some[20] = 5000;
    assertThat(FittingLength.of(some).length()).as("four times 72").isEqualTo(288);
  }

  @Test
  void longPassagesAreCutAsBertCutsThem() {
    int[] long1 = IntStream.range(0, 100).map(i -> 900 + i).toArray();
    assertThat(FittingLength.of(long1)).isEqualTo(new FittingLength(512, 999, 100, true));
    assertThat(FittingLength.of(new int[] {5}).length()).isEqualTo(8);
  }

  private static int[] sixteens(int count) {
    int[] lengths = new int[count];
    Arrays.fill(lengths, 16);
    return lengths;
  }
}

package dev.actzoo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actzoo.experiments.Ledger;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MergeCommandTest {
  @TempDir Path folder;

  @Test
  void ledgersBecomeOneThatCanBeReported() {
    Path ledger = TinyExperiment.ledger(folder);
    Path out = folder.resolve("both");
    Invocation merge =
        Invocation.of(
            folder, "merge", ledger.toString(), ledger.toString(), "--out", out.toString());
    assertThat(merge.err()).isEmpty();
    assertThat(merge.out())
        .contains("2 results taken, 2 held already")
        .contains("ledger: " + out.resolve(Execution.LEDGER));
    assertThat(merge.code()).isZero();
    try (Ledger merged = Ledger.openForReading(out.resolve(Execution.LEDGER));
        Ledger one = Ledger.openForReading(ledger)) {
      assertThat(merged.results()).isEqualTo(one.results());
      assertThat(merged.experiments()).isEqualTo(one.experiments());
    }
    assertThat(Invocation.of(folder, "report", out.toString()).code()).isZero();
  }

  @Test
  void aLedgerCannotBeMergedIntoItself() {
    Path out = folder.resolve("both");
    Path ledger = TinyExperiment.ledger(folder);
    Invocation.of(folder, "merge", ledger.toString(), "--out", out.toString());
    Invocation again = Invocation.of(folder, "merge", out.toString(), "--out", out.toString());
    assertThat(again.err().lines()).singleElement().asString().contains("is the one that --out");
    assertThat(again.code()).isEqualTo(2);
  }
}

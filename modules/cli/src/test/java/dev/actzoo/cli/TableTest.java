package dev.actzoo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class TableTest {
  @Test
  void columnsLineUpAndLinesEndWithTheirText() {
    StringWriter text = new StringWriter();
    new Table("name", "n", "").row("a", 12, "").row("longer", 3, "x").print(new PrintWriter(text));
    assertThat(text.toString().lines()).containsExactly("name    n", "a       12", "longer  3   x");
  }

  @Test
  void aRowMustFitTheHeadings() {
    assertThatThrownBy(() -> new Table("a", "b").row("c"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

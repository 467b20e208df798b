package dev.actzoo.sweeps;

import java.util.List;

/**
 * What a sweep found.
 *
 * @param sweep what was searched
 * @param arms the arms, cell by cell and within a cell in the order of its activations
 */
public record SweepResult(SweepSpec sweep, List<ArmResult> arms) {
  public SweepResult {
    arms = List.copyOf(arms);
  }

  /** The arms of one cell. */
  public List<ArmResult> arms(SweepCell cell) {
    return arms.stream().filter(arm -> arm.cell().equals(cell)).toList();
  }

  /** Whether the time did not suffice for all candidates. */
  public boolean cutShort() {
    return arms.stream().flatMap(arm -> arm.candidates().stream()).anyMatch(c -> !c.ended());
  }
}

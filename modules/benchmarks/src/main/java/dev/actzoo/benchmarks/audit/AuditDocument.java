package dev.actzoo.benchmarks.audit;

import dev.actzoo.benchmarks.JsonFile;
import dev.actzoo.benchmarks.MachineFacts;
import java.nio.file.Path;
import java.util.List;

/**
 * What one audit found, and on which machine.
 *
 * @param format raised whenever a field changes its name or meaning
 * @param machine where it ran; results of native kernels depend on the processor
 * @param digits of the reference
 * @param points how many inputs the reference was computed for
 * @param scanned how many more were compared with the reference in double
 * @param vectors how many vectors the reference of folds was computed for
 * @param kernels what was found
 */
public record AuditDocument(
    int format,
    MachineFacts machine,
    int digits,
    int points,
    int scanned,
    int vectors,
    List<KernelAudit> kernels) {
  private static final int FORMAT = 1;

  public AuditDocument {
    kernels = List.copyOf(kernels);
  }

  public AuditDocument(MachineFacts machine, List<KernelAudit> kernels) {
    this(
        FORMAT,
        machine,
        RidgeReference.DIGITS,
        AuditGrid.points().length,
        AuditGrid.scan().length,
        FoldRows.all().size() + FoldRows.infinite().size(),
        kernels);
  }

  /**
   * Writes it as JSON.
   *
   * @throws dev.actzoo.input.BadInputException if the file cannot be written
   */
  public void write(Path file) {
    JsonFile.write(file, this);
  }
}

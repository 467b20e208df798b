package dev.actzoo.cli;

import dev.actzoo.activations.Catalogue;
import dev.actzoo.benchmarks.audit.CatalogueAudit;
import dev.actzoo.reports.Hardware;
import dev.actzoo.reports.catalogue.CatalogueReport;
import dev.actzoo.reports.catalogue.KernelAudits;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code actzoo catalog html}: the catalogue as a page. */
@Command(
    name = "html",
    header = "Write the whole catalogue as one page.",
    description = {
      "Formulas, curves of f, f' and f'', properties, the errors of every kernel and, from the figures",
      "of bench kernels, the time for each element. Without --audit the kernels are audited first."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  actzoo catalog html",
      "  actzoo catalog html --audit reports/catalog/audit.json --speed reports/bench/kernels.json"
    })
final class CatalogHtmlCommand implements Callable<Integer> {
  @ParentCommand private CatalogCommand catalog;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where index.html goes; catalog among the reports if not given.")
  private @Nullable Path out;

  @Option(
      names = "--audit",
      paramLabel = "FILE",
      description = "Figures of 'actzoo catalog audit'; a new audit if not given.")
  private @Nullable Path audit;

  @Option(
      names = "--speed",
      paramLabel = "FILE",
      description = "Figures of 'actzoo bench kernels'; the page tells no times if not given.")
  private @Nullable Path speed;

  @Override
  public Integer call() {
    ActZoo actzoo = catalog.actzoo();
    Path folder =
        out == null ? actzoo.surroundings().reports().resolve(CatalogAuditCommand.FOLDER) : out;
    LaterOutput.require(folder.resolve("index.html"));
    Hardware measured = speed == null ? null : Hardware.read(speed);
    KernelAudits audits = KernelAudits.read(audit == null ? newAudit(actzoo, folder) : audit);
    Path page = CatalogueReport.write(folder, Catalogue.all(), audits, measured);
    actzoo.out().println("page: " + page.toAbsolutePath().normalize());
    return 0;
  }

  private static Path newAudit(ActZoo actzoo, Path folder) {
    Path file = folder.resolve("audit.json");
    CatalogAuditCommand.audit(actzoo, CatalogueAudit.entries(List.of())).write(file);
    return file;
  }
}

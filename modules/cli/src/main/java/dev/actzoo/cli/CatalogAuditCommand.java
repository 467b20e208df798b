package dev.actzoo.cli;

import dev.actzoo.activations.Activation;
import dev.actzoo.benchmarks.MachineFacts;
import dev.actzoo.benchmarks.audit.AuditDocument;
import dev.actzoo.benchmarks.audit.CatalogueAudit;
import dev.actzoo.benchmarks.audit.KernelAudit;
import dev.actzoo.cli.device.DeviceChoice;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code actzoo catalog audit}: the kernels against the formulas in 50 digits. */
@Command(
    name = "audit",
    header = "Compare every kernel with its formula in 50 digits.",
    description = {
      "Ours on oneDNN, compiled and on ND4J, and those of stock Deeplearning4j: the largest errors of",
      "values and gradients, and where they stop being finite. All entries take one to three minutes."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  actzoo catalog audit", "  actzoo catalog audit gelu mish --json /tmp/audit.json"})
final class CatalogAuditCommand implements Callable<Integer> {
  /** Among the reports. */
  static final String FOLDER = "catalog";

  @ParentCommand private CatalogCommand catalog;

  @Parameters(
      paramLabel = "NAME",
      arity = "0..*",
      description = "Functions of the catalogue; all if not given.")
  private List<String> names = List.of();

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Where the figures go; catalog/audit.json among the reports.")
  private @Nullable Path json;

  @Override
  public Integer call() {
    ActZoo actzoo = catalog.actzoo();
    List<Activation> entries = CatalogueAudit.entries(names);
    Path file =
        json == null ? actzoo.surroundings().reports().resolve(FOLDER).resolve("audit.json") : json;
    LaterOutput.require(file);
    AuditDocument document = audit(actzoo, entries);
    AuditLines.print(document.kernels(), actzoo.out());
    document.write(file);
    actzoo.out().println("figures: " + file.toAbsolutePath().normalize());
    return 0;
  }

  /** The audit of those entries on this machine, its progress told. */
  static AuditDocument audit(ActZoo actzoo, List<Activation> entries) {
    new DeviceChoice(false, null).apply();
    MachineFacts machine = BenchCommand.machine(actzoo.surroundings());
    PrintWriter news = actzoo.news();
    AtomicInteger done = new AtomicInteger();
    List<KernelAudit> kernels =
        CatalogueAudit.run(
            entries,
            name -> {
              synchronized (news) {
                news.printf("audited %s, %d of %d%n", name, done.incrementAndGet(), entries.size());
                news.flush();
              }
            });
    return new AuditDocument(machine, kernels);
  }
}

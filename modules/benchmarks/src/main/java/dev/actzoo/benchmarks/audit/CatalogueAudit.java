package dev.actzoo.benchmarks.audit;

import dev.actzoo.activations.Activation;
import dev.actzoo.activations.Catalogue;
import dev.actzoo.activations.Ridge;
import dev.actzoo.input.BadInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The audit of every kernel of entries of the catalogue. */
public final class CatalogueAudit {
  private CatalogueAudit() {}

  /**
   * The entries of those names; all that have kernels, if there are none.
   *
   * @throws BadInputException if a name is unknown, or the entry is of a family that is not audited
   */
  public static List<Ridge> entries(List<String> names) {
    if (names.isEmpty()) {
      return Catalogue.ridges().stream().filter(ridge -> !kernels(ridge).isEmpty()).toList();
    }
    return names.stream().map(CatalogueAudit::entry).distinct().toList();
  }

  private static Ridge entry(String name) {
    Activation activation = Catalogue.named(name);
    if (!(activation instanceof Ridge ridge) || Catalogue.isFormula(activation)) {
      throw new BadInputException(
          "'%s' is not audited; ridge functions of the catalogue are: actzoo list activations"
              .formatted(name));
    }
    if (kernels(ridge).isEmpty()) {
      throw new BadInputException("%s has no kernel to audit".formatted(ridge.name()));
    }
    return ridge;
  }

  /**
   * Audits the entries' kernels, several entries at a time.
   *
   * @param watcher told of each entry that is done
   */
  public static List<KernelAudit> run(List<Ridge> entries, Consumer<String> watcher) {
    float[] grid = AuditGrid.points();
    float[] scan = AuditGrid.scan();
    return entries.parallelStream()
        .map(
            ridge -> {
              List<KernelAudit> audits = audit(ridge, kernels(ridge), grid, scan);
              watcher.accept(ridge.name());
              return audits;
            })
        .toList()
        .stream()
        .flatMap(List::stream)
        .toList();
  }

  private static List<AuditedKernel> kernels(Ridge ridge) {
    return Stream.concat(OurKernels.of(ridge).stream(), StockKernels.of(ridge.name()).stream())
        .toList();
  }

  static List<KernelAudit> audit(
      Ridge ridge, List<AuditedKernel> kernels, float[] grid, float[] scan) {
    RidgeReference reference = RidgeReference.of(ridge, grid);
    List<KernelAudit> audits = new ArrayList<>();
    for (AuditedKernel kernel : kernels) {
      AuditedKernel.Run slope = kernel.slope();
      audits.add(
          new KernelAudit(
              ridge.name(),
              kernel.name(),
              kernel.number().toString(),
              SideAudit.of(
                  kernel.number(), kernel.value(), grid, reference.values(), scan, ridge::value),
              slope == null
                  ? null
                  : SideAudit.of(
                      kernel.number(), slope, grid, reference.slopes(), scan, ridge::derivative)));
    }
    return audits;
  }
}

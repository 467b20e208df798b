package dev.actzoo.benchmarks.audit;

import dev.actzoo.activations.Activation;
import dev.actzoo.activations.Catalogue;
import dev.actzoo.activations.Fold;
import dev.actzoo.activations.Radial;
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
   * The entries of those names; all of the catalogue, if there are none.
   *
   * @throws BadInputException if a name is unknown, or a formula or number of one's own
   */
  public static List<Activation> entries(List<String> names) {
    if (names.isEmpty()) {
      return Catalogue.all();
    }
    return names.stream().map(CatalogueAudit::entry).distinct().toList();
  }

  private static Activation entry(String name) {
    Activation activation = Catalogue.named(name);
    if (!Catalogue.all().contains(activation)) {
      throw new BadInputException(
          "'%s' is not audited; the functions of the catalogue are: actzoo list activations"
              .formatted(name));
    }
    return activation;
  }

  /**
   * Audits the entries' kernels, several entries at a time.
   *
   * @param watcher told of each entry that is done
   */
  public static List<KernelAudit> run(List<Activation> entries, Consumer<String> watcher) {
    float[] grid = AuditGrid.points();
    float[] scan = AuditGrid.scan();
    return entries.parallelStream()
        .map(
            activation -> {
              List<KernelAudit> audits =
                  switch (activation.family()) {
                    case RIDGE -> audit((Ridge) activation, grid, scan);
                    case RADIAL -> RadialAudit.of((Radial) activation, grid, scan);
                    case FOLD -> FoldAudit.of((Fold) activation);
                  };
              watcher.accept(activation.name());
              return audits;
            })
        .toList()
        .stream()
        .flatMap(List::stream)
        .toList();
  }

  private static List<KernelAudit> audit(Ridge ridge, float[] grid, float[] scan) {
    return audit(ridge, kernels(ridge), grid, scan);
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

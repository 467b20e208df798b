package dev.actzoo.reports.catalogue;

import dev.actzoo.activations.Activation;
import dev.actzoo.reports.Hardware;
import dev.actzoo.reports.Report;
import dev.actzoo.reports.html.CataloguePage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The catalogue of activation functions as one page that needs nothing but itself. */
public final class CatalogueReport {
  private CatalogueReport() {}

  /**
   * Writes the page as {@code index.html} of a folder, which is made if it does not exist.
   *
   * @param audits what an audit of the kernels found; null for a page without
   * @param speed what a benchmark of the kernels measured; null for a page without
   * @return the page's file
   * @throws dev.actzoo.input.BadInputException if it cannot be written
   */
  public static Path write(
      Path folder,
      List<Activation> activations,
      @Nullable KernelAudits audits,
      @Nullable Hardware speed) {
    Path page = folder.resolve("index.html");
    String text = CataloguePage.of(activations, new CatalogueFacts(), audits, speed);
    Report.write(folder, Map.of(page, text));
    return page;
  }
}

package dev.actzoo.reports.html;

import dev.actzoo.activations.Activation;
import dev.actzoo.activations.Family;
import dev.actzoo.activations.Parameter;
import dev.actzoo.reports.Hardware;
import dev.actzoo.reports.Numbers;
import dev.actzoo.reports.catalogue.CatalogueFacts;
import dev.actzoo.reports.catalogue.KernelAudits;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the catalogue as the page prints it.
 *
 * @param activation the entry
 * @param formula its formula in MathML
 * @param plot its curves; none for aggregations
 * @param facts its properties
 * @param kernels the audit of its kernels
 * @param speeds how fast it was measured to be
 */
record EntryCard(
    Activation activation,
    String formula,
    Optional<FunctionPlot> plot,
    List<CatalogueFacts.Fact> facts,
    List<KernelRow> kernels,
    List<Speed> speeds) {

  /** Time of a pass over so many floats, beside copying the same bytes. */
  record Speed(String pass, String size, String nanoseconds, String copies) {}

  static EntryCard of(
      Activation activation,
      CatalogueFacts facts,
      @Nullable KernelAudits audits,
      @Nullable Hardware speed) {
    return new EntryCard(
        activation,
        MathMl.of(activation.formula().latex()),
        FunctionPlot.of(activation),
        facts.of(activation),
        audits == null
            ? List.of()
            : audits.of(activation.name()).stream().map(KernelRow::of).toList(),
        speed == null ? List.of() : speeds(activation, speed));
  }

  /** A benchmark's rows are named "gelu forward", "softmax fold backward". */
  private static List<Speed> speeds(Activation activation, Hardware speed) {
    String name =
        activation.family() == Family.RIDGE
            ? activation.name()
            : activation.name() + " " + activation.family().label();
    return speed.rows().stream()
        .filter(row -> row.peer().equals("memcpy") && row.nsPerElement() != null)
        .filter(row -> row.name().startsWith(name + " "))
        .filter(row -> List.of("forward", "backward").contains(pass(row, name)))
        .map(
            row ->
                new Speed(
                    pass(row, name),
                    row.size(),
                    Numbers.significant(row.nsPerElement()),
                    Numbers.ratio(row.ratio())))
        .toList();
  }

  private static String pass(Hardware.Row row, String name) {
    return row.name().substring(name.length() + 1);
  }

  String name() {
    return activation.name();
  }

  String family() {
    return activation.family().label();
  }

  String aliases() {
    return String.join(", ", activation.aliases());
  }

  /** What the search box looks through. */
  String searched() {
    return String.join(
            " ",
            name(),
            aliases(),
            family(),
            activation.formula().text(),
            activation.paper(),
            activation.note())
        .toLowerCase(Locale.ROOT);
  }

  String variable() {
    return activation.family() == Family.RADIAL ? "r" : "x";
  }

  static String parameter(Parameter parameter) {
    String value = Numbers.plain(parameter.value());
    return switch (parameter.kind()) {
      case FIXED -> "%s = %s".formatted(parameter.name(), value);
      case LEARNED_PER_LAYER ->
          "%s, learned for each layer from %s".formatted(parameter.name(), value);
      case LEARNED_PER_CHANNEL ->
          "%s, learned for each channel from %s".formatted(parameter.name(), value);
      case RANDOM -> "%s, random with mean %s".formatted(parameter.name(), value);
    };
  }
}

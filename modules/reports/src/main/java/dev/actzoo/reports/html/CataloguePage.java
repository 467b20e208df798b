package dev.actzoo.reports.html;

import dev.actzoo.activations.Activation;
import dev.actzoo.activations.Catalogue;
import dev.actzoo.activations.Family;
import dev.actzoo.reports.Hardware;
import dev.actzoo.reports.Numbers;
import dev.actzoo.reports.catalogue.CatalogueFacts;
import dev.actzoo.reports.catalogue.Defect;
import dev.actzoo.reports.catalogue.KernelAudits;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything that the template of the catalogue's page prints, in the order of the page. */
public final class CataloguePage {
  private final List<EntryCard> cards;
  private final List<Defect> defects;
  private final @Nullable KernelAudits audits;
  private final @Nullable Hardware speed;

  private CataloguePage(
      List<EntryCard> cards,
      List<Defect> defects,
      @Nullable KernelAudits audits,
      @Nullable Hardware speed) {
    this.cards = cards;
    this.defects = defects;
    this.audits = audits;
    this.speed = speed;
  }

  /** The page's text. */
  public static String of(
      List<Activation> activations,
      CatalogueFacts facts,
      @Nullable KernelAudits audits,
      @Nullable Hardware speed) {
    List<EntryCard> cards =
        activations.stream()
            .map(activation -> EntryCard.of(activation, facts, audits, speed))
            .toList();
    return HtmlReport.renderWithoutCharts(
        "catalogue.jte",
        new CataloguePage(cards, audits == null ? List.of() : Defect.of(audits), audits, speed),
        "catalogue");
  }

  List<EntryCard> cards() {
    return cards;
  }

  List<Defect> defects() {
    return defects;
  }

  @Nullable KernelAudits audits() {
    return audits;
  }

  @Nullable Hardware speed() {
    return speed;
  }

  List<Family> families() {
    return Arrays.stream(Family.values()).filter(family -> !of(family).isEmpty()).toList();
  }

  List<EntryCard> of(Family family) {
    return cards.stream().filter(card -> card.activation().family() == family).toList();
  }

  static String heading(Family family) {
    return switch (family) {
      case RIDGE -> "Ridge functions";
      case RADIAL -> "Radial functions";
      case FOLD -> "Folds";
    };
  }

  static String meaning(Family family) {
    return switch (family) {
      case RIDGE ->
          "A function of one linear combination of the inputs: applied element by element.";
      case RADIAL -> "A function of the distance r of the input to a learned centre, in widths.";
      case FOLD -> "An aggregation over several inputs, gated units among them.";
    };
  }

  /** The page's size in a line. */
  List<String> facts() {
    List<String> counts =
        families().stream().map(family -> of(family).size() + " " + family.label()).toList();
    return List.of(Numbers.of(cards.size(), "function"), String.join(", ", counts));
  }

  boolean isWhole() {
    return cards.size() == Catalogue.all().size();
  }
}

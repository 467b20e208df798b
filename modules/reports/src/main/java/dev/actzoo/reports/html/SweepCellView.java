package dev.actzoo.reports.html;

import dev.actzoo.reports.Numbers;
import dev.actzoo.reports.sweep.Loss;
import dev.actzoo.reports.sweep.Spread;
import dev.actzoo.sweeps.ArmResult;
import dev.actzoo.sweeps.CandidateResult;
import dev.actzoo.sweeps.Dimension;
import dev.actzoo.sweeps.SweepCell;
import dev.actzoo.sweeps.SweepResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** One cell of a sweep as its template prints it. */
record SweepCellView(
    int index,
    String name,
    String metric,
    String lead,
    List<String> dimensions,
    List<Best> best,
    List<Loss> losses,
    List<Row> candidates) {

  /**
   * The best candidate of an arm.
   *
   * @param values one for each dimension
   * @param finished how many candidates ended
   */
  record Best(
      ArmStyle style,
      List<String> values,
      String validation,
      String test,
      String number,
      int finished) {}

  /** A candidate. */
  record Row(
      ArmStyle style,
      int number,
      List<String> values,
      String validation,
      String test,
      String note) {}

  static SweepCellView of(
      int index,
      String name,
      String metric,
      SweepCell cell,
      SweepResult result,
      List<ArmStyle> styles) {
    List<ArmResult> arms = result.arms(cell);
    List<Best> best = new ArrayList<>();
    List<Row> candidates = new ArrayList<>();
    for (ArmResult arm : arms) {
      ArmStyle style =
          styles.stream().filter(s -> s.name().equals(arm.activation())).findFirst().orElseThrow();
      best.add(best(style, cell, arm));
      arm.candidates().forEach(candidate -> candidates.add(row(style, cell, candidate)));
    }
    return new SweepCellView(
        index,
        name,
        metric,
        lead(arms, metric, result.sweep().seeds().size()),
        cell.dimensions().stream().map(Dimension::label).toList(),
        best,
        Loss.of(arms),
        candidates);
  }

  private static String lead(List<ArmResult> arms, String metric, int seeds) {
    Optional<ArmResult> top =
        arms.stream()
            .filter(arm -> arm.best().isPresent())
            .max(Comparator.comparingDouble(arm -> arm.best().orElseThrow().score()));
    if (top.isEmpty()) {
      return "No trial of this cell completed.";
    }
    CandidateResult best = top.get().best().orElseThrow();
    String caution =
        arms.size() == 1
            ? ""
            : " The search says what to run %s with, not which is better: compare them on seeds it has not seen."
                .formatted(arms.size() == 2 ? "both" : "each");
    return "Highest mean validation %s: %s %% with %s (candidate %s, %s).%s"
        .formatted(
            metric,
            Numbers.percent(best.score()),
            top.get().activation(),
            best.candidate().number(),
            Numbers.of(seeds, "seed"),
            caution);
  }

  private static Best best(ArmStyle style, SweepCell cell, ArmResult arm) {
    int finished = arm.ended().size();
    return arm.best()
        .map(
            best ->
                new Best(
                    style,
                    values(cell, best),
                    Spread.ofValidation(best).text(),
                    Spread.ofTest(best).text(),
                    Integer.toString(best.candidate().number()),
                    finished))
        .orElseGet(
            () ->
                new Best(
                    style,
                    cell.dimensions().stream().map(dimension -> Numbers.NONE).toList(),
                    Numbers.NONE,
                    Numbers.NONE,
                    Numbers.NONE,
                    finished));
  }

  private static Row row(ArmStyle style, SweepCell cell, CandidateResult candidate) {
    String note =
        candidate.invalid() != null
            ? candidate.invalid()
            : !candidate.ended()
                ? "not run: the time was up"
                : candidate.trials().stream()
                    .map(trial -> trial.reason())
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse("");
    boolean scored = candidate.anyCompleted();
    return new Row(
        style,
        candidate.candidate().number(),
        values(cell, candidate),
        scored ? Spread.ofValidation(candidate).text() : Numbers.NONE,
        Spread.ofTest(candidate).text(),
        note);
  }

  private static List<String> values(SweepCell cell, CandidateResult candidate) {
    Map<String, String> settings = candidate.candidate().settings().values();
    return cell.dimensions().stream()
        .map(dimension -> Objects.requireNonNull(settings.get(dimension.path())))
        .toList();
  }
}

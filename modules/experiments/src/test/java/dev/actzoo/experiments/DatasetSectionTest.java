package dev.actzoo.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.actzoo.input.BadInputException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DatasetSectionTest {
  private static final String FILE =
      """
      name: mine
      activations: [relu]
      seeds: [1]
      cells: [{model: bert-tiny, dataset: reviews}]
      """;

  @Test
  void defaults() {
    ExperimentSpec experiment = parse("datasets: {reviews: {path: data/r.csv.gz}}", List.of());
    assertThat(experiment.datasets())
        .containsExactly(
            new DatasetSpec(
                "reviews",
                "data/r.csv.gz",
                DatasetSpec.Format.CSV,
                List.of(),
                "",
                "",
                0.2,
                1,
                DatasetSpec.OnBadRow.FAIL,
                0,
                DatasetCounts.NONE));
    assertThat(new DatasetSpec("reviews", "data/r.csv.gz")).isEqualTo(experiment.datasets().get(0));
    assertThat(DatasetSpec.Format.of("flowers")).isEqualTo(DatasetSpec.Format.IMAGE_FOLDER);
    assertThat(DatasetSpec.Format.of("a.TSV")).isEqualTo(DatasetSpec.Format.TSV);
    assertThat(DatasetSpec.Format.of("a.jsonl")).isEqualTo(DatasetSpec.Format.JSON_LINES);
  }

  @Test
  void everyKeyIsReadAndWritten() {
    ExperimentSpec experiment =
        parse(
            """
            datasets:
              reviews:
                path: r
                format: json-lines
                text: [title, body]
                label: stars
                test: t
                test-fraction: 0.3
                split-seed: 7
                on-bad-row: skip
                left-out: 4
                found: {train: 8, validation: 3, test: 2, unread: {faulty rows: 4, no pictures: 1}}
            """,
            List.of());
    assertThat(experiment.datasets())
        .containsExactly(
            new DatasetSpec(
                "reviews",
                "r",
                DatasetSpec.Format.JSON_LINES,
                List.of("title", "body"),
                "stars",
                "t",
                0.3,
                7,
                DatasetSpec.OnBadRow.SKIP,
                4,
                new DatasetCounts(8, 3, 2, Map.of("faulty rows", 4, "no pictures", 1))));
    assertThat(experiment.datasets().get(0).found().text())
        .isEqualTo(
            "8 examples to train on, 3 to validate on, 2 to test on;"
                + " not read: 4 faulty rows, 1 no pictures");
    assertThat(ExperimentFile.parse(ExperimentFile.write(experiment), "again", List.of()))
        .isEqualTo(experiment);
  }

  @Test
  void settingsReachADataset() {
    ExperimentSpec experiment =
        parse(
            "datasets: {reviews: {path: r.csv}}",
            List.of("datasets.reviews.text=body", "datasets.reviews.on-bad-row=skip"));
    assertThat(experiment.datasets().get(0).text()).containsExactly("body");
    assertThat(experiment.datasets().get(0).onBadRow()).isEqualTo(DatasetSpec.OnBadRow.SKIP);
  }

  @Test
  void modelsAreCrossedWithWhatIsDeclared() {
    String file = FILE.replaceFirst("cells.*\n", "models: [resnet-8, mlp]\n");
    ExperimentSpec experiment =
        ExperimentFile.parse(file + "datasets: {a: {path: a}, b: {path: b}}", "f", List.of());
    assertThat(experiment.cells())
        .extracting(CellSpec::dataset)
        .containsExactly("a", "b", "a", "b");
    assertThat(experiment.datasets()).hasSize(2);
  }

  @Test
  void refusesWhatIsNotSo() {
    assertBad("datasets: {reviews: {}}", "datasets.reviews.path is missing");
    assertBad("datasets: {reviews: {path: a, lable: b}}", "did you mean label");
    assertBad("datasets: {reviews: {path: a, format: xml}}", "unknown format 'xml'");
    assertBad(
        "datasets: {reviews: {path: a, test-fraction: 1}}",
        "datasets.reviews.test-fraction is 1.0; it must be in (0, 1)");
    assertBad("datasets: {a b: {path: a}}", "datasets.a b: a name is up to 64");
  }

  private static void assertBad(String datasets, String part) {
    assertThatThrownBy(() -> parse(datasets, List.of()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(part);
  }

  private static ExperimentSpec parse(String datasets, List<String> settings) {
    return ExperimentFile.parse(FILE + datasets, "mine.yaml", settings);
  }
}

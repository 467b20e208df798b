package dev.actzoo.experiments;

import dev.actzoo.experiments.yaml.Scalars;
import dev.actzoo.experiments.yaml.Section;
import dev.actzoo.experiments.yaml.YamlTree;
import dev.actzoo.input.NameTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The part of a file that declares datasets of a person's own: names to records. */
public final class DatasetSection {
  private static final String KEY = "datasets";
  private static final NameTable<String> KEYS =
      Section.keys(
          "path",
          "format",
          "text",
          "label",
          "test",
          "test-fraction",
          "split-seed",
          "on-bad-row",
          "left-out",
          "found");
  private static final NameTable<String> COUNTS =
      Section.keys("train", "validation", "test", "unread");
  private static final NameTable<DatasetSpec.Format> FORMATS =
      Section.constants("format", DatasetSpec.Format.values());
  private static final NameTable<DatasetSpec.OnBadRow> POLICIES =
      Section.constants("on-bad-row", DatasetSpec.OnBadRow.values());

  private DatasetSection() {}

  /** Whether the file declares datasets; a list under the same key only names some. */
  static boolean in(Section file) {
    return file.has(KEY) && file.tree(KEY) instanceof YamlTree.Mapping;
  }

  /**
   * The datasets that a file declares, none if it has no such part.
   *
   * @throws dev.actzoo.input.BadInputException if that part says something invalid
   */
  public static List<DatasetSpec> read(Section file) {
    List<DatasetSpec> datasets = new ArrayList<>();
    if (in(file)) {
      ((YamlTree.Mapping) file.tree(KEY))
          .fields()
          .forEach((name, tree) -> datasets.add(read(name, tree)));
    }
    return datasets;
  }

  private static DatasetSpec read(String name, YamlTree tree) {
    Section own = new Section(KEY + "." + name, tree, KEYS);
    String path = own.text("path");
    DatasetSpec.Format format = own.named("format", FORMATS, DatasetSpec.Format.of(path));
    List<String> text = text(own);
    String label = own.text("label", "");
    String test = own.text("test", "");
    double testFraction = own.number("test-fraction", DatasetSpec.TEST_FRACTION);
    long splitSeed =
        own.has("split-seed")
            ? Scalars.whole(own.tree("split-seed"), own.path("split-seed"))
            : DatasetSpec.SPLIT_SEED;
    DatasetSpec.OnBadRow onBadRow = own.named("on-bad-row", POLICIES, DatasetSpec.OnBadRow.FAIL);
    int leftOut = own.whole("left-out", 0);
    DatasetCounts found = found(own);
    return Section.located(
        own.where() + ": ",
        () ->
            new DatasetSpec(
                name,
                path,
                format,
                text,
                label,
                test,
                testFraction,
                splitSeed,
                onBadRow,
                leftOut,
                found));
  }

  private static DatasetCounts found(Section own) {
    if (!own.has("found")) {
      return DatasetCounts.NONE;
    }
    Section counts = new Section(own.path("found"), own.tree("found"), COUNTS);
    Map<String, Integer> unread = new LinkedHashMap<>();
    if (counts.has("unread") && counts.tree("unread") instanceof YamlTree.Mapping reasons) {
      String where = counts.path("unread");
      reasons
          .fields()
          .forEach(
              (reason, count) -> unread.put(reason, Scalars.wholeInt(count, where + "." + reason)));
    }
    return new DatasetCounts(
        counts.whole("train", 0), counts.whole("validation", 0), counts.whole("test", 0), unread);
  }

  private static List<String> text(Section own) {
    if (!own.has("text")) {
      return List.of();
    }
    return own.tree("text") instanceof YamlTree.Sequence
        ? own.texts("text")
        : List.of(own.text("text"));
  }

  /** The part of a file, nothing left to defaults; reading it gives equal datasets. */
  public static Map<String, Object> write(List<DatasetSpec> datasets) {
    Map<String, Object> all = new LinkedHashMap<>();
    datasets.forEach(dataset -> all.put(dataset.name(), write(dataset)));
    return all;
  }

  private static Map<String, Object> write(DatasetSpec dataset) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("path", dataset.path());
    fields.put("format", dataset.format().label());
    if (!dataset.text().isEmpty()) {
      fields.put("text", dataset.text());
    }
    if (!dataset.label().isEmpty()) {
      fields.put("label", dataset.label());
    }
    if (!dataset.test().isEmpty()) {
      fields.put("test", dataset.test());
    }
    fields.put("test-fraction", CanonicalJson.shortest(dataset.testFraction()));
    fields.put("split-seed", dataset.splitSeed());
    fields.put("on-bad-row", dataset.onBadRow().label());
    if (dataset.leftOut() > 0) {
      fields.put("left-out", dataset.leftOut());
    }
    if (!dataset.found().equals(DatasetCounts.NONE)) {
      Map<String, Object> counts = new LinkedHashMap<>();
      counts.put("train", dataset.found().train());
      counts.put("validation", dataset.found().validation());
      counts.put("test", dataset.found().test());
      if (!dataset.found().unread().isEmpty()) {
        counts.put("unread", dataset.found().unread());
      }
      fields.put("found", counts);
    }
    return fields;
  }
}

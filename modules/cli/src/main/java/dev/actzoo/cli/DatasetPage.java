package dev.actzoo.cli;

import dev.actzoo.data.DatasetDescriptor;
import dev.actzoo.data.Preview;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.text.WordUtils;

/**
 * A dataset on the terminal: its data sheet, how often each label occurs, and samples.
 *
 * @param out where it goes
 * @param columns how wide lines may be
 */
record DatasetPage(PrintWriter out, int columns) {
  private static final int LONGEST_TEXT = 400;
  private static final int WIDEST_PICTURE = 48;
  private static final int INDENT = 10;
  private static final String GAP = "  ";

  /** The data sheet. */
  void sheet(DatasetDescriptor dataset) {
    out.println(dataset.name());
    pair("holds", dataset.description());
    pair("task", dataset.task().label());
    pair("examples", examples(dataset));
    if (dataset.task().hasClasses()) {
      pair("classes", String.valueOf(dataset.classes()));
    }
    pair("licence", dataset.licence());
    pair("source", dataset.source());
    pair("cite", dataset.citation());
    if (dataset.checks() != null) {
      pair("checked", dataset.checks());
    }
    pair("hash", dataset.hash());
  }

  private void pair(String name, String text) {
    String indent = " ".repeat(INDENT);
    String wrapped = WordUtils.wrap(text, columns - INDENT, System.lineSeparator() + indent, false);
    out.println(name + " ".repeat(INDENT - name.length()) + wrapped);
  }

  private static String examples(DatasetDescriptor dataset) {
    int validation = dataset.splits().validation();
    return "%,d train, %s%,d test"
        .formatted(
            dataset.splits().train(),
            validation == 0 ? "" : "%,d validation, ".formatted(validation),
            dataset.splits().test());
  }

  /** What is in its files. */
  void preview(DatasetDescriptor dataset, Preview preview) {
    if (!preview.counts().isEmpty()) {
      counts(dataset, preview);
    }
    List<Preview.Picture> pictures = new ArrayList<>();
    for (Preview.Sample sample : preview.samples()) {
      if (sample instanceof Preview.Picture picture) {
        pictures.add(picture.atMost(Math.min(WIDEST_PICTURE, columns)));
      } else if (sample instanceof Preview.Words words) {
        out.println();
        out.println(wrapped(words));
      }
    }
    pictures(pictures);
  }

  private void counts(DatasetDescriptor dataset, Preview preview) {
    List<String> parts = List.copyOf(preview.counts().keySet());
    List<String> head = new ArrayList<>(List.of("label"));
    head.addAll(parts);
    out.println();
    Table table = new Table(head.toArray(String[]::new));
    for (int label = 0; label < dataset.classes(); label++) {
      List<Object> row = new ArrayList<>(List.of(dataset.classNames().get(label)));
      for (String part : parts) {
        row.add(preview.counts().get(part).get(label));
      }
      table.row(row.toArray());
    }
    table.print(out);
  }

  private String wrapped(Preview.Words words) {
    String label = words.label() == null ? "" : words.label() + ": ";
    String text = words.text().replaceAll("\\p{Cntrl}+", " ");
    String shown =
        text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT).strip() + " ...";
    return WordUtils.wrap(label + shown, columns);
  }

  private void pictures(List<Preview.Picture> pictures) {
    int width = pictures.isEmpty() ? 1 : pictures.get(0).shape().width();
    int beside = Math.max(1, (columns + GAP.length()) / (width + GAP.length()));
    for (int first = 0; first < pictures.size(); first += beside) {
      List<Preview.Picture> row =
          pictures.subList(first, Math.min(first + beside, pictures.size()));
      out.println();
      out.println(joined(row.stream().map(p -> fitted(p.label(), width)).toList()));
      List<List<String>> lines = row.stream().map(PictureText::lines).toList();
      for (int line = 0; line < lines.get(0).size(); line++) {
        int number = line;
        out.println(joined(lines.stream().map(picture -> picture.get(number)).toList()));
      }
    }
  }

  private static String joined(List<String> parts) {
    return String.join(GAP, parts).stripTrailing();
  }

  private static String fitted(String label, int width) {
    String shown = label.length() > width ? label.substring(0, width) : label;
    return shown + " ".repeat(width - shown.length());
  }
}

package dev.actzoo.reports.html;

import dev.actzoo.reports.Hardware;
import dev.actzoo.reports.Numbers;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One benchmark's figures as the page prints them.
 *
 * @param index its place, for anchors and for its chart's data
 * @param hardware the figures
 * @param absences who was missing and why, each once
 */
record HardwareView(int index, Hardware hardware, List<String> absences) {

  /** A ratio as the page's script draws it. */
  record Bar(String name, String peer, double ratio, String better, String ours, String theirs) {}

  static List<HardwareView> of(List<Hardware> all) {
    return IntStream.range(0, all.size())
        .mapToObj(i -> new HardwareView(i, all.get(i), absences(all.get(i))))
        .toList();
  }

  static List<List<Bar>> bars(List<Hardware> all) {
    return all.stream()
        .map(hardware -> hardware.rows().stream().map(row -> bar(hardware, row)).toList())
        .toList();
  }

  String title() {
    return hardware.benchmark().equals("step") ? "Training steps" : "Single kernels";
  }

  static String ratio(Hardware.Row row) {
    return Numbers.ratio(row.ratio());
  }

  /** Our rate where there is one, else our time. */
  static Hardware.Times ours(Hardware.Row row) {
    return row.ourRate() == null ? row.ours() : row.ourRate();
  }

  static Hardware.Times theirs(Hardware.Row row) {
    return row.theirRate() == null ? row.theirs() : row.theirRate();
  }

  static String median(Hardware.Times times) {
    return Numbers.significant(times.median()) + " " + times.unit();
  }

  static String milliseconds(Hardware.Share share) {
    return Numbers.significant(share.milliseconds());
  }

  static String percent(Hardware.Share share) {
    return Numbers.fixed(100 * share.share(), 1);
  }

  static String allocated(Hardware.Breakdown breakdown) {
    return Numbers.fixed(breakdown.allocatedKibibytes(), 0);
  }

  /** The peak, or why it is not known. */
  static String peak(Hardware.Footprint footprint) {
    return footprint.peakMebibytes() == null
        ? footprint.note()
        : Numbers.fixed(footprint.peakMebibytes(), 0);
  }

  /** Named with its size where the benchmark has that name in several. */
  private static Bar bar(Hardware hardware, Hardware.Row row) {
    boolean oneSize =
        hardware.rows().stream()
            .filter(other -> other.name().equals(row.name()))
            .allMatch(other -> other.size().equals(row.size()));
    return new Bar(
        oneSize ? row.name() : row.name() + ", " + row.size(),
        row.peer(),
        row.ratio(),
        row.better(),
        ours(row).text(),
        theirs(row).text());
  }

  private static List<String> absences(Hardware hardware) {
    return hardware.missing().stream()
        .map(missing -> missing.peer() + ": " + missing.reason())
        .distinct()
        .toList();
  }
}

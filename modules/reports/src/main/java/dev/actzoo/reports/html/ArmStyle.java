package dev.actzoo.reports.html;

import java.util.ArrayList;
import java.util.List;

/**
 * How an arm is drawn wherever it appears. Colours tell arms apart for most readers, dashes and
 * markers for all of them. The baseline arm has the ink's colour and a solid line.
 *
 * @param name the arm
 * @param colour which of the style sheet's {@code --arm-N} colours
 * @param dash lengths of strokes and gaps; empty for a solid line
 * @param marker an SVG path in a box from -5 to 5
 */
record ArmStyle(String name, int colour, List<Integer> dash, String marker) {
  /** How many colours the style sheet has beside the baseline's. */
  static final int COLOURS = 8;

  private static final List<List<Integer>> DASHES =
      List.of(List.of(7, 3), List.of(2, 3), List.of(10, 3, 2, 3), List.of(5, 2), List.of());

  private static final String CIRCLE = "M-5 0A5 5 0 1 0 5 0A5 5 0 1 0 -5 0Z";

  private static final List<String> MARKERS =
      List.of(
          "M-4.4 -4.4H4.4V4.4H-4.4Z",
          "M0 -5.4L5.2 4.2H-5.2Z",
          "M0 -5.8L5.8 0L0 5.8L-5.8 0Z",
          "M0 5.4L5.2 -4.2H-5.2Z",
          "M-1.7 -5.2H1.7V-1.7H5.2V1.7H1.7V5.2H-1.7V1.7H-5.2V-1.7H-1.7Z",
          "M0 -5.6L5.3 -1.7L3.3 4.5H-3.3L-5.3 -1.7Z",
          "M-5.4 -3H5.4V3H-5.4Z");

  /** A style for each arm, in order. */
  static List<ArmStyle> of(List<String> arms, String baseline) {
    List<ArmStyle> styles = new ArrayList<>();
    int next = 0;
    for (String arm : arms) {
      if (arm.equals(baseline)) {
        styles.add(new ArmStyle(arm, 0, List.of(), CIRCLE));
      } else {
        styles.add(
            new ArmStyle(
                arm,
                1 + next % COLOURS,
                DASHES.get(next % DASHES.size()),
                MARKERS.get(next % MARKERS.size())));
        next++;
      }
    }
    return List.copyOf(styles);
  }

  /** The dash as an SVG attribute. */
  String dashes() {
    return dash.isEmpty() ? "none" : String.join(" ", dash.stream().map(String::valueOf).toList());
  }
}

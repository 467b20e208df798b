package dev.actzoo.cli;

import dev.actzoo.activations.properties.Verification.Disagreement;
import java.io.PrintWriter;
import java.util.List;

/**
 * What came of a verification.
 *
 * @param activations how many were verified
 * @param properties how many they have together
 * @param wrong the declared properties that are not the computed ones
 */
record VerificationReport(int activations, int properties, List<Disagreement> wrong) {
  /** Prints a line for each wrong property and a last one; returns the exit code. */
  int print(PrintWriter out) {
    for (Disagreement one : wrong) {
      out.printf(
          "%s: %s is declared %s, computed %s%n",
          one.activation().name(),
          one.property().label(),
          one.declared().text(),
          one.computed().text());
    }
    String outcome = wrong.isEmpty() ? "all are as computed" : wrong.size() + " are wrong";
    out.printf(
        "%d properties of %d activation%s: %s%n",
        properties, activations, activations == 1 ? "" : "s", outcome);
    return wrong.isEmpty() ? 0 : Failures.FAILURE;
  }
}

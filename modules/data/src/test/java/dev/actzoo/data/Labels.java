package dev.actzoo.data;

import java.util.function.IntFunction;

/** What tests ask of labels. */
final class Labels {
  private Labels() {}

  /** How many examples of every class there are. */
  static int[] counts(ClassExamples examples) {
    int[] counts = new int[examples.classes()];
    for (int i = 0; i < examples.size(); i++) {
      counts[examples.label(i)]++;
    }
    return counts;
  }

  static float[] oneHot(int label, int classes) {
    float[] row = new float[classes];
    row[label] = 1f;
    return row;
  }

  /** The part of the examples whose class has the highest score. */
  static double accuracy(ClassExamples examples, IntFunction<double[]> scores) {
    int right = 0;
    for (int i = 0; i < examples.size(); i++) {
      double[] score = scores.apply(i);
      int best = 0;
      for (int label = 1; label < score.length; label++) {
        best = score[label] > score[best] ? label : best;
      }
      right += best == examples.label(i) ? 1 : 0;
    }
    return (double) right / examples.size();
  }
}

package dev.actzoo.data;

import java.util.Arrays;

/**
 * The length that passages are cut to where none is asked for: the least multiple of 8 that no more
 * than 1 % of them are above, but neither more than 512, as BERT's, nor, above 128, more than four
 * times what nine in ten keep within; so that a few long passages do not make all of them long.
 *
 * @param length the length
 * @param longest the length of the longest passage
 * @param cut how many passages are longer than the length
 * @param capped whether more than 1 % are
 */
record FittingLength(int length, int longest, int cut, boolean capped) {
  private static final double WHOLE_PART = 0.99;
  private static final double USUAL_PART = 0.9;
  private static final int TIMES_USUAL = 4;
  private static final int ALWAYS = 128;
  private static final int MOST = 512;
  private static final int QUANTUM = 8;

  static FittingLength of(int[] lengths) {
    int[] sorted = lengths.clone();
    Arrays.sort(sorted);
    int whole = quantile(sorted, WHOLE_PART);
    int cap = Math.min(MOST, Math.max(ALWAYS, TIMES_USUAL * quantile(sorted, USUAL_PART)));
    int length = Math.min(whole, cap);
    int cut = (int) Arrays.stream(sorted).filter(tokens -> tokens > length).count();
    return new FittingLength(length, sorted[sorted.length - 1], cut, length < whole);
  }

  /** The least multiple of 8 that at least that part of the lengths is not above. */
  private static int quantile(int[] sorted, double part) {
    int place = (int) Math.ceil(part * sorted.length);
    return (sorted[place - 1] + QUANTUM - 1) / QUANTUM * QUANTUM;
  }

  /** What a person has to know of it; empty if nothing. */
  String notice(String dataset) {
    return capped
        ? "dataset %s: texts are cut at %d tokens, which %d of those to train on have more than (the longest %d); option max-length sets another length"
            .formatted(dataset, length, cut, longest)
        : "";
  }
}

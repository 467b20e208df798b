package dev.actzoo.layers;

/**
 * The logits of one example or token, and what their softmax and its cross-entropy are in double:
 * worked out from distances to the largest logit, so that nothing overflows and a loss near zero
 * keeps its digits.
 */
public final class LogitRow {
  private final double[] logits;
  private final double[] exponentials;
  private int likeliest;
  private double others;

  public LogitRow(int classes) {
    logits = new double[classes];
    exponentials = new double[classes];
  }

  /** Takes the classes' logits from there on. */
  public void read(float[] values, int start) {
    for (int i = 0; i < logits.length; i++) {
      logits[i] = values[start + i];
    }
    find();
  }

  void read(HostValues values, int start) {
    for (int i = 0; i < logits.length; i++) {
      logits[i] = values.at(start + i);
    }
    find();
  }

  private void find() {
    likeliest = 0;
    for (int i = 1; i < logits.length; i++) {
      if (logits[i] > logits[likeliest] || Double.isNaN(logits[likeliest])) {
        likeliest = i;
      }
    }
    others = 0;
    for (int i = 0; i < logits.length; i++) {
      exponentials[i] = Math.exp(-below(i));
      others += i == likeliest ? 0 : exponentials[i];
    }
  }

  /** How far a logit is below the largest. */
  private double below(int i) {
    return i == likeliest && !Double.isNaN(logits[i]) ? 0 : logits[likeliest] - logits[i];
  }

  /** The first class of the largest logit; a NaN is never the largest. */
  public int likeliest() {
    return likeliest;
  }

  /** The cross-entropy with that class: -ln of its probability. */
  public double loss(int target) {
    return below(target) + Math.log1p(others);
  }

  /** The slope of the cross-entropy with targets of that sum by the logit of a class. */
  double slope(int i, double target, double sum) {
    return (sum * exponentials[i] - target - target * others) / (1 + others);
  }
}

package dev.actzoo.experiments;

import java.util.Locale;

/** What becomes of an image's pixels before a model reads them, fitted to the training part. */
public enum Preprocessing {
  /** Every channel gets mean 0 and variance 1. */
  STANDARDISE,
  /** Then pixels are made uncorrelated (ZCA whitening). */
  ZCA;

  /** The name that files and people use. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}

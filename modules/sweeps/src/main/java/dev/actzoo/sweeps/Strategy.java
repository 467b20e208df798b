package dev.actzoo.sweeps;

import java.util.Locale;

/** How candidates are chosen from a space. */
public enum Strategy {
  /** Every combination of the dimensions' grid values. */
  GRID,
  /** Independent draws, the same ones for every activation. */
  RANDOM,
  /** Draws first, then offspring of the fittest candidates. */
  GENETIC;

  /** The name that files and people use. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}

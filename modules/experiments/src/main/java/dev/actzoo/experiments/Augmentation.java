package dev.actzoo.experiments;

import java.util.Locale;

/**
 * The random changes that training images undergo, drawn anew in every epoch; the validation and
 * test splits keep theirs. Draws follow from seed, epoch and image alone: arms see the same images.
 */
public enum Augmentation {
  /** Images as they are; the only choice for text. */
  NONE,
  /**
   * Four pixels of the mean colour around the image, a random crop of the image's own size, and a
   * horizontal flip with probability one half (He et al. 2016, section 4.2).
   */
  PAD_CROP_FLIP,
  /**
   * The same, then a square of half the image's side, its centre anywhere in the image, set to the
   * mean colour (DeVries and Taylor 2017, arXiv 1708.04552).
   */
  PAD_CROP_FLIP_CUTOUT,
  /**
   * The first three, then each image mixed with another of the training part, and their labels in
   * the same proportion, drawn from Beta(1, 1) (Zhang et al. 2018, arXiv 1710.09412).
   */
  PAD_CROP_FLIP_MIXUP;

  /** The name that files and people use, such as {@code pad-crop-flip}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

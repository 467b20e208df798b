package dev.actzoo.data;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.core.source64.SplitMix64;

/**
 * The mixing of each training image with another and of their labels in the same proportion (Zhang
 * et al. 2018, arXiv 1710.09412): a part drawn from Beta(1, 1), which is uniform, of the image, the
 * rest of another one drawn from the training part.
 *
 * <p>What an image is mixed with follows from seed, epoch and the image's source alone. The paper's
 * own code draws one proportion a batch; here each image has its own.
 */
public final class Mixup {
  /** Sets these draws apart from others of the same seed. */
  private static final long STREAM = 0x6D69787570000000L; // "mixup"

  private final long epochSeed;

  /**
   * @param seed the trial's seed
   * @param epoch the epoch
   */
  public Mixup(long seed, int epoch) {
    long family = new SplitMix64(seed ^ STREAM).nextLong();
    this.epochSeed = new SplitMix64(family + epoch).nextLong();
  }

  /**
   * What is made of an image.
   *
   * @param part how much of the image there is, in [0, 1)
   * @param partner the number of the image that makes up the rest
   */
  record Mixed(float part, int partner) {}

  /**
   * @param source the image's place in its file
   * @param images how many images there are to mix it with
   */
  Mixed of(int source, int images) {
    UniformRandomProvider random = new SplitMix64(epochSeed + source);
    return new Mixed(random.nextFloat(), random.nextInt(images));
  }
}

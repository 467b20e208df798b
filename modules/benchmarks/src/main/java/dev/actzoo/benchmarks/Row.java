package dev.actzoo.benchmarks;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One comparison of ours with a peer.
 *
 * @param name what was done, such as "gelu backward" or "resnet-20"
 * @param size on how much, in words
 * @param peer whom ours is compared with
 * @param ratio of medians, in the sense that {@code better} says
 * @param better which ratios are good ones
 * @param ours times of one run of ours
 * @param theirs times of one run of the peer's
 * @param ourRate examples per second, for training steps
 * @param theirRate the peer's
 * @param nsPerElement nanoseconds of ours for each element, for kernels that do the same with each
 * @param note what a reader has to know to judge the ratio
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Row(
    String name,
    String size,
    Peer peer,
    double ratio,
    Better better,
    Times ours,
    Times theirs,
    @Nullable Times ourRate,
    @Nullable Times theirRate,
    @Nullable Double nsPerElement,
    String note) {
  private static final double NANOSECONDS = 1e6;

  /** Which ratios are good ones. */
  public enum Better {
    /** The ratio is the peer's time over ours: our speed in terms of the peer's. */
    HIGHER,
    /** The ratio is our time over the peer's: how far ours is from the peer's speed. */
    LOWER;

    @JsonValue
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A comparison of times: against memory's speed lower is better, against others higher. */
  static Row of(String name, String size, Peer peer, Times ours, Times theirs, String note) {
    return peer == Peer.MEMCPY
        ? row(name, size, peer, ours.median() / theirs.median(), Better.LOWER, ours, theirs, note)
        : row(name, size, peer, theirs.median() / ours.median(), Better.HIGHER, ours, theirs, note);
  }

  private static Row row(
      String name,
      String size,
      Peer peer,
      double ratio,
      Better better,
      Times ours,
      Times theirs,
      String note) {
    return new Row(name, size, peer, ratio, better, ours, theirs, null, null, null, note);
  }

  /** This comparison of batches, with rates. */
  Row withRates(int examples) {
    return new Row(
        name,
        size,
        peer,
        ratio,
        better,
        ours,
        theirs,
        ours.perSecond(examples),
        theirs.perSecond(examples),
        nsPerElement,
        note);
  }

  /** This comparison of a kernel over so many elements, with the time for each. */
  Row forElements(long elements) {
    return new Row(
        name,
        size,
        peer,
        ratio,
        better,
        ours,
        theirs,
        ourRate,
        theirRate,
        ours.median() * NANOSECONDS / elements,
        note);
  }
}

package dev.actzoo.layers;

import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The start of a map's weights beyond their deviation: how draws count its inputs and outputs, the
 * law they are drawn from, and whether the first batch scales them.
 *
 * @param places how many places the inputs are in, each with all channels
 * @param parts how many outputs belong to one unit of what follows
 * @param interleaved whether the outputs of a unit lie side by side
 * @param uniform whether draws are uniform; else they are normal
 * @param scale the root mean square that what follows wants its input to have, and what the
 *     deviation is multiplied by
 * @param scaling what the first batch does to the weights
 */
public record MapStart(
    @JsonProperty("places") int places,
    @JsonProperty("parts") int parts,
    @JsonProperty("interleaved") boolean interleaved,
    @JsonProperty("uniform") boolean uniform,
    @JsonProperty("scale") double scale,
    @JsonProperty("scaling") Scaling scaling) {

  /** What the first batch does to weights; see {@link FirstBatch}. */
  public enum Scaling {
    NONE,
    /** The root mean square of the output becomes {@link #scale}. */
    TO_SCALE,
    /** The same where it is larger. */
    DOWN_TO_SCALE
  }

  /** Units of one output each, normal draws, a signal of any scale. */
  public static final MapStart STANDARD = new MapStart(1, 1, false, false, 1, Scaling.NONE);

  @JsonCreator
  public MapStart {}

  /** For inputs that are so many places of all channels, one place after the other. */
  public MapStart ofPlaces(int count) {
    return new MapStart(count, parts, interleaved, uniform, scale, scaling);
  }

  /** For halves of the output of which unit j has the j-th element each. */
  public MapStart inHalves() {
    return new MapStart(places, 2, false, uniform, scale, scaling);
  }

  /** For units that are runs of so many outputs. */
  public MapStart inGroups(int size) {
    return new MapStart(places, size, true, uniform, scale, scaling);
  }

  /** For a function that wants an input of that root mean square. */
  public MapStart towards(double inputScale, boolean uniformDraws) {
    return new MapStart(places, parts, interleaved, uniformDraws, inputScale, scaling);
  }

  /** With weights that the first batch scales. */
  public MapStart scaled(Scaling how) {
    return new MapStart(places, parts, interleaved, uniform, scale, how);
  }

  Draws.Law law() {
    return uniform ? Draws.Law.UNIFORM : Draws.Law.NORMAL;
  }

  Axis inputs(long in) {
    return new Axis(Math.toIntExact(in), places, false);
  }

  Axis outputs(long out) {
    return new Axis(Math.toIntExact(out), parts, interleaved);
  }
}

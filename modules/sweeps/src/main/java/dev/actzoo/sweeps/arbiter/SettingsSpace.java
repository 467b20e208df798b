package dev.actzoo.sweeps.arbiter;

import dev.actzoo.sweeps.Dimension;
import dev.actzoo.sweeps.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.FixedValue;
import org.deeplearning4j.arbiter.optimize.parameter.continuous.ContinuousParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.discrete.DiscreteParameterSpace;

/**
 * A space of {@link Settings} in Arbiter's terms: one leaf for each dimension. A dimension with a
 * single value is a fixed value, which takes no coordinate; as a discrete space of one it would
 * shift the coordinates of a grid.
 */
@SuppressWarnings("rawtypes") // Arbiter's interfaces are
final class SettingsSpace implements ParameterSpace<Settings> {
  private record Leaf(String path, ParameterSpace<?> space, Function<double[], String> value) {}

  private final List<Leaf> leaves;

  private SettingsSpace(List<Dimension> dimensions, Function<Dimension, Leaf> leaf) {
    this.leaves =
        dimensions.stream()
            .map(
                dimension ->
                    dimension.grid().size() == 1 ? fixed(dimension) : leaf.apply(dimension))
            .toList();
  }

  /** The space of which a coordinate in [0, 1] picks any value of a dimension. */
  static SettingsSpace continuous(List<Dimension> dimensions) {
    return new SettingsSpace(
        dimensions,
        dimension -> {
          ContinuousParameterSpace place = new ContinuousParameterSpace(0, 1);
          return new Leaf(dimension.path(), place, genes -> dimension.at(place.getValue(genes)));
        });
  }

  /** The space of which a coordinate picks one of a dimension's grid values. */
  static SettingsSpace grid(List<Dimension> dimensions) {
    return new SettingsSpace(
        dimensions,
        dimension -> {
          DiscreteParameterSpace<String> value = new DiscreteParameterSpace<>(dimension.grid());
          return new Leaf(dimension.path(), value, value::getValue);
        });
  }

  private static Leaf fixed(Dimension dimension) {
    FixedValue<String> value = new FixedValue<>(dimension.at(0));
    return new Leaf(dimension.path(), value, value::getValue);
  }

  @Override
  public Settings getValue(double[] genes) {
    Map<String, String> values = new LinkedHashMap<>();
    leaves.forEach(leaf -> values.put(leaf.path(), leaf.value().apply(genes)));
    return new Settings(values);
  }

  @Override
  public int numParameters() {
    return leaves.stream().mapToInt(leaf -> leaf.space().numParameters()).sum();
  }

  @Override
  public List<ParameterSpace> collectLeaves() {
    return leaves.stream().flatMap(leaf -> leaf.space().collectLeaves().stream()).toList();
  }

  @Override
  public Map<String, ParameterSpace> getNestedSpaces() {
    Map<String, ParameterSpace> nested = new LinkedHashMap<>();
    leaves.forEach(leaf -> nested.put(leaf.path(), leaf.space()));
    return nested;
  }

  @Override
  public boolean isLeaf() {
    return false;
  }

  @Override
  public void setIndices(int... indices) {
    throw new UnsupportedOperationException("the leaves have indices, their space has none");
  }
}

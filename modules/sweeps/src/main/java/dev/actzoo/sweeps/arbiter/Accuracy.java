package dev.actzoo.sweeps.arbiter;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.deeplearning4j.arbiter.optimize.api.data.DataProvider;
import org.deeplearning4j.arbiter.optimize.api.data.DataSource;
import org.deeplearning4j.arbiter.optimize.api.score.ScoreFunction;

/**
 * A score of which more is better. Arbiter's genetic search asks its score function for that alone;
 * scores are reported to it.
 */
final class Accuracy implements ScoreFunction {
  @Override
  public boolean minimize() {
    return false;
  }

  @Override
  @SuppressWarnings("deprecation") // Arbiter's interface has it still
  public double score(Object model, DataProvider data, Map<String, Object> parameters) {
    throw new UnsupportedOperationException("scores are reported");
  }

  @Override
  public double score(Object model, Class<? extends DataSource> data, Properties properties) {
    throw new UnsupportedOperationException("scores are reported");
  }

  @Override
  public List<Class<?>> getSupportedModelTypes() {
    return List.of();
  }

  @Override
  public List<Class<?>> getSupportedDataTypes() {
    return List.of();
  }
}

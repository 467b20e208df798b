package dev.actzoo.layers;

import java.util.List;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.regularization.Regularization;

/**
 * The configuration of a layer that declares its parameters as a list. Sizes are given when it is
 * made, never guessed from the input.
 */
public abstract class ParametrisedLayer extends BaseLayer {
  private static final long serialVersionUID = 1L;

  /** The parameters, in the order of the flat vector. */
  public abstract List<Parameter> parameters();

  final Parameter.Role role(String name) {
    return parameters().stream()
        .filter(p -> p.name().equals(name))
        .findFirst()
        .orElseThrow()
        .role();
  }

  @Override
  public ParamInitializer initializer() {
    return new ParameterLayout(parameters());
  }

  @Override
  public IUpdater getUpdaterByParam(String name) {
    return role(name) == Parameter.Role.STATISTIC ? new NoOp() : super.getUpdaterByParam(name);
  }

  @Override
  public List<Regularization> getRegularizationByParam(String name) {
    return role(name) == Parameter.Role.WEIGHT ? getRegularization() : List.of();
  }

  @Override
  public void setNIn(InputType inputType, boolean override) {}

  @Override
  public @Nullable InputPreProcessor getPreProcessorForInputType(InputType inputType) {
    return null;
  }

  @Override
  public boolean isPretrainParam(String name) {
    return false;
  }

  @Override
  public LayerMemoryReport getMemoryReport(InputType inputType) {
    return MemoryReports.of(this, inputType, initializer().numParams(this));
  }
}

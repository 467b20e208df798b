package dev.actzoo.layers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** The parameters of a layer, one after the other in the net's flat vector. */
final class ParameterLayout implements ParamInitializer {
  private final List<Parameter> parameters;

  ParameterLayout(List<Parameter> parameters) {
    this.parameters = parameters;
  }

  @Override
  public long numParams(NeuralNetConfiguration configuration) {
    return numParams(configuration.getLayer());
  }

  @Override
  public long numParams(Layer layer) {
    return parameters.stream().mapToLong(Parameter::length).sum();
  }

  @Override
  public List<String> paramKeys(Layer layer) {
    return parameters.stream().map(Parameter::name).toList();
  }

  @Override
  public List<String> weightKeys(Layer layer) {
    return ofRole(true);
  }

  @Override
  public List<String> biasKeys(Layer layer) {
    return ofRole(false);
  }

  private List<String> ofRole(boolean weight) {
    return parameters.stream()
        .filter(p -> (p.role() == Parameter.Role.WEIGHT) == weight)
        .map(Parameter::name)
        .toList();
  }

  @Override
  public boolean isWeightParam(Layer layer, String key) {
    return weightKeys(layer).contains(key);
  }

  @Override
  public boolean isBiasParam(Layer layer, String key) {
    return biasKeys(layer).contains(key);
  }

  @Override
  public Map<String, INDArray> init(
      NeuralNetConfiguration configuration, INDArray flat, boolean initialise) {
    Map<String, INDArray> views = getGradientsFromFlattened(configuration, flat);
    for (Parameter parameter : parameters) {
      configuration.addVariable(parameter.name());
      if (initialise) {
        parameter
            .start()
            .fill(
                views.get(parameter.name()),
                configuration.getSeed(),
                configuration.getLayer().getLayerName(),
                parameter.name());
      }
    }
    return views;
  }

  @Override
  public Map<String, INDArray> getGradientsFromFlattened(
      NeuralNetConfiguration configuration, INDArray flat) {
    INDArray vector = flat.reshape(flat.length());
    Map<String, INDArray> views = new LinkedHashMap<>();
    long offset = 0;
    for (Parameter parameter : parameters) {
      long end = offset + parameter.length();
      views.put(
          parameter.name(),
          vector.get(NDArrayIndex.interval(offset, end)).reshape('c', parameter.shape()));
      offset = end;
    }
    return views;
  }
}

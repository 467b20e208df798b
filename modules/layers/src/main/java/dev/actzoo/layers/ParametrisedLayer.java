package dev.actzoo.layers;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The configuration of a layer that maps the last axis of its input, of size {@code in}, to one of
 * size {@code out}, with parameters it declares as a list. Sizes are given when it is made, never
 * guessed from the input.
 */
public abstract class ParametrisedLayer extends BaseLayer {
  /** The standard deviation of BERT's initial weights, before truncation (Devlin et al. 2019). */
  static final double BERT_DEVIATION = 0.02;

  @JsonProperty private long in;
  @JsonProperty private long out;

  /** By name; found when first asked for, and then at every step. */
  private transient @Nullable Map<String, Parameter.Role> roles;

  /** For deserialisation. */
  ParametrisedLayer() {}

  ParametrisedLayer(long in, long out) {
    this.in = in;
    this.out = out;
  }

  /** The size of the last axis of the input. */
  public final long in() {
    return in;
  }

  /** The size of the last axis of the output. */
  public final long out() {
    return out;
  }

  /** The parameters, in the order of the flat vector. */
  public abstract List<Parameter> parameters();

  /** The layer that is run, without parameters yet. */
  abstract KernelLayer<?> layer(NeuralNetConfiguration configuration, DataType type);

  /** A weight that starts as BERT's do. */
  static Parameter weight(String name, long rows, long columns) {
    return weight(name, BERT_DEVIATION, Axis.of(rows), Axis.of(columns));
  }

  /** A weight that starts as BERT's do, but for their deviation. */
  static Parameter weight(String name, double deviation, Axis rows, Axis columns) {
    Parameter.Start start =
        new Draws(Draws.Law.TRUNCATED_NORMAL, deviation, List.of(rows, columns));
    return Parameter.weight(name, start, rows.size(), columns.size());
  }

  /** Whether the first batch changes its parameters before training; see {@link FirstBatch}. */
  boolean startsOnFirstBatch() {
    return false;
  }

  /**
   * How small its parameters are next to those of other layers of the kind, by the input scale of
   * the activation that follows; 1 for most.
   */
  double scale() {
    return 1;
  }

  final Parameter.Role role(String name) {
    Map<String, Parameter.Role> all = roles;
    if (all == null) {
      all =
          parameters().stream()
              .collect(Collectors.toUnmodifiableMap(Parameter::name, Parameter::role));
      roles = all;
    }
    return Objects.requireNonNull(all.get(name), name);
  }

  @Override
  public final org.deeplearning4j.nn.api.Layer instantiate(
      NeuralNetConfiguration configuration,
      Collection<TrainingListener> listeners,
      int index,
      INDArray flat,
      boolean initialise,
      DataType type) {
    return Instances.of(layer(configuration, type), listeners, index, flat, initialise);
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
  public InputType getOutputType(int index, InputType fed) {
    return fed instanceof InputType.InputTypeRecurrent sequence
        ? InputType.recurrent(out, sequence.getTimeSeriesLength(), RNNFormat.NWC)
        : InputType.feedForward(out);
  }

  @Override
  public void setNIn(InputType fed, boolean override) {
    long features =
        fed instanceof InputType.InputTypeRecurrent sequence
            ? sequence.getSize()
            : fed.arrayElementsPerExample();
    if (features != in) {
      throw new IllegalStateException(
          "layer " + getLayerName() + " is for " + in + " features but is fed " + features);
    }
  }

  @Override
  public @Nullable InputPreProcessor getPreProcessorForInputType(InputType fed) {
    return null;
  }

  @Override
  public boolean isPretrainParam(String name) {
    return false;
  }

  @Override
  public LayerMemoryReport getMemoryReport(InputType fed) {
    return MemoryReports.of(this, fed, initializer().numParams(this));
  }
}

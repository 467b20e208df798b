package dev.actzoo.training;

import dev.actzoo.data.LoadedDataset;
import dev.actzoo.data.TextDataset;
import dev.actzoo.data.TokenDataset;
import dev.actzoo.experiments.Optimiser;
import dev.actzoo.experiments.TrialSpec;
import dev.actzoo.layers.BatchNorm;
import dev.actzoo.layers.FoldUnit;
import dev.actzoo.layers.GatedUnit;
import dev.actzoo.layers.MaskedTokenOutput;
import dev.actzoo.layers.Projection;
import dev.actzoo.layers.RadialUnits;
import dev.actzoo.layers.SelfAttention;
import dev.actzoo.models.ImageInput;
import dev.actzoo.models.ModelInput;
import dev.actzoo.models.TextInput;
import java.util.Locale;
import java.util.Map;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.jspecify.annotations.Nullable;

/**
 * The memory that a trial takes at its height, estimated before it runs, in bytes beside that of
 * the process at rest.
 *
 * @param parameters the parameters, their gradient, the optimiser's state and the weights selected
 * @param attention attention's weights, which grow with the square of the length
 * @param activations what the other layers put out, keep for the way back and use on the way
 * @param batches the batches being trained on, made and evaluated
 */
public record MemoryNeed(long parameters, long attention, long activations, long batches) {
  private static final int FLOAT = Float.BYTES;

  /** How often a step needs the largest layer's input and output beside what is kept. */
  private static final double PASSING_IN_TRAINING = 2;

  /** The same for a batch evaluated, of which nothing is kept. */
  private static final double PASSING_IN_EVALUATION = 3;

  /** Batches that exist at once: one in use, two ahead, one being made. */
  private static final int BATCHES = 4;

  /** The part of the tokens that a masked language model predicts, rounded up. */
  private static final double PREDICTED = 0.25;

  /** The need of a trial whose net has that configuration. */
  static MemoryNeed of(
      TrialSpec trial, ComputationGraphConfiguration net, ModelInput input, LoadedDataset dataset) {
    int training = Math.min(trial.training().batchSize(), dataset.train().size());
    int evaluated =
        Math.min(
            Evaluation.batchSize(dataset.train()),
            Math.max(dataset.validation().size(), dataset.test().size()));
    Map<String, InputType> types = net.getLayerActivationTypes(false, false, type(input));
    double parameters = 0;
    double kept = 0;
    double passing = 0;
    double scores = 0;
    double mostScores = 0;
    double keptScores = 0;
    for (Map.Entry<String, GraphVertex> vertex : net.getVertices().entrySet()) {
      Layer layer =
          vertex.getValue() instanceof LayerVertex node ? node.getLayerConf().getLayer() : null;
      double out = types.get(vertex.getKey()).arrayElementsPerExample();
      double in = 0;
      for (String from : net.getVertexInputs().get(vertex.getKey())) {
        InputType fed = types.get(from);
        in += fed == null ? elements(input) : fed.arrayElementsPerExample();
      }
      if (layer instanceof MaskedTokenOutput
          && input instanceof TextInput text
          && text.predicted() == TextInput.Predicted.HIDDEN_TOKENS) {
        out *= PREDICTED;
      }
      if (layer instanceof SelfAttention attention) {
        double length = ((TextInput) input).length();
        scores = attention.heads() * length * length;
        keptScores += scores * (attention.dropout() > 0 ? 3 : 1);
        mostScores = Math.max(mostScores, scores);
        out *= 3;
      }
      parameters += layer == null ? 0 : layer.initializer().numParams(layer);
      kept += keepsMore(layer) ? 2 * out : out;
      passing = Math.max(passing, in + out);
    }
    int copies = trial.training().optimiser() == Optimiser.SGD ? 5 : 6;
    double example = elements(input) + labels(input, dataset);
    return new MemoryNeed(
        bytes(copies * parameters),
        bytes(training * (keptScores + mostScores) + 2.0 * evaluated * mostScores),
        bytes(
            training * (kept + PASSING_IN_TRAINING * passing)
                + PASSING_IN_EVALUATION * evaluated * passing),
        bytes(BATCHES * example * (training + evaluated)));
  }

  /** Whether a layer keeps as much again as its output, such as its function's input. */
  private static boolean keepsMore(@Nullable Layer layer) {
    return layer instanceof Projection
        || layer instanceof BatchNorm
        || layer instanceof SelfAttention
        || layer instanceof RadialUnits
        || layer instanceof GatedUnit
        || layer instanceof FoldUnit;
  }

  private static double labels(ModelInput input, LoadedDataset dataset) {
    return dataset instanceof TokenDataset || dataset instanceof TextDataset
        ? 3.0 * elements(input)
        : Math.max(1, dataset.train().classes());
  }

  private static InputType type(ModelInput input) {
    if (input instanceof ImageInput images) {
      return InputType.convolutional(
          images.height(), images.width(), images.channels(), CNN2DFormat.NHWC);
    }
    return InputType.feedForward(((TextInput) input).length());
  }

  private static double elements(ModelInput input) {
    return type(input).arrayElementsPerExample();
  }

  private static long bytes(double floats) {
    return (long) Math.min(Long.MAX_VALUE / 8, floats * FLOAT);
  }

  public long total() {
    return parameters + attention + activations + batches;
  }

  /** Its parts for people, such as {@code attention 6.9 GB, activations 0.5 GB}. */
  public String parts() {
    StringBuilder parts = new StringBuilder();
    part(parts, "parameters and optimiser", parameters);
    part(parts, "attention", attention);
    part(parts, "activations", activations);
    part(parts, "batches", batches);
    return parts.toString();
  }

  private static void part(StringBuilder parts, String name, long bytes) {
    if (bytes > 0) {
      parts.append(parts.isEmpty() ? "" : ", ").append(name).append(' ').append(gigabytes(bytes));
    }
  }

  /** Bytes for people, such as {@code 6.9 GB}. */
  public static String gigabytes(long bytes) {
    return String.format(Locale.ROOT, bytes < 1e8 ? "%.2f GB" : "%.1f GB", bytes / 1e9);
  }
}

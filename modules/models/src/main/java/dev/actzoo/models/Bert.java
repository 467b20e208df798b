package dev.actzoo.models;

import dev.actzoo.layers.ClassOutput;
import dev.actzoo.layers.Dropout;
import dev.actzoo.layers.LayerNorm;
import dev.actzoo.layers.MaskedTokenOutput;
import dev.actzoo.layers.Projection;
import dev.actzoo.layers.ResidualSum;
import dev.actzoo.layers.SelfAttention;
import dev.actzoo.layers.SequencePooling;
import dev.actzoo.layers.TokenEmbedding;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.NoOp;

/**
 * BERT (Devlin et al. 2019, arXiv 1810.04805), its feed-forward activation a parameter: an encoder
 * of post-norm Transformer blocks over token and position embeddings, with a head for classifying
 * sequences, one for tagging tokens or one for predicting masked tokens. There are no token types.
 *
 * <p>Features are token ids [batch, length], the feature mask [batch, length] is 0 on padding.
 * Parameters are not touched by {@code fit} but through their raw gradient: an optimiser of one's
 * own works on the flat vectors.
 *
 * @param size the encoder's
 * @param vocabulary the number of different tokens
 * @param maxLength the longest sequence
 * @param activation the catalogue name of the feed-forward activation; {@link Placement} says where
 *     it goes
 * @param dropout the probability of dropping an element, everywhere BERT drops any
 * @param tokenDropout the probability of leaving out a token's vector in training; BERT has none
 * @param seed fixes the initial weights and what is dropped
 * @param type float32 or float64
 */
public record Bert(
    Size size,
    int vocabulary,
    int maxLength,
    String activation,
    double dropout,
    double tokenDropout,
    long seed,
    DataType type) {

  /** The sizes of the compact BERTs (Turc et al. 2019, arXiv 1908.08962). */
  public static final Size TINY = Size.of(2, 128);

  public static final Size MINI = Size.of(4, 256);
  public static final Size SMALL = Size.of(4, 512);
  public static final Size MEDIUM = Size.of(8, 512);

  /**
   * The size of an encoder; the feed-forward layers are four times as wide as it is.
   *
   * @param blocks the number of Transformer blocks
   * @param hidden the number of features of a token
   * @param heads the number of attention heads
   */
  public record Size(int blocks, int hidden, int heads) {
    /** A size with heads of 64 features. */
    static Size of(int blocks, int hidden) {
      return new Size(blocks, hidden, hidden / 64);
    }
  }

  private static final String TOKENS = "tokens";
  private static final String OUTPUT = "output";

  public Bert(
      Size size, int vocabulary, int maxLength, String activation, double dropout, long seed) {
    this(size, vocabulary, maxLength, activation, dropout, 0, seed, DataType.FLOAT);
  }

  /** The classifier that reads the first token, [CLS]; labels are one-hot [batch, classes]. */
  public ComputationGraphConfiguration classifier(int classes) {
    return classifier(classes, SequencePooling.Kind.FIRST);
  }

  /** The classifier; labels are one-hot [batch, classes]. */
  public ComputationGraphConfiguration classifier(int classes, SequencePooling.Kind pooling) {
    return matched((placement, scale) -> classifier(classes, pooling, placement, scale));
  }

  /** A network by how its activation is placed and the scale of its feed-forward widths. */
  private interface Recipe {
    ComputationGraphConfiguration network(Placement placement, double scale);
  }

  private ComputationGraphConfiguration matched(Recipe recipe) {
    Placement placement = Placement.of(activation);
    return placement.keepsWidth()
        ? recipe.network(placement, 1)
        : ParameterMatch.of(
            recipe.network(Placement.STANDARD, 1),
            4 * size.hidden(),
            scale -> recipe.network(placement, scale));
  }

  private ComputationGraphConfiguration classifier(
      int classes, SequencePooling.Kind pooling, Placement placement, double scale) {
    GraphBuilder graph = start();
    String last = encoder(graph, placement, scale);
    graph.addLayer("pooling", new SequencePooling(pooling), last);
    graph.addLayer("pooler", new Projection(size.hidden(), size.hidden(), "tanh"), "pooling");
    last = dropout(graph, "pooler-dropout", "pooler");
    return graph
        .addLayer(
            "logits",
            new Projection(size.hidden(), classes, 1 / StrictMath.sqrt(size.hidden())),
            last)
        .addLayer(OUTPUT, new ClassOutput(), "logits")
        .setOutputs(OUTPUT)
        .build();
  }

  /**
   * The masked-language model; labels are token ids [batch, length], the label mask is 1 on the
   * positions to predict. Its output weights are not tied to the token embedding.
   */
  public ComputationGraphConfiguration maskedLanguageModel() {
    return matched(this::maskedLanguageModel);
  }

  private ComputationGraphConfiguration maskedLanguageModel(Placement placement, double scale) {
    GraphBuilder graph = start();
    String last = encoder(graph, placement, scale);
    last = placement.dense(graph, "transform", size.hidden(), size.hidden(), 0, last);
    graph.addLayer("transform-norm", new LayerNorm(size.hidden()), last);
    return graph
        .addLayer(OUTPUT, new MaskedTokenOutput(size.hidden(), vocabulary), "transform-norm")
        .setOutputs(OUTPUT)
        .build();
  }

  /**
   * The tagger of tokens; labels are tag numbers [batch, length], the label mask is 1 on the tokens
   * that have one (Devlin et al. 2019, section 5.3).
   */
  public ComputationGraphConfiguration tagger(int tags) {
    return matched((placement, scale) -> tagger(tags, placement, scale));
  }

  private ComputationGraphConfiguration tagger(int tags, Placement placement, double scale) {
    GraphBuilder graph = start();
    String last = dropout(graph, "tagger-dropout", encoder(graph, placement, scale));
    return graph
        .addLayer(OUTPUT, new MaskedTokenOutput(size.hidden(), tags), last)
        .setOutputs(OUTPUT)
        .build();
  }

  private GraphBuilder start() {
    return new NeuralNetConfiguration.Builder()
        .seed(seed)
        .dataType(type)
        .updater(new NoOp())
        .trainingWorkspaceMode(WorkspaceMode.ENABLED)
        .inferenceWorkspaceMode(WorkspaceMode.ENABLED)
        .graphBuilder()
        .addInputs(TOKENS)
        .setInputTypes(InputType.feedForward(maxLength));
  }

  private String encoder(GraphBuilder graph, Placement placement, double scale) {
    graph.addLayer(
        "embedding",
        new TokenEmbedding(vocabulary, maxLength, size.hidden(), tokenDropout),
        TOKENS);
    graph.addLayer("embedding-norm", new LayerNorm(size.hidden()), "embedding");
    String last = dropout(graph, "embedding-dropout", "embedding-norm");
    for (int block = 1; block <= size.blocks(); block++) {
      last = block(graph, "block-" + block, placement, scale, last);
    }
    return last;
  }

  private String block(
      GraphBuilder graph, String name, Placement placement, double scale, String in) {
    int hidden = size.hidden();
    graph.addLayer(name + "-attention", new SelfAttention(hidden, size.heads(), dropout), in);
    String attended = dropout(graph, name + "-attention-dropout", name + "-attention");
    String middle = addAndNorm(graph, name + "-attention", attended, in);

    int inside = ParameterMatch.scaled(4L * hidden, scale);
    String up = placement.dense(graph, name + "-up", hidden, inside, 0, middle);
    graph.addLayer(name + "-down", new Projection(placement.after(inside), hidden), up);
    String fed = dropout(graph, name + "-down-dropout", name + "-down");
    return addAndNorm(graph, name + "-feed-forward", fed, middle);
  }

  private String addAndNorm(GraphBuilder graph, String name, String branch, String shortcut) {
    graph.addVertex(name + "-add", new ResidualSum(), branch, shortcut);
    graph.addLayer(name + "-norm", new LayerNorm(size.hidden()), name + "-add");
    return name + "-norm";
  }

  private String dropout(GraphBuilder graph, String name, String in) {
    if (dropout == 0) {
      return in;
    }
    graph.addLayer(name, new Dropout(dropout), in);
    return name;
  }
}

package dev.actzoo.models;

import dev.actzoo.input.NameTable;
import dev.actzoo.layers.SequencePooling;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;

/** The model zoo: every model by name. */
public final class ModelCatalogue {
  /** Option of text models: the most tokens of the vocabulary. */
  public static final String VOCABULARY = "vocabulary";

  /** Option of text models: tokens of a passage, longer ones being cut. */
  public static final String MAX_LENGTH = "max-length";

  private static final String DEPTH = "depth";
  private static final String WIDTH = "width";
  private static final String DROPOUT = "dropout";
  private static final String TOKEN_DROPOUT = "token-dropout";
  private static final String MEAN_POOLING = "mean-pooling";

  private static final List<ModelOption> MLP_OPTIONS =
      List.of(
          ModelOption.whole(DEPTH, 8, 1, 64, "hidden layers"),
          ModelOption.whole(WIDTH, 128, 1, 8192, "units of a hidden layer"),
          ModelOption.real(DROPOUT, 0, 0, 0.9, "probability of dropping a hidden unit"));

  private static final List<ModelOption> ALEXNET_OPTIONS =
      List.of(
          ModelOption.whole(WIDTH, 32, 1, 512, "channels of the first convolution"),
          ModelOption.real(DROPOUT, 0.5, 0, 0.9, "probability of dropping a dense unit"));

  private static final List<ModelOption> RESNET_OPTIONS =
      List.of(ModelOption.whole(WIDTH, 16, 1, 1024, "channels of the first stage"));

  private static final List<ModelOption> BERT_OPTIONS =
      List.of(
          ModelOption.real(DROPOUT, 0.1, 0, 0.9, "probability of dropping an element"),
          ModelOption.real(TOKEN_DROPOUT, 0, 0, 0.9, "probability of leaving out a token"),
          ModelOption.whole(MEAN_POOLING, 0, 0, 1, "0 reads [CLS], 1 the mean over tokens"),
          ModelOption.whole(VOCABULARY, 4096, 6, 1_000_000, "the most tokens of the vocabulary"),
          ModelOption.whole(MAX_LENGTH, 0, 0, 8192, "tokens of a passage; 0 fits them, up to 512"));

  private static final NameTable<Model> TABLE = table();

  private ModelCatalogue() {}

  /**
   * The model of that name.
   *
   * @throws dev.actzoo.input.BadInputException if there is none
   */
  public static Model named(String name) {
    return TABLE.get(name);
  }

  public static List<Model> all() {
    return List.copyOf(TABLE.values());
  }

  private static NameTable<Model> table() {
    NameTable<Model> table = new NameTable<>("model");
    for (Model model : List.of(mlp(), alexnet())) {
      table.add(model.name(), model);
    }
    for (int n = 1; n <= 9; n++) {
      Model model = resnet(6 * n + 2);
      table.add(model.name(), model);
    }
    for (Model model :
        List.of(
            bert("bert-tiny", Bert.TINY),
            bert("bert-mini", Bert.MINI),
            bert("bert-small", Bert.SMALL),
            bert("bert-medium", Bert.MEDIUM))) {
      table.add(model.name(), model);
    }
    return table;
  }

  private static Model mlp() {
    return new Model(
        "mlp",
        "fully connected network that reads images as rows, or points, and predicts classes or a number"
            + " (Hendrycks & Gimpel 2016)",
        Model.Reads.VECTORS,
        1,
        MLP_OPTIONS,
        (input, classes, activation, options, seed) ->
            new Mlp(
                    options.get(DEPTH).intValue(),
                    options.get(WIDTH).intValue(),
                    (ImageInput) input,
                    classes,
                    activation,
                    options.get(DROPOUT),
                    seed)
                .configuration());
  }

  private static Model alexnet() {
    return new Model(
        "alexnet",
        "five convolutions with pooling, two dense layers, for small images"
            + " (Krizhevsky et al. 2012)",
        Model.Reads.IMAGES,
        1,
        ALEXNET_OPTIONS,
        (input, classes, activation, options, seed) ->
            new Alexnet(
                    options.get(WIDTH).intValue(),
                    (ImageInput) input,
                    classes,
                    activation,
                    options.get(DROPOUT),
                    seed)
                .configuration());
  }

  private static Model resnet(int depth) {
    return new Model(
        "resnet-" + depth,
        "residual network for small images, %d layers deep (He et al. 2016)".formatted(depth),
        Model.Reads.IMAGES,
        Resnet.LEAST_SIDE,
        RESNET_OPTIONS,
        (input, classes, activation, options, seed) ->
            new Resnet(
                    depth,
                    options.get(WIDTH).intValue(),
                    (ImageInput) input,
                    classes,
                    activation,
                    seed)
                .configuration());
  }

  private static Model bert(String name, Bert.Size size) {
    return new Model(
        name,
        "Transformer encoder, %d blocks of %d features (Turc et al. 2019)"
            .formatted(size.blocks(), size.hidden()),
        Model.Reads.TEXT,
        1,
        BERT_OPTIONS,
        (input, classes, activation, options, seed) -> {
          TextInput text = (TextInput) input;
          Bert bert =
              new Bert(
                  size,
                  text.vocabulary(),
                  text.length(),
                  activation,
                  options.get(DROPOUT),
                  options.get(TOKEN_DROPOUT),
                  seed,
                  DataType.FLOAT);
          return switch (text.predicted()) {
            case CLASS ->
                bert.classifier(
                    classes,
                    options.get(MEAN_POOLING) > 0
                        ? SequencePooling.Kind.MEAN
                        : SequencePooling.Kind.FIRST);
            case TAGS -> bert.tagger(classes);
            case HIDDEN_TOKENS -> bert.maskedLanguageModel();
          };
        });
  }
}

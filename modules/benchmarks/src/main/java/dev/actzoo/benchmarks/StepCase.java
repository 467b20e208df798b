package dev.actzoo.benchmarks;

import dev.actzoo.experiments.Optimiser;
import dev.actzoo.experiments.Schedule;
import dev.actzoo.experiments.TrainingSpec;
import dev.actzoo.models.Bert;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A training step that everyone takes alike: forward, loss, backward, optimiser.
 *
 * @param model its name in the catalogue
 * @param activation the network's
 * @param batch examples a step
 * @param classes the number of classes
 * @param size for readers
 * @param encoder BERT's size; null for networks of images
 */
record StepCase(
    String model,
    String activation,
    int batch,
    int classes,
    String size,
    Bert.@Nullable Size encoder) {
  static final int IMAGE_SIDE = 32;
  static final int IMAGE_CHANNELS = 3;
  static final int RESNET_WIDTH = 16;
  static final int ALEXNET_WIDTH = 32;
  static final int VOCABULARY = 8000;
  static final int LENGTH = 128;
  static final double DROPOUT = 0.1;
  static final double ALEXNET_DROPOUT = 0.5;
  static final float MOMENTUM = 0.9f;
  static final float WEIGHT_DECAY = 0.01f;
  static final float SGD_RATE = 0.01f;
  static final float ADAM_RATE = 1e-4f;

  static final StepCase RESNET =
      new StepCase("resnet-20", "relu", 128, 10, "batch 128, 32x32x3, Nesterov SGD", null);

  static final StepCase ALEXNET =
      new StepCase("alexnet", "relu", 128, 10, "batch 128, 32x32x3, Nesterov SGD", null);

  static final List<StepCase> ALL =
      List.of(RESNET, ALEXNET, bert("bert-tiny", Bert.TINY), bert("bert-mini", Bert.MINI));

  private static StepCase bert(String name, Bert.Size size) {
    return new StepCase(name, "gelu", 32, 2, "batch 32, 128 tokens, AdamW", size);
  }

  /** The case of that model, which is one of {@link #ALL}. */
  static StepCase named(String model) {
    return ALL.stream().filter(step -> step.model().equals(model)).findFirst().orElseThrow();
  }

  /** What kind of network it is, which says who builds it for the others. */
  enum Network {
    RESNET,
    ALEXNET,
    BERT
  }

  Network network() {
    if (encoder != null) {
      return Network.BERT;
    }
    return model.equals("alexnet") ? Network.ALEXNET : Network.RESNET;
  }

  /** The channels of the first convolution of a network of images. */
  int width() {
    return network() == Network.ALEXNET ? ALEXNET_WIDTH : RESNET_WIDTH;
  }

  float learningRate() {
    return encoder == null ? SGD_RATE : ADAM_RATE;
  }

  /** The hyperparameters of a step: no clipping, and for images no decay. */
  TrainingSpec training() {
    return new TrainingSpec(
        1,
        batch,
        encoder == null ? Optimiser.SGD : Optimiser.ADAMW,
        learningRate(),
        MOMENTUM,
        encoder == null ? 0 : WEIGHT_DECAY,
        Schedule.CONSTANT,
        0,
        0,
        0.1);
  }
}

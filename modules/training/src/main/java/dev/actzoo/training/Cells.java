package dev.actzoo.training;

import dev.actzoo.data.Datasets;
import dev.actzoo.data.ImageDataset;
import dev.actzoo.data.LoadedDataset;
import dev.actzoo.data.PointDataset;
import dev.actzoo.data.Preparation;
import dev.actzoo.data.Task;
import dev.actzoo.data.TextDataset;
import dev.actzoo.data.TokenDataset;
import dev.actzoo.data.ValueDataset;
import dev.actzoo.experiments.Preprocessing;
import dev.actzoo.experiments.TokenizerFile;
import dev.actzoo.experiments.TrialSpec;
import dev.actzoo.models.ImageInput;
import dev.actzoo.models.Model;
import dev.actzoo.models.ModelCatalogue;
import dev.actzoo.models.ModelInput;
import dev.actzoo.models.TextInput;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;

/** Brings a trial's model and dataset together. */
record Cells(Datasets datasets) {

  LoadedDataset dataset(TrialSpec trial) {
    Model model = ModelCatalogue.named(trial.model().name());
    Map<String, Double> options = model.resolve(trial.model().options());
    Preparation standard = Preparation.DEFAULTS;
    Preparation preparation =
        switch (model.reads()) {
          case IMAGES, VECTORS ->
              standard
                  .withValidationFraction(trial.training().validationFraction())
                  .withZca(trial.training().preprocessing() == Preprocessing.ZCA);
          case TEXT ->
              new Preparation(
                  trial.training().validationFraction(),
                  standard.splitSeed(),
                  options.get(ModelCatalogue.VOCABULARY).intValue(),
                  options.get(ModelCatalogue.MAX_LENGTH).intValue(),
                  tokenizer(trial.training().tokenizer()),
                  false);
        };
    return datasets.load(trial.dataset(), preparation);
  }

  private static String tokenizer(String named) {
    return TokenizerFile.isLearned(named) ? named : TokenizerFile.of(named).sha256();
  }

  ComputationGraphConfiguration configuration(TrialSpec trial, LoadedDataset dataset) {
    return ModelCatalogue.named(trial.model().name())
        .configuration(
            input(dataset),
            dataset.descriptor().classes(),
            trial.activation(),
            trial.model().options(),
            trial.seed());
  }

  static ModelInput input(LoadedDataset dataset) {
    if (dataset instanceof ImageDataset images) {
      return new ImageInput(
          images.shape().height(), images.shape().width(), images.shape().channels());
    }
    if (dataset instanceof PointDataset points) {
      return new ImageInput(1, 1, points.dimensions());
    }
    if (dataset instanceof ValueDataset) {
      return new ImageInput(1, 1, 1);
    }
    if (dataset instanceof TokenDataset tokens) {
      boolean hidden = tokens.descriptor().task() == Task.MASKED_LANGUAGE_MODEL;
      return new TextInput(
          tokens.vocabularySize(),
          tokens.length(),
          hidden ? TextInput.Predicted.HIDDEN_TOKENS : TextInput.Predicted.TAGS);
    }
    TextDataset text = (TextDataset) dataset;
    return new TextInput(text.vocabularySize(), text.length());
  }
}

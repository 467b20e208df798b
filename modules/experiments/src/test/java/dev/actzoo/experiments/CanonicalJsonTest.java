package dev.actzoo.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CanonicalJsonTest {
  private static final TrialSpec TRIAL = Samples.trial("relu", 1);

  @Test
  void goldenText() {
    assertThat(CanonicalJson.write(TRIAL))
        .isEqualTo(
            "{\"activation\":\"relu\",\"dataset\":\"fashion-mnist-6000\",\"datasetHash\":\""
                + "0f".repeat(32)
                + "\",\"model\":{\"name\":\"resnet-8\",\"options\":{\"width\":8}},\"protocol\":3,"
                + "\"seed\":1,\"training\":{\"batchSize\":64,\"epochs\":3,\"gradientClip\":1,"
                + "\"learningRate\":0.001,\"momentum\":0.9,\"optimiser\":\"ADAMW\","
                + "\"schedule\":\"COSINE\",\"validationFraction\":0.1,\"warmUpFraction\":0.1,"
                + "\"weightDecay\":0.01}}");
  }

  /** If this fails, finished trials of existing ledgers will run again: was that meant? */
  @Test
  void goldenIdentity() {
    assertThat(TRIAL.id())
        .isEqualTo("d2ddfcd23e355923c8de9ea43eb95fcba2056827f026a890d9833a9baee9d80e");
  }

  static Stream<TrialSpec> variations() {
    ModelSpec model = TRIAL.model();
    TrainingSpec t = TRIAL.training();
    String hash = TRIAL.datasetHash();
    Stream<TrialSpec> own =
        Stream.of(
            new TrialSpec(
                new ModelSpec("resnet-14", model.options()), TRIAL.dataset(), hash, "relu", 1, t),
            new TrialSpec(new ModelSpec("resnet-8"), TRIAL.dataset(), hash, "relu", 1, t),
            new TrialSpec(
                new ModelSpec("resnet-8", Map.of("width", 8.5)),
                TRIAL.dataset(),
                hash,
                "relu",
                1,
                t),
            new TrialSpec(model, "mnist", hash, "relu", 1, t),
            new TrialSpec(model, TRIAL.dataset(), "1f".repeat(32), "relu", 1, t),
            new TrialSpec(model, TRIAL.dataset(), hash, "gelu", 1, t),
            new TrialSpec(model, TRIAL.dataset(), hash, "relu", 2, t));
    Stream<TrainingSpec> trainings =
        Stream.of(
            new TrainingSpec(
                4, 64, Optimiser.ADAMW, 1e-3, 0.9, 0.01, Schedule.COSINE, 0.1, 1.0, 0.1),
            new TrainingSpec(
                3, 65, Optimiser.ADAMW, 1e-3, 0.9, 0.01, Schedule.COSINE, 0.1, 1.0, 0.1),
            new TrainingSpec(
                3, 64, Optimiser.ADAM, 1e-3, 0.9, 0.01, Schedule.COSINE, 0.1, 1.0, 0.1),
            new TrainingSpec(
                3,
                64,
                Optimiser.ADAMW,
                Math.nextUp(1e-3),
                0.9,
                0.01,
                Schedule.COSINE,
                0.1,
                1.0,
                0.1),
            new TrainingSpec(
                3, 64, Optimiser.ADAMW, 1e-3, 0.8, 0.01, Schedule.COSINE, 0.1, 1.0, 0.1),
            new TrainingSpec(
                3, 64, Optimiser.ADAMW, 1e-3, 0.9, 0.02, Schedule.COSINE, 0.1, 1.0, 0.1),
            new TrainingSpec(
                3, 64, Optimiser.ADAMW, 1e-3, 0.9, 0.01, Schedule.LINEAR, 0.1, 1.0, 0.1),
            new TrainingSpec(
                3, 64, Optimiser.ADAMW, 1e-3, 0.9, 0.01, Schedule.COSINE, 0.2, 1.0, 0.1),
            new TrainingSpec(
                3, 64, Optimiser.ADAMW, 1e-3, 0.9, 0.01, Schedule.COSINE, 0.1, 0.0, 0.1),
            new TrainingSpec(
                3, 64, Optimiser.ADAMW, 1e-3, 0.9, 0.01, Schedule.COSINE, 0.1, 1.0, 0.2),
            with(Augmentation.PAD_CROP_FLIP, Precision.FLOAT32),
            with(Augmentation.PAD_CROP_FLIP_CUTOUT, Precision.FLOAT32),
            with(Augmentation.PAD_CROP_FLIP_MIXUP, Precision.FLOAT32),
            with(Augmentation.NONE, Precision.BF16),
            with(Augmentation.NONE, Precision.FLOAT32, Masking.WHOLE_WORDS),
            with(Augmentation.NONE, Precision.FLOAT32).withTokenizer("byte-bpe"),
            with(Augmentation.NONE, Precision.FLOAT32).withTokenizer("v.txt#sha256:0f"),
            with(Augmentation.NONE, Precision.FLOAT32).withPreprocessing(Preprocessing.ZCA));
    assertThat(TrainingSpec.class.getRecordComponents()).hasSize(15);
    return Stream.concat(
        own,
        trainings.map(
            training -> new TrialSpec(model, TRIAL.dataset(), hash, "relu", 1, training)));
  }

  private static TrainingSpec with(Augmentation augmentation, Precision precision) {
    return with(augmentation, precision, Masking.TOKENS);
  }

  private static TrainingSpec with(
      Augmentation augmentation, Precision precision, Masking masking) {
    return new TrainingSpec(
        3,
        64,
        Optimiser.ADAMW,
        1e-3,
        0.9,
        0.01,
        Schedule.COSINE,
        0.1,
        1.0,
        0.1,
        augmentation,
        precision,
        masking,
        TrainingSpec.WORDPIECE,
        Preprocessing.STANDARDISE);
  }

  @Test
  void aPublishedTokenizerIsKnownByItsContentAlone() {
    TrialSpec here = tokenized("here/vocab.txt#sha256:0f");
    assertThat(here).isEqualTo(tokenized("there/vocab.txt#sha256:0f"));
    assertThat(CanonicalJson.write(here)).contains("\"tokenizer\":\"#sha256:0f\"");
    assertThat(here.id()).isNotEqualTo(tokenized("here/vocab.txt#sha256:1f").id());
    assertThat(tokenized("wordpiece")).isEqualTo(tokenized(TrainingSpec.WORDPIECE));
  }

  private static TrialSpec tokenized(String tokenizer) {
    return new TrialSpec(
        TRIAL.model(),
        TRIAL.dataset(),
        TRIAL.datasetHash(),
        "relu",
        1,
        with(Augmentation.NONE, Precision.FLOAT32).withTokenizer(tokenizer));
  }

  @Test
  void settingsThatCameLaterAreWrittenWhereTheyDiffer() {
    TrialSpec trial =
        new TrialSpec(
            TRIAL.model(),
            TRIAL.dataset(),
            TRIAL.datasetHash(),
            "relu",
            1,
            with(Augmentation.PAD_CROP_FLIP, Precision.BF16));
    assertThat(CanonicalJson.write(trial))
        .contains("{\"augmentation\":\"PAD_CROP_FLIP\",\"batchSize\":64,")
        .contains(",\"precision\":\"BF16\",");
  }

  @ParameterizedTest
  @MethodSource("variations")
  void everyFieldChangesTheIdentity(TrialSpec other) {
    assertThat(other.id()).isNotEqualTo(TRIAL.id()).matches("[0-9a-f]{64}");
  }

  @ParameterizedTest
  @MethodSource("variations")
  void readsBackWhatItWrote(TrialSpec trial) throws Exception {
    assertThat(CanonicalJson.read(CanonicalJson.write(trial))).isEqualTo(trial);
  }

  @Test
  void theOrderOfOptionsDoesNotMatter() {
    Map<String, Double> forwards = new LinkedHashMap<>();
    forwards.put("blocks", 2.0);
    forwards.put("width", 8.0);
    Map<String, Double> backwards = new LinkedHashMap<>();
    backwards.put("width", 8.0);
    backwards.put("blocks", 2.0);
    assertThat(withOptions(forwards).id()).isEqualTo(withOptions(backwards).id());
  }

  @Test
  void neitherTheFormOfANumberNorTheSignOfZeroMatters() {
    assertThat(withOptions(Map.of("width", Double.valueOf("8"))).id())
        .isEqualTo(withOptions(Map.of("width", Double.valueOf("8.0e0"))).id());
    assertThat(withOptions(Map.of("dropout", -0.0)).id())
        .isEqualTo(withOptions(Map.of("dropout", 0.0)).id());
  }

  @Test
  void theLocaleDoesNotMatter() {
    String id = TRIAL.id();
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(Samples.trial("relu", 1).id()).isEqualTo(id);
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "8.0, 8",
    "0.001, 0.001",
    "1e-3, 0.001",
    "2e-3, 0.002",
    "1e22, 10000000000000000000000",
    "0.30000000000000004, 0.30000000000000004",
    "-1.5, -1.5",
    "0.0, 0",
    "1e-7, 0.0000001",
    "2e23, 200000000000000000000000"
  })
  void numbersAreAsShortAsTheyCanBe(double value, String text) {
    assertThat(CanonicalJson.shortest(value)).isEqualTo(new BigDecimal(text));
  }

  @Test
  void numbersReadBackExactly() {
    Random random = new Random(7);
    for (int i = 0; i < 2000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value)) {
        assertThat(CanonicalJson.shortest(value).doubleValue()).isEqualTo(value);
      }
    }
    assertThat(CanonicalJson.shortest(Double.MIN_VALUE).doubleValue()).isEqualTo(Double.MIN_VALUE);
  }

  private static TrialSpec withOptions(Map<String, Double> options) {
    return new TrialSpec(
        new ModelSpec("resnet-8", options),
        TRIAL.dataset(),
        TRIAL.datasetHash(),
        "relu",
        1,
        TRIAL.training());
  }
}

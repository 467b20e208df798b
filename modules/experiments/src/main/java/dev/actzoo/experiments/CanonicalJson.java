package dev.actzoo.experiments;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * The one JSON text that a trial has: every record component, keys sorted, numbers in their
 * shortest plain decimal form (8 and 8.0 alike), no white space. Its SHA-256 is the trial's
 * identity, so the text must not depend on the Java version, the locale or the order of options.
 *
 * <p>A setting that trials had no choice of when the first of them were run is left out where it is
 * what it was then, and read as that where it is missing: these trials keep their identity.
 */
final class CanonicalJson {
  /**
   * The version of the training's numerics, part of every identity. Raise it when the same trial
   * would no longer give the same numbers: results of different protocols are not comparable.
   */
  static final int PROTOCOL = 3;

  /** Settings of the training that came later, and what they were before. */
  private static final Map<String, String> LATER =
      Map.of(
          "augmentation",
          Augmentation.NONE.name(),
          "precision",
          Precision.FLOAT32.name(),
          "masking",
          Masking.TOKENS.name(),
          "tokenizer",
          TrainingSpec.WORDPIECE,
          "preprocessing",
          Preprocessing.STANDARDISE.name());

  private static final String TRAINING = "training";
  private static final int DIGITS_OF_A_DOUBLE = 17;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private CanonicalJson() {}

  static String write(TrialSpec trial) {
    ObjectNode tree = MAPPER.valueToTree(trial);
    ObjectNode training = (ObjectNode) tree.get(TRAINING);
    LATER.forEach(
        (setting, before) -> {
          if (training.path(setting).asText().equals(before)) {
            training.remove(setting);
          }
        });
    Map<String, Object> fields = sorted(tree);
    fields.put("protocol", PROTOCOL);
    try {
      return MAPPER.writeValueAsString(fields);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a trial that JSON cannot hold: " + trial, e);
    }
  }

  /** The trial of a text made by {@link #write}, whatever its protocol. */
  static TrialSpec read(String json) throws JsonProcessingException {
    JsonNode tree = MAPPER.readTree(json);
    if (tree.get(TRAINING) instanceof ObjectNode training) {
      LATER.forEach((setting, before) -> training.putIfAbsent(setting, TextNode.valueOf(before)));
    }
    return MAPPER.treeToValue(tree, TrialSpec.class);
  }

  static String sha256(TrialSpec trial) {
    try {
      byte[] text = write(trial).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  /** The decimal number with the fewest digits that reads back as exactly this double. */
  static BigDecimal shortest(double value) {
    BigDecimal exact = new BigDecimal(value);
    for (int digits = 1; digits < DIGITS_OF_A_DOUBLE; digits++) {
      BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
      if (rounded.doubleValue() == value) {
        return plain(rounded);
      }
    }
    return plain(exact.round(new MathContext(DIGITS_OF_A_DOUBLE, RoundingMode.HALF_EVEN)));
  }

  private static BigDecimal plain(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  private static Map<String, Object> sorted(JsonNode record) {
    Map<String, Object> fields = new TreeMap<>();
    record.properties().forEach(field -> fields.put(field.getKey(), canonical(field.getValue())));
    return fields;
  }

  private static Object canonical(JsonNode value) {
    if (value.isObject()) {
      return sorted(value);
    }
    return value.isDouble() ? shortest(value.doubleValue()) : value;
  }
}

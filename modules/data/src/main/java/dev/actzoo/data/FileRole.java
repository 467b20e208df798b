package dev.actzoo.data;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a file of a dataset holds. */
public enum FileRole {
  @JsonProperty("train-images")
  TRAIN_IMAGES,
  @JsonProperty("train-labels")
  TRAIN_LABELS,
  @JsonProperty("test-images")
  TEST_IMAGES,
  @JsonProperty("test-labels")
  TEST_LABELS,
  /** Images and their labels in one file; the set may have several such files. */
  @JsonProperty("train-examples")
  TRAIN_EXAMPLES,
  @JsonProperty("test-examples")
  TEST_EXAMPLES,
  @JsonProperty("train-text")
  TRAIN_TEXT,
  @JsonProperty("validation-text")
  VALIDATION_TEXT,
  @JsonProperty("test-text")
  TEST_TEXT
}

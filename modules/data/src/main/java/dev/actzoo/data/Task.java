package dev.actzoo.data;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What is asked of a model on a dataset. */
public enum Task {
  @JsonProperty("image-classification")
  IMAGE_CLASSIFICATION,
  @JsonProperty("text-classification")
  TEXT_CLASSIFICATION;

  /** The name that descriptors and people use, such as {@code image-classification}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

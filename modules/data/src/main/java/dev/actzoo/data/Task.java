package dev.actzoo.data;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What is asked of a model on a dataset. */
public enum Task {
  @JsonProperty("image-classification")
  IMAGE_CLASSIFICATION,
  @JsonProperty("text-classification")
  TEXT_CLASSIFICATION,
  /** A tag for each token, such as its part of speech. */
  @JsonProperty("token-classification")
  TOKEN_CLASSIFICATION,
  /** The tokens that were hidden in a text. */
  @JsonProperty("masked-language-model")
  MASKED_LANGUAGE_MODEL,
  /** The class of a point in space. */
  @JsonProperty("point-classification")
  POINT_CLASSIFICATION,
  /** The value of a function at a point. */
  @JsonProperty("regression")
  REGRESSION;

  /** The name that descriptors and people use, such as {@code image-classification}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * What is measured, such as {@code token accuracy}: a fraction, at most 1, higher being better.
   * For values of a function it is R^2, the part of their variance that is explained, which is
   * negative where the mean would do better.
   */
  public String metric() {
    return switch (this) {
      case IMAGE_CLASSIFICATION, TEXT_CLASSIFICATION, POINT_CLASSIFICATION -> "accuracy";
      case TOKEN_CLASSIFICATION -> "token accuracy";
      case MASKED_LANGUAGE_MODEL -> "masked-token accuracy";
      case REGRESSION -> "R²";
    };
  }

  /** Whether the answer is one of named classes. */
  public boolean hasClasses() {
    return switch (this) {
      case IMAGE_CLASSIFICATION, TEXT_CLASSIFICATION, TOKEN_CLASSIFICATION, POINT_CLASSIFICATION ->
          true;
      case MASKED_LANGUAGE_MODEL, REGRESSION -> false;
    };
  }
}

package dev.actzoo.experiments;

import java.util.Locale;

/** What a masked language model has hidden from it together while it is trained. */
public enum Masking {
  /** Single tokens (Devlin et al. 2019). */
  TOKENS,
  /** All pieces of a word, or none. */
  WHOLE_WORDS;

  /** The name that files and people use, such as {@code whole-words}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

package dev.actzoo.data;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How the files of a dataset are to be read; text is UTF-8, a file may be gzip-compressed. */
public enum DataFormat {
  /** IDX of MNIST: images in one file, labels in another. */
  @JsonProperty("idx")
  IDX,
  /** The binary version of CIFAR-10: a label byte and 3,072 bytes of red, green and blue planes. */
  @JsonProperty("cifar-10")
  CIFAR_10,
  /** The binary version of CIFAR-100: as CIFAR-10, with coarse and fine label before the planes. */
  @JsonProperty("cifar-100")
  CIFAR_100,
  /** Lines of class name, tab and text; the text goes to the end of the line. */
  @JsonProperty("labelled-lines")
  LABELLED_LINES,
  /** Comma-separated and quoted columns without a head: label counted from 1, then texts. */
  @JsonProperty("csv")
  CSV,
  /** Tab-separated columns under the head {@code sentence, label}: text, label counted from 0. */
  @JsonProperty("tsv")
  TSV,
  /** Lines of token, tab and tag; an empty line ends a sentence. */
  @JsonProperty("tagged-tokens")
  TAGGED_TOKENS,
  /** Lines of running text. */
  @JsonProperty("lines")
  LINES,
  /** Files of a person's own, read as {@link OwnData} says. */
  @JsonProperty("own")
  OWN,
  /** No files: examples are worked out from {@link Generation}. */
  @JsonProperty("generated")
  GENERATED
}

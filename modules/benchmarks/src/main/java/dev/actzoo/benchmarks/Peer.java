package dev.actzoo.benchmarks;

import com.fasterxml.jackson.annotation.JsonValue;

/** Whom ours is compared with. */
public enum Peer {
  MEMCPY("memcpy"),
  ONEDNN("onednn"),
  STOCK_DL4J("stock-dl4j"),
  STOCK_ND4J("stock-nd4j"),
  DJL_PYTORCH("djl-pytorch"),
  PYTHON_PYTORCH("python-pytorch");

  private final String text;

  Peer(String text) {
    this.text = text;
  }

  @JsonValue
  @Override
  public String toString() {
    return text;
  }
}

package dev.actzoo.activations;

import java.util.List;

/** An activation function: one entry of the {@link Catalogue}, of one of three families. */
public sealed interface Activation permits Ridge, Radial, Fold {
  /** What there is to say of it beside the function itself. */
  Entry entry();

  /** What the function takes. */
  Family family();

  /** The canonical name, lower case with hyphens. */
  default String name() {
    return entry().name();
  }

  /** Other names it is found under. */
  default List<String> aliases() {
    return entry().aliases();
  }

  default Formula formula() {
    return entry().formula();
  }

  /** Its constants and learned numbers, in the order of the formula. */
  default List<Parameter> parameters() {
    return entry().parameters();
  }

  /** Author, year, and title or arXiv number of the source. */
  default String paper() {
    return entry().paper();
  }

  /** How the weights of the map before it start. */
  default WeightStart start() {
    return entry().start();
  }

  /** What a user must know beyond the formula, in a sentence or two; empty if nothing. */
  default String note() {
    return entry().note();
  }
}

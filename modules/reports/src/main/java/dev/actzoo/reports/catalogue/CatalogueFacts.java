package dev.actzoo.reports.catalogue;

import dev.actzoo.activations.Activation;
import dev.actzoo.activations.Ridge;
import dev.actzoo.reports.Numbers;
import java.util.List;

/** The properties of the catalogue's entries, as a page lists them. */
public final class CatalogueFacts {
  /** A property and what it is, in words or figures. */
  public record Fact(String name, String value) {}

  /** The properties of an entry; none for those that have none. */
  public List<Fact> of(Activation activation) {
    if (activation instanceof Ridge ridge) {
      return List.of(
          new Fact("f(0)", Figures.number(ridge.value(0))),
          new Fact("f′(0)", Figures.number(ridge.derivative(0))),
          new Fact("gain", Numbers.fixed(ridge.gain(), 4)));
    }
    return List.of();
  }
}

package dev.actzoo.reports.catalogue;

import dev.actzoo.activations.Activation;
import dev.actzoo.activations.properties.Properties;
import java.util.List;

/** The properties of the catalogue's entries, as a page lists them. */
public final class CatalogueFacts {
  /** A property and what it is, in words or figures. */
  public record Fact(String name, String value) {}

  /** The properties of an entry. */
  public List<Fact> of(Activation activation) {
    return Properties.of(activation).entrySet().stream()
        .map(property -> new Fact(property.getKey().label(), property.getValue().shown()))
        .toList();
  }
}

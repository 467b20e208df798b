package dev.actzoo.activations;

import java.util.Set;

/**
 * Which entries of the catalogue can be trained with: all but those that train otherwise than their
 * formula says and have no kernel that does.
 */
public final class Trainable {
  private static final Set<String> WITHOUT_KERNEL = Set.of("step", "sign", "rrelu");

  private Trainable() {}

  /** Whether there is a kernel for it, its own or its formula's. */
  public static boolean is(Activation activation) {
    return !WITHOUT_KERNEL.contains(activation.name());
  }
}

package dev.actzoo.sweeps;

import dev.actzoo.input.BadInputException;

/** A trial cannot run with the settings that the search chose. */
final class InvalidTrialException extends RuntimeException {
  private static final long serialVersionUID = 1;

  InvalidTrialException(BadInputException reason) {
    super(reason.getMessage(), reason);
  }
}

package dev.actzoo.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A command that writes into a folder, which then also takes the log of a failure. */
interface OutputFolder {
  /** The folder; null as long as it is not known. */
  @Nullable Path folder();
}

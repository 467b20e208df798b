package dev.actzoo.cli;

import dev.actzoo.experiments.ProgressListener;

/** What a person sees of a run while it goes on. */
interface ProgressDisplay extends ProgressListener, AutoCloseable {
  @Override
  void close();
}

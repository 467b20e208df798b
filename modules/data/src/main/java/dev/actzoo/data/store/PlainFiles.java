package dev.actzoo.data.store;

import dev.actzoo.data.DataFile;
import java.io.IOException;

/** The taker of files that are as the dataset has them, by their name, gzip-compressed or not. */
final class PlainFiles implements Item.Taker {
  private final Staging staging;

  PlainFiles(Staging staging) {
    this.staging = staging;
  }

  @Override
  public boolean wants(String path) {
    return staging.dataset().files().stream().anyMatch(file -> is(path, file));
  }

  @Override
  public void take(Item item) throws IOException {
    for (DataFile file : staging.dataset().files()) {
      if (is(item.path(), file)) {
        staging.offer(file, item);
      }
    }
  }

  private static boolean is(String path, DataFile file) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return name.equals(file.name()) || name.equals(file.name() + ".gz");
  }
}

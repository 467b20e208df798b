package dev.actzoo.data.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * A file found in what a person gave, to be read before the next one is found.
 *
 * @param path its path in the archive or folder, with {@code /} between names
 * @param container the archive or folder it is in; the file itself if it was given alone
 * @param content its bytes, unpacked
 */
record Item(String path, Path container, InputStream content) {

  /** Its name without folders. */
  String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Where it was found, for people. */
  String origin() {
    return path.equals(String.valueOf(container.getFileName()))
        ? container.toString()
        : path + " of " + container;
  }

  /** An item that is looked at and may be taken. */
  interface Taker {
    /** Whether an item of that path is worth opening. */
    boolean wants(String path);

    /** Takes the item if it is what it seems. */
    void take(Item item) throws IOException;
  }
}

package dev.actzoo.experiments;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * SQLite's native library, which ledgers need. By itself its driver unpacks it anew for every
 * process, into the folder for temporary files, and a killed process leaves it there. Where {@link
 * #keepIn a folder} is told, it is unpacked there once for each version; any number of processes
 * may do so at once.
 */
public final class LedgerLibrary {
  private static @Nullable Path folder;

  private LedgerLibrary() {}

  /** Tells where the library is to be kept; for the next {@link #load}, if it is the first. */
  public static synchronized void keepIn(Path place) {
    folder = place;
  }

  /**
   * Loads the library, unless that has happened before.
   *
   * @return its version
   * @throws UnsatisfiedLinkError if it can be unpacked and loaded nowhere
   */
  public static synchronized String load() {
    if (folder != null) {
      offer(folder);
      folder = null;
    }
    try {
      SQLiteJDBCLoader.initialize();
      return SQLiteJDBCLoader.getVersion();
    } catch (Exception e) {
      UnsatisfiedLinkError error =
          new UnsatisfiedLinkError("SQLite's library cannot be loaded: " + e.getMessage());
      error.initCause(e);
      throw error;
    }
  }

  /** Has the driver take the library from a folder; it unpacks its own if it cannot. */
  private static void offer(Path place) {
    String name = LibraryLoaderUtil.getNativeLibName();
    String path = LibraryLoaderUtil.getNativeLibResourcePath();
    URL packed = SQLiteJDBCLoader.class.getResource(path + "/" + name);
    if (packed == null) {
      return;
    }
    String system = path.substring(path.indexOf("native/") + "native/".length());
    Path kept =
        place.resolve("sqlite-" + SQLiteJDBCLoader.getVersion()).resolve(system).resolve(name);
    try {
      unpack(packed, kept);
    } catch (IOException e) {
      return;
    }
    System.setProperty("org.sqlite.lib.path", kept.getParent().toString());
    System.setProperty("org.sqlite.lib.name", name);
    System.setProperty("org.sqlite.tmpdir", place.toString());
  }

  private static void unpack(URL packed, Path kept) throws IOException {
    byte[] library;
    try (InputStream stream = packed.openStream()) {
      library = stream.readAllBytes();
    }
    if (Files.isRegularFile(kept) && Files.size(kept) == library.length) {
      return;
    }
    Files.createDirectories(kept.getParent());
    Path whole = Files.createTempFile(kept.getParent(), "library", ".part");
    try {
      Files.write(whole, library);
      Files.move(whole, kept, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(whole);
    }
  }
}

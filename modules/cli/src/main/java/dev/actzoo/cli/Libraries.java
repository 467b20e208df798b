package dev.actzoo.cli;

import dev.actzoo.experiments.LedgerLibrary;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the libraries underneath that must stand before their first class is loaded: how
 * little they say, and where they unpack their machine code.
 *
 * <p>That place is the cache folder, where one copy serves every later start, and a killed one
 * leaves nothing behind. JavaCPP has such a folder of its own. Where the cache folder does not do,
 * they unpack into the folder for temporary files, as they would by themselves.
 */
final class Libraries {
  private static final String JNA_FOLDER = "jna.tmpdir";
  private static final String JAVACPP_FOLDER = "org.bytedeco.javacpp.cachedir";
  private static final long JAVACPP_BYTES = 550L << 20;
  private static final double MIB = 1 << 20;

  /** JNA's, once it was told to keep quiet; a logger that nobody holds forgets that. */
  private static @Nullable Logger quiet;

  private Libraries() {}

  /**
   * Sends JavaCPP's warnings to SLF4J, whose levels {@code simplelogger.properties} sets, and keeps
   * DL4J from writing a crash dump into the working folder when memory runs out.
   */
  static void quieten() {
    System.setProperty("org.bytedeco.javacpp.logger", "slf4j");
    System.setProperty("org.deeplearning4j.crash.reporting.enabled", "false");
  }

  /** Has the libraries unpacked into the cache folder, if it can take them. */
  static void unpackInto(Path cache) {
    UnpackFolder own = own(cache);
    UnpackFolder temporary = UnpackFolder.temporary();
    String refusal = own.refusal();
    if (refusal == null) {
      LedgerLibrary.keepIn(own.path());
    }
    if (own.fault() == null) {
      System.setProperty(JNA_FOLDER, own.path().resolve("jna").toString());
    } else if (temporary.fault() == null) {
      System.setProperty(JNA_FOLDER, temporary.path().toString());
    } else {
      quiet = Logger.getLogger("com.sun.jna.Native");
      quiet.setLevel(Level.OFF);
    }
    if (System.getProperty(JAVACPP_FOLDER) == null && javaCpp().refusal() != null) {
      Path instead =
          refusal == null
              ? own.path().resolve("javacpp")
              : temporary
                  .path()
                  .resolve(".javacpp-" + System.getProperty("user.name"))
                  .resolve("cache");
      System.setProperty(JAVACPP_FOLDER, instead.toString());
    }
  }

  /** The folder in the cache folder. */
  static UnpackFolder own(Path cache) {
    return new UnpackFolder(cache.resolve("natives"));
  }

  /** Where JavaCPP unpacks: where it was told to, or else beside the user's files. */
  private static UnpackFolder javaCpp() {
    String told = System.getProperty(JAVACPP_FOLDER);
    return new UnpackFolder(
        told == null
            ? Path.of(System.getProperty("user.home"), ".javacpp", "cache")
            : Path.of(told));
  }

  /** Why no library could be unpacked and loaded; null if that is not for want of a folder. */
  static @Nullable String fault(Path cache) {
    UnpackFolder own = own(cache);
    UnpackFolder temporary = UnpackFolder.temporary();
    String first = own.fault();
    String second = temporary.fault();
    if (first != null && second != null) {
      return "native libraries can be unpacked neither into %s (%s) nor into %s (%s)"
              .formatted(own.path(), first, temporary.path(), second)
          + "; XDG_CACHE_HOME names another cache folder";
    }
    UnpackFolder javaCpp = javaCpp();
    String third = javaCpp.fault();
    long room = javaCpp.room();
    if (third == null && room < JAVACPP_BYTES) {
      third =
          "only %.0f MiB are left, and they take about %.0f"
              .formatted(room / MIB, JAVACPP_BYTES / MIB);
    }
    return third == null
        ? null
        : "native libraries cannot be unpacked into %s (%s)".formatted(javaCpp.path(), third);
  }
}

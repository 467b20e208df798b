package dev.actzoo.input;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/**
 * The words for a read or a write that failed. Java's own often lack the reason, being the file's
 * name alone, or lack words altogether.
 */
public final class FileFault {
  private FileFault() {}

  /** Why it failed, such as "No space left on device"; the file is not named unless Java does. */
  public static String reason(IOException e) {
    if (e instanceof EOFException) {
      return "it is cut short";
    }
    if (e instanceof AccessDeniedException) {
      return "no right to do so";
    }
    if (e instanceof NoSuchFileException) {
      return "no such file or folder";
    }
    String said = e instanceof FileSystemException named ? named.getReason() : e.getMessage();
    if (e instanceof FileAlreadyExistsException
        || e instanceof NotDirectoryException
        || "Not a directory".equals(said)) {
      return "a file is in the place of a folder";
    }
    return said == null ? e.getClass().getSimpleName() : said;
  }
}

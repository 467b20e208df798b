package dev.actzoo.experiments;

import dev.actzoo.input.BadInputException;
import dev.actzoo.input.FileFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The right of one process to run trials into a ledger: an operating-system lock on the file {@code
 * LEDGER.lock}, gone when the process is, however it ends. The empty file stays, for to delete it
 * could let two processes hold locks on two files of one name.
 */
final class LedgerLock implements AutoCloseable {
  private final FileChannel channel;

  private LedgerLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * @throws BadInputException if the lock is held, or its file cannot be made
   */
  static LedgerLock acquire(Path ledger) {
    Path file = ledger.resolveSibling(ledger.getFileName() + ".lock");
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (lock(channel) == null) {
        channel.close();
        throw new BadInputException(
            "ledger %s is in use by another run; wait for it to end or choose another output folder"
                .formatted(ledger));
      }
      return new LedgerLock(channel);
    } catch (IOException e) {
      throw new BadInputException(
          "ledger %s cannot be written: its folder does not let %s be made (%s)"
              .formatted(ledger, file.getFileName(), FileFault.reason(e)),
          e);
    }
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

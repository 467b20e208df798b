package dev.actzoo.data.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The right to change a dataset's files, which one thread of one process has at a time. It ends
 * with the process, however that ends.
 */
final class StoreLock implements Closeable {
  private static final Map<Path, ReentrantLock> IN_THIS_PROCESS = new ConcurrentHashMap<>();

  private final ReentrantLock own;
  private final FileChannel channel;

  private StoreLock(ReentrantLock own, FileChannel channel) {
    this.own = own;
    this.channel = channel;
  }

  /**
   * Waits for the right.
   *
   * @param waiting run once if somebody else has it
   */
  static StoreLock acquire(Path folder, String dataset, Runnable waiting) throws IOException {
    Files.createDirectories(folder);
    Path file = folder.toRealPath().resolve(dataset + ".lock");
    ReentrantLock own = IN_THIS_PROCESS.computeIfAbsent(file, path -> new ReentrantLock());
    boolean told = !own.tryLock();
    if (told) {
      waiting.run();
      own.lock();
    }
    FileChannel channel = null;
    try {
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock == null) {
        if (!told) {
          waiting.run();
        }
        channel.lock();
      }
      return new StoreLock(own, channel);
    } catch (IOException | RuntimeException e) {
      if (channel != null) {
        channel.close();
      }
      own.unlock();
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      own.unlock();
    }
  }
}

package dev.actzoo.data.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.actzoo.input.BadInputException;
import dev.actzoo.input.FileFault;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveException;
import org.apache.commons.compress.archivers.ArchiveInputStream;
import org.apache.commons.compress.archivers.ArchiveStreamFactory;
import org.apache.commons.compress.archivers.ar.ArArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.compressors.CompressorException;
import org.apache.commons.compress.compressors.CompressorStreamFactory;

/**
 * The files in what a person gave: a folder, a tar, zip or Debian archive, compressed or not, or a
 * single file. What a file is follows from its first bytes, not from its name.
 *
 * <p>Archives are read, never unpacked to the disk: each wanted file's bytes go to the taker, at
 * most as many as its entry declares and as a file may have. An archive with a name that leads
 * elsewhere or comes twice is refused, as is a link under a wanted name and an archive that unpacks
 * to more than {@link #MOST_BYTES}. An archive inside an archive is not opened, but for the one
 * that a Debian package is made of.
 */
final class Contents {
  /** The most bytes a whole archive may unpack to. */
  static final long MOST_BYTES = 4L << 30;

  private static final String TAR = ArchiveStreamFactory.TAR;
  private static final Set<String> COMPRESSIONS =
      Set.of(
          CompressorStreamFactory.GZIP, CompressorStreamFactory.XZ, CompressorStreamFactory.BZIP2);
  private static final int BUFFER = 1 << 16;
  private static final int DEEPEST = 16;

  private final Item.Taker taker;
  private final Set<String> archives;
  private final long mostBytes;

  /**
   * @param taker what the files are for
   * @param archives the names of archives that are opened where they lie in a folder
   * @param mostBytes the most bytes a whole archive may unpack to
   */
  Contents(Item.Taker taker, Set<String> archives, long mostBytes) {
    this.taker = taker;
    this.archives = archives;
    this.mostBytes = mostBytes;
  }

  /**
   * Offers the taker every wanted file.
   *
   * @throws BadInputException if nothing is there, or an archive is damaged or is refused
   */
  void read(Path source) {
    if (!Files.exists(source)) {
      throw new BadInputException(source + " does not exist");
    }
    try {
      if (Files.isDirectory(source)) {
        readFolder(source);
      } else {
        readFile(source);
      }
    } catch (JsonProcessingException e) {
      throw new BadInputException(
          source + " cannot be read: its JSON is malformed or broken off", e);
    } catch (IOException e) {
      throw unreadable(source, FileFault.reason(e), e);
    } catch (UncheckedIOException e) {
      throw unreadable(source, FileFault.reason(e.getCause()), e);
    } catch (BadInputException e) {
      throw e;
    } catch (RuntimeException e) {
      throw unreadable(source, "it is damaged (%s)".formatted(e), e);
    }
  }

  private static BadInputException unreadable(Path source, String reason, Exception e) {
    return new BadInputException("%s cannot be read: %s".formatted(source, reason), e);
  }

  private void readFolder(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.walk(folder, DEEPEST)) {
      files =
          found.filter(p -> Files.isRegularFile(p, LinkOption.NOFOLLOW_LINKS)).sorted().toList();
    }
    for (Path file : files) {
      String path = folder.relativize(file).toString().replace('\\', '/');
      if (archives.contains(String.valueOf(file.getFileName()))) {
        readFile(file);
      } else if (taker.wants(path)) {
        try (InputStream content = unpacked(file, buffered(Files.newInputStream(file)))) {
          taker.take(new Item(path, folder, content));
        }
      }
    }
  }

  private void readFile(Path file) throws IOException {
    String name = String.valueOf(file.getFileName());
    try (BufferedInputStream stream = buffered(Files.newInputStream(file))) {
      String archive = archiveKind(stream);
      if (ArchiveStreamFactory.ZIP.equals(archive)) {
        readZip(file);
      } else if (ArchiveStreamFactory.AR.equals(archive)) {
        readDebian(file, new ArArchiveInputStream(stream));
      } else {
        BufferedInputStream content = buffered(unpacked(file, stream));
        if (TAR.equals(archiveKind(content))) {
          readTar(file, new TarArchiveInputStream(content));
        } else if (taker.wants(name)) {
          taker.take(new Item(name, file, content));
        } else {
          throw new BadInputException(
              file + " is no archive, and by its name no file of the dataset");
        }
      }
    }
  }

  private void readDebian(Path file, ArArchiveInputStream members) throws IOException {
    for (ArchiveEntry member; (member = members.getNextEntry()) != null; ) {
      if (member.getName().startsWith("data.tar")) {
        InputStream content = unpacked(file, buffered(members));
        readTar(file, new TarArchiveInputStream(content));
        return;
      }
    }
    throw new BadInputException(file + " is not a Debian package: it holds no data.tar");
  }

  private void readTar(Path file, ArchiveInputStream<TarArchiveEntry> tar) throws IOException {
    EntryRules rules = new EntryRules(file);
    for (TarArchiveEntry entry; (entry = tar.getNextEntry()) != null; ) {
      boolean plain =
          entry.isFile()
              && !entry.isLink()
              && !entry.isSymbolicLink()
              && !entry.isFIFO()
              && !entry.isCharacterDevice()
              && !entry.isBlockDevice();
      String name = rules.check(entry.getName(), !entry.isDirectory());
      if (entry.isDirectory() || !taker.wants(name)) {
        continue;
      }
      if (!plain || !tar.canReadEntryData(entry)) {
        throw rules.bad("holds '%s' as a link or device, not as a file".formatted(name));
      }
      take(name, file, tar, entry.getSize());
    }
  }

  private void readZip(Path file) throws IOException {
    EntryRules rules = new EntryRules(file);
    try (ZipFile zip = ZipFile.builder().setPath(file).get()) {
      for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
        String name = rules.check(entry.getName(), !entry.isDirectory());
        if (entry.isDirectory() || !taker.wants(name)) {
          continue;
        }
        if (entry.isUnixSymlink() || !zip.canReadEntryData(entry)) {
          throw rules.bad("holds '%s' as a link or encrypted, not as a file".formatted(name));
        }
        try (InputStream content = zip.getInputStream(entry)) {
          take(name, file, content, entry.getSize());
        }
      }
    }
  }

  /** Offers an entry; its bytes end where it says they do. */
  private void take(String name, Path archive, InputStream entry, long declared)
      throws IOException {
    String what = "entry '%s' of %s".formatted(name, archive);
    InputStream bounded = declared < 0 ? entry : new LimitedInputStream(entry, declared, what);
    InputStream content = unpacked(archive, buffered(new Unclosed(bounded)));
    taker.take(new Item(name, archive, content));
  }

  /** The stream, decompressed if it is compressed; at most as many bytes as an archive may give. */
  private InputStream unpacked(Path file, BufferedInputStream stream) throws IOException {
    String kind = compression(stream);
    if (!COMPRESSIONS.contains(kind)) {
      return stream;
    }
    InputStream content =
        new CompressorStreamFactory(true).createCompressorInputStream(kind, stream);
    return new LimitedInputStream(content, mostBytes, file.toString());
  }

  /** The compression a stream starts as; empty if it is none. */
  private static String compression(BufferedInputStream stream) {
    try {
      return CompressorStreamFactory.detect(stream);
    } catch (CompressorException e) {
      return "";
    }
  }

  private static BufferedInputStream buffered(InputStream stream) {
    return new BufferedInputStream(stream, BUFFER);
  }

  /** The kind of archive a stream starts as; empty if it is none. */
  private static String archiveKind(BufferedInputStream stream) {
    try {
      return ArchiveStreamFactory.detect(stream);
    } catch (ArchiveException e) {
      return "";
    }
  }

  /** A part of a stream that stays open when its reader is done with the part. */
  private static final class Unclosed extends FilterInputStream {
    Unclosed(InputStream stream) {
      super(stream);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return in.read(bytes, offset, length);
    }

    @Override
    public void close() {}
  }
}

package dev.actzoo.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where pictures are read from.
 *
 * @param streams opens a location
 */
record PictureSource(Function<URI, InputStream> streams) {
  /** The most bytes of a picture's file. */
  private static final int MOST_BYTES = 1 << 28;

  private static final int RGB = 3;

  /** Files on this machine. */
  static final PictureSource OF_FILES =
      new PictureSource(
          location -> {
            try {
              return Files.newInputStream(Path.of(location));
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });

  /** Reads a file and its head. */
  PictureFile open(URI location) throws PictureFault {
    byte[] bytes;
    try (InputStream stream = streams.apply(location)) {
      bytes = stream.readNBytes(MOST_BYTES + 1);
    } catch (IOException | RuntimeException e) {
      throw new PictureFault("unreadable", "cannot be opened", e);
    }
    if (bytes.length > MOST_BYTES) {
      throw new PictureFault("too large", "is a file of more than 256 MiB");
    }
    return PictureFile.of(bytes);
  }

  /**
   * The size of the first sound picture, with three channels if any picture of that size has a
   * pixel in colour, however the others are stored; null if no picture is sound.
   */
  @Nullable ImageShape shape(List<URI> locations) {
    ImageShape shape = null;
    for (URI location : locations) {
      try {
        PictureFile file = open(location);
        boolean first = shape == null;
        if (first || (file.width() == shape.width() && file.height() == shape.height())) {
          boolean grey =
              first ? file.decode().grey() : file.isGreyByItsHead() || file.decode().grey();
          shape = new ImageShape(file.height(), file.width(), grey ? 1 : RGB);
          if (!grey) {
            return shape;
          }
        }
      } catch (PictureFault e) {
        continue; // told when the picture is read
      }
    }
    return shape;
  }
}

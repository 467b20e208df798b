package dev.actzoo.data;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.jpeg.JpegDirectory;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * A picture file of which the head has been read: its size is known, and bounded, before a pixel is
 * decoded.
 */
final class PictureFile {
  static final String DAMAGED = "damaged or cut off";
  static final String UNREAD = "of a format that is not read";

  /** The most pixels, those of 4096 x 4096. */
  static final int MOST_PIXELS = 1 << 24;

  private static final int CMYK_CHANNELS = 4;
  private static final int MOST_BITS = 16;

  private final byte[] bytes;
  private final PictureFormat format;
  private final int width;
  private final int height;
  private final Orientation orientation;

  private PictureFile(
      byte[] bytes, PictureFormat format, int width, int height, Orientation orientation) {
    this.bytes = bytes;
    this.format = format;
    this.width = width;
    this.height = height;
    this.orientation = orientation;
  }

  /** Reads the head of a file with this content. */
  static PictureFile of(byte[] bytes) throws PictureFault {
    PictureFormat format = PictureFormat.of(bytes);
    if (format == null || !format.isRead()) {
      throw new PictureFault(
          UNREAD,
          bytes.length == 0
              ? "is empty"
              : format == null
                  ? "is no PNG, JPEG, GIF, BMP or TIFF picture"
                  : "is a %s picture; only PNG, JPEG, GIF, BMP and TIFF are read"
                      .formatted(format));
    }
    Metadata metadata = metadata(bytes);
    JpegDirectory jpeg = metadata.getFirstDirectoryOfType(JpegDirectory.class);
    Integer channels =
        jpeg == null ? null : jpeg.getInteger(JpegDirectory.TAG_NUMBER_OF_COMPONENTS);
    if (channels != null && channels == CMYK_CHANNELS) {
      throw new PictureFault(
          "in CMYK", "is a JPEG in CMYK, whose colours depend on the reader; convert it to RGB");
    }
    ImageReader reader = reader(format, bytes);
    try {
      int width = reader.getWidth(0);
      int height = reader.getHeight(0);
      boolean tiled = reader.isImageTiled(0);
      long tile = tiled ? (long) reader.getTileWidth(0) * reader.getTileHeight(0) : 0;
      if (Math.max(tile, (long) width * height) > MOST_PIXELS) {
        throw new PictureFault(
            "too large",
            "is %dx%d by its head; a picture may have up to %d pixels, as many as 4096x4096"
                .formatted(width, height, MOST_PIXELS));
      }
      return new PictureFile(bytes, format, width, height, orientation(metadata));
    } catch (IOException | RuntimeException e) {
      throw damaged(e);
    } finally {
      reader.dispose();
    }
  }

  /** Its width as it is to be seen, turned if it must be. */
  int width() {
    return orientation.swapsAxes() ? height : width;
  }

  /** Its height as it is to be seen. */
  int height() {
    return orientation.swapsAxes() ? width : height;
  }

  /** Whether it is stored as anything but upright. */
  boolean isTurned() {
    return orientation != Orientation.UPRIGHT;
  }

  /** Whether it is one of several in a GIF or TIFF; the first is read. */
  boolean hasFollowers() {
    if (format != PictureFormat.GIF && format != PictureFormat.TIFF) {
      return false;
    }
    ImageReader reader = reader(format, bytes);
    try {
      return reader.getNumImages(true) > 1;
    } catch (IOException | RuntimeException e) {
      return false; // damage behind the first picture, which is all that is used
    } finally {
      reader.dispose();
    }
  }

  /** Whether its head says that it has no colour; if not, its pixels may still have none. */
  boolean isGreyByItsHead() throws PictureFault {
    ImageReader reader = reader(format, bytes);
    try {
      ImageTypeSpecifier type = reader.getRawImageType(0);
      return type != null && isGrey(type.getColorModel());
    } catch (IOException | RuntimeException e) {
      throw damaged(e);
    } finally {
      reader.dispose();
    }
  }

  /** Decodes the pixels. */
  Picture decode() throws PictureFault {
    ImageReader reader = reader(format, bytes);
    String[] cut = new String[1];
    reader.addIIOReadWarningListener(
        (source, warning) -> {
          if (isDamage(warning)) {
            cut[0] = warning;
          }
        });
    try {
      BufferedImage image = reader.read(0);
      if (cut[0] != null) {
        throw new PictureFault(DAMAGED, "is damaged or cut off (%s)".formatted(cut[0]));
      }
      int bits = image.getSampleModel().getSampleSize(0);
      int type = image.getSampleModel().getDataType();
      if (bits > MOST_BITS || type == DataBuffer.TYPE_FLOAT || type == DataBuffer.TYPE_DOUBLE) {
        throw new PictureFault(
            UNREAD, "has %d bits a sample; at most 16, whole numbers, are read".formatted(bits));
      }
      return isGrey(image.getColorModel())
          ? Picture.ofSamples(image, orientation)
          : Picture.ofColours(image, orientation);
    } catch (IOException | RuntimeException e) {
      throw damaged(e);
    } finally {
      reader.dispose();
    }
  }

  /** Whether a warning of a decoder means that pixels are missing or made up. */
  private static boolean isDamage(String warning) {
    String lower = warning.toLowerCase(Locale.ROOT);
    return lower.contains("premature") || lower.contains("huffman") || lower.contains("truncated");
  }

  /** One channel of its own, and perhaps transparency; not a palette. */
  private static boolean isGrey(ColorModel model) {
    return !(model instanceof IndexColorModel) && model.getNumColorComponents() == 1;
  }

  private static ImageReader reader(PictureFormat format, byte[] bytes) {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format.plugin());
    ImageReader reader = readers.next();
    reader.setInput(new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes)), false, true);
    return reader;
  }

  private static Metadata metadata(byte[] bytes) {
    try {
      return ImageMetadataReader.readMetadata(new ByteArrayInputStream(bytes), bytes.length);
    } catch (ImageProcessingException | IOException | RuntimeException e) {
      return new Metadata(); // what cannot be told of it; the decoder judges the picture
    }
  }

  private static Orientation orientation(Metadata metadata) {
    for (Directory exif : metadata.getDirectoriesOfType(ExifIFD0Directory.class)) {
      Integer tag = exif.getInteger(ExifIFD0Directory.TAG_ORIENTATION);
      if (tag != null) {
        return Orientation.of(tag);
      }
    }
    return Orientation.UPRIGHT;
  }

  private static PictureFault damaged(Exception e) {
    String why = e.getMessage();
    return new PictureFault(
        DAMAGED,
        "cannot be decoded (%s)"
            .formatted(
                why == null ? "it is damaged or cut off" : why.lines().findFirst().orElse("")),
        e);
  }
}

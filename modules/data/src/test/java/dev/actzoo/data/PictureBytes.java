package dev.actzoo.data;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Picture files as people have them, and as nobody should. */
final class PictureBytes {
  /** The bytes before the first chunk of a PNG, and of the IHDR that follows. */
  private static final int PNG_HEAD = 8 + 25;

  private PictureBytes() {}

  static BufferedImage image(int type, int width, int height, int... rgb) {
    BufferedImage image = new BufferedImage(width, height, type);
    for (int i = 0; i < width * height; i++) {
      image.setRGB(i % width, i / width, rgb[i % rgb.length]);
    }
    return image;
  }

  static byte[] encoded(BufferedImage image, String format) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      if (!ImageIO.write(image, format, bytes)) {
        throw new IllegalArgumentException("no writer of " + format);
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] plain(String format, int width, int height) {
    return encoded(image(BufferedImage.TYPE_INT_RGB, width, height, 0x10, 0xC8A014), format);
  }

  static byte[] written(String format, boolean progressive, IIOImage... images) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream stream = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(stream);
      ImageWriteParam settings = writer.getDefaultWriteParam();
      if (progressive) {
        settings.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
      }
      if (images.length == 1) {
        writer.write(null, images[0], settings);
      } else {
        writer.prepareWriteSequence(null);
        for (IIOImage image : images) {
          writer.writeToSequence(image, settings);
        }
        writer.endWriteSequence();
      }
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** A PNG whose head declares another size. */
  static byte[] pngOf(int width, int height) {
    byte[] png = plain("png", 2, 2);
    ByteBuffer.wrap(png).putInt(16, width).putInt(20, height);
    CRC32 crc = new CRC32();
    crc.update(png, 12, 17);
    ByteBuffer.wrap(png).putInt(29, (int) crc.getValue());
    return png;
  }

  static byte[] bmpOf(int width, int height) {
    byte[] bmp = plain("bmp", 2, 2);
    ByteBuffer.wrap(bmp)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(18, width)
        .putInt(22, height)
        .putInt(34, 0);
    return bmp;
  }

  static byte[] gifOf(int width, int height) {
    byte[] gif = plain("gif", 2, 2);
    ByteBuffer bytes = ByteBuffer.wrap(gif).order(ByteOrder.LITTLE_ENDIAN);
    int colours = (gif[10] & 0x80) == 0 ? 0 : 3 << ((gif[10] & 7) + 1);
    int block = 13 + colours;
    while (gif[block] != ',') {
      block += 2; // an extension: its sub-blocks follow
      while (gif[block] != 0) {
        block += 1 + (gif[block] & 0xFF);
      }
      block++;
    }
    bytes.putShort(block + 5, (short) width).putShort(block + 7, (short) height);
    return gif;
  }

  static byte[] jpegOf(int width, int height) {
    byte[] jpeg = plain("jpg", 2, 2);
    int frame = 0;
    while ((jpeg[frame] & 0xFF) != 0xFF || (jpeg[frame + 1] & 0xFF) != 0xC0) {
      frame++;
    }
    ByteBuffer.wrap(jpeg).putShort(frame + 5, (short) height).putShort(frame + 7, (short) width);
    return jpeg;
  }

  /** A TIFF header with one entry, as EXIF holds it: which way up the camera was. */
  private static byte[] exif(int orientation) {
    return ByteBuffer.allocate(26)
        .put("MM\0*".getBytes(StandardCharsets.ISO_8859_1))
        .putInt(8)
        .putShort((short) 1)
        .putShort((short) 0x112)
        .putShort((short) 3)
        .putInt(1)
        .putShort((short) orientation)
        .putShort((short) 0)
        .putInt(0)
        .array();
  }

  static byte[] turnedPng(byte[] png, int orientation) {
    byte[] exif = exif(orientation);
    byte[] typed =
        ByteBuffer.allocate(4 + exif.length)
            .put("eXIf".getBytes(StandardCharsets.US_ASCII))
            .put(exif)
            .array();
    CRC32 crc = new CRC32();
    crc.update(typed);
    return ByteBuffer.allocate(png.length + typed.length + 8)
        .put(png, 0, PNG_HEAD)
        .putInt(exif.length)
        .put(typed)
        .putInt((int) crc.getValue())
        .put(png, PNG_HEAD, png.length - PNG_HEAD)
        .array();
  }

  static byte[] turnedJpeg(byte[] jpeg, int orientation) {
    byte[] exif = exif(orientation);
    return ByteBuffer.allocate(jpeg.length + exif.length + 10)
        .put(jpeg, 0, 2)
        .putShort((short) 0xFFE1)
        .putShort((short) (exif.length + 8))
        .put("Exif\0\0".getBytes(StandardCharsets.ISO_8859_1))
        .put(exif)
        .put(jpeg, 2, jpeg.length - 2)
        .array();
  }

  static byte[] cut(byte[] whole) {
    return Arrays.copyOf(whole, whole.length * 2 / 3);
  }
}

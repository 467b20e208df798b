package dev.actzoo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Point;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import javax.imageio.IIOImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureFileTest {
  private static final int BLACK = 0;
  private static final int WHITE = 0xFFFFFF;

  @Test
  void theSizeIsBoundedBeforeAPixelIsDecoded() {
    Map<String, byte[]> bombs =
        Map.of(
            "png", PictureBytes.pngOf(12_000, 12_000),
            "bmp", PictureBytes.bmpOf(5_000, 5_000),
            "gif", PictureBytes.gifOf(65_535, 65_535),
            "jpg", PictureBytes.jpegOf(40_000, 30_000));
    bombs.forEach(
        (format, bytes) ->
            assertThatThrownBy(() -> PictureFile.of(bytes))
                .as(format)
                .isInstanceOf(PictureFault.class)
                .hasMessageMatching(
                    format.equals("bmp") // the JDK's reader compares it with the file's size
                        ? "(is|cannot be decoded) .*"
                        : "is \\d+x\\d+ by its head; a picture may have up to .*"));
  }

  /** The letters are pixels of {@code abc / def} as stored. */
  @ParameterizedTest
  @CsvSource({
    "1,abc/def",
    "2,cba/fed",
    "3,fed/cba",
    "4,def/abc",
    "5,ad/be/cf",
    "6,da/eb/fc",
    "7,fc/eb/da",
    "8,cf/be/ad",
    "9,abc/def"
  })
  void picturesAreTurnedAsExifSays(int orientation, String seen) throws PictureFault {
    BufferedImage letters = new BufferedImage(3, 2, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < 6; i++) {
      letters.getRaster().setSample(i % 3, i / 3, 0, 'a' + i);
    }
    byte[] png = PictureBytes.encoded(letters, "png");
    PictureFile file = PictureFile.of(PictureBytes.turnedPng(png, orientation));
    String[] rows = seen.split("/");
    assertThat(file.height()).isEqualTo(rows.length);
    assertThat(file.width()).isEqualTo(rows[0].length());
    assertThat(new String(file.decode().values(), StandardCharsets.US_ASCII))
        .isEqualTo(String.join("", rows));
    assertThat(file.isTurned()).isEqualTo(orientation > 1 && orientation < 9);
  }

  @Test
  void coloursOfAJpegAreTurnedToo() throws PictureFault {
    BufferedImage halves = new BufferedImage(32, 16, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 16; y++) {
      for (int x = 16; x < 32; x++) {
        halves.setRGB(x, y, 0xFF0000);
      }
    }
    byte[] jpeg = PictureBytes.encoded(halves, "jpg");
    PictureFile file = PictureFile.of(PictureBytes.turnedJpeg(jpeg, 6));
    assertThat(file.width()).isEqualTo(16);
    assertThat(file.height()).isEqualTo(32);
    byte[] values = file.decode().values();
    assertThat(values[0] & 0xFF).isLessThan(30);
    assertThat(values[values.length - 3] & 0xFF).isGreaterThan(220);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "gif", "bmp"})
  void pixelsSayWhatIsGreyNotHowTheyAreStored(String format) throws PictureFault {
    byte[] ramp = new byte[256];
    for (int i = 0; i < ramp.length; i++) {
      ramp[i] = (byte) (255 - i);
    }
    BufferedImage palette =
        new BufferedImage(
            4, 1, BufferedImage.TYPE_BYTE_INDEXED, new IndexColorModel(8, 256, ramp, ramp, ramp));
    palette.getRaster().setSamples(0, 0, 4, 1, 0, new int[] {0, 85, 170, 255});
    Picture greys = PictureFile.of(PictureBytes.encoded(palette, format)).decode();
    assertThat(greys.grey()).isTrue();
    assertThat(greys.values()).containsExactly(255, 170, 85, 0);
    BufferedImage bits =
        PictureBytes.image(BufferedImage.TYPE_BYTE_BINARY, 4, 1, BLACK, WHITE, WHITE);
    Picture ink = PictureFile.of(PictureBytes.encoded(bits, format)).decode();
    assertThat(ink.grey()).isTrue();
    assertThat(ink.values()).containsExactly(0, 0xFF, 0xFF, 0);
    assertThat(ink.values(3)).startsWith(0, 0, 0, 0xFF, 0xFF, 0xFF).hasSize(12);
    Picture coloured =
        PictureFile.of(
                PictureBytes.encoded(
                    PictureBytes.image(BufferedImage.TYPE_INT_RGB, 2, 1, WHITE, 0xFF0000), format))
            .decode();
    assertThat(coloured.grey()).isFalse();
    assertThat(coloured.values()).containsExactly(0xFF, 0xFF, 0xFF, 0xFF, 0, 0);
  }

  @Test
  void sixteenBitsAreScaledToEight() throws PictureFault {
    BufferedImage grey = new BufferedImage(2, 1, BufferedImage.TYPE_USHORT_GRAY);
    grey.getRaster().setSample(0, 0, 0, 65_535);
    grey.getRaster().setSample(1, 0, 0, 32_896);
    assertThat(PictureFile.of(PictureBytes.encoded(grey, "png")).decode().values())
        .containsExactly(255, 128);
    ColorSpace rgb = ColorSpace.getInstance(ColorSpace.CS_sRGB);
    WritableRaster raster =
        Raster.createInterleavedRaster(DataBuffer.TYPE_USHORT, 1, 1, 3, new Point());
    raster.setPixel(0, 0, new int[] {65_535, 32_896, 0});
    BufferedImage deep =
        new BufferedImage(
            new ComponentColorModel(rgb, false, false, Transparency.OPAQUE, DataBuffer.TYPE_USHORT),
            raster,
            false,
            null);
    Picture picture = PictureFile.of(PictureBytes.encoded(deep, "png")).decode();
    assertThat(picture.grey()).isFalse();
    assertThat(picture.values()).containsExactly(255, 128, 0);
  }

  @Test
  void transparencyIsNoticedWhereThereIsAny() throws PictureFault {
    BufferedImage glass = new BufferedImage(2, 1, BufferedImage.TYPE_INT_ARGB);
    glass.setRGB(0, 0, 0xFF112233);
    glass.setRGB(1, 0, 0x80112233);
    assertThat(PictureFile.of(PictureBytes.encoded(glass, "png")).decode().transparent()).isTrue();
    glass.setRGB(1, 0, 0xFF112233);
    assertThat(PictureFile.of(PictureBytes.encoded(glass, "png")).decode().transparent()).isFalse();
  }

  @Test
  void cmykIsRefusedByName() throws IOException {
    WritableRaster raster =
        Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 8, 8, 4, new Point());
    byte[] cmyk = PictureBytes.written("jpg", false, new IIOImage(raster, null, null));
    assertThatThrownBy(() -> PictureFile.of(cmyk))
        .isInstanceOf(PictureFault.class)
        .hasMessage("is a JPEG in CMYK, whose colours depend on the reader; convert it to RGB");
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "gif", "bmp", "tif"})
  void whatIsCutOffIsNoPicture(String format) {
    byte[] cut = PictureBytes.cut(noise(format));
    assertThatThrownBy(() -> PictureFile.of(cut).decode())
        .isInstanceOf(PictureFault.class)
        .hasMessageMatching("(is damaged or cut off|cannot be decoded) \\(.+\\)")
        .hasMessageNotContaining("null");
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "gif", "bmp", "tif"})
  void everyFormatIsReadWhole(String format) throws PictureFault {
    PictureFile file = PictureFile.of(noise(format));
    assertThat(file.width()).isEqualTo(40);
    assertThat(file.decode().values()).hasSize(3 * 40 * 30);
    assertThat(file.hasFollowers()).isFalse();
  }

  @Test
  void progressiveJpegsAreReadAndAnimationsByTheirFirstPicture() throws Exception {
    IIOImage white =
        new IIOImage(PictureBytes.image(BufferedImage.TYPE_BYTE_GRAY, 8, 8, WHITE), null, null);
    IIOImage black =
        new IIOImage(PictureBytes.image(BufferedImage.TYPE_BYTE_GRAY, 8, 8, BLACK), null, null);
    Picture picture = PictureFile.of(PictureBytes.written("jpg", true, white)).decode();
    assertThat(picture.values()).hasSize(64).containsOnly(0xFF);
    PictureFile animation = PictureFile.of(PictureBytes.written("gif", false, white, black));
    assertThat(animation.hasFollowers()).isTrue();
    assertThat(animation.decode().values()).hasSize(64).containsOnly(0xFF);
  }

  @Test
  void otherFormatsAreRefusedByName() {
    assertFault(
        "RIFF1234WEBPVP8 ", "is a WEBP picture; only PNG, JPEG, GIF, BMP and TIFF are read");
    assertFault("1234ftypheic", "is a HEIF picture; only PNG, JPEG, GIF, BMP and TIFF are read");
    assertFault("", "is empty");
    assertFault("<svg>", "is no PNG, JPEG, GIF, BMP or TIFF picture");
  }

  private static void assertFault(String content, String message) {
    assertThatThrownBy(() -> PictureFile.of(content.getBytes(StandardCharsets.US_ASCII)))
        .isInstanceOf(PictureFault.class)
        .hasMessage(message);
  }

  /** A picture that no compression makes small. */
  private static byte[] noise(String format) {
    int[] colours = new Random(1).ints(40 * 30, 0, WHITE).toArray();
    return PictureBytes.encoded(
        PictureBytes.image(BufferedImage.TYPE_INT_RGB, 40, 30, colours), format);
  }
}

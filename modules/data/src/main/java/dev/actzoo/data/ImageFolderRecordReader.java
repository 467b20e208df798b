package dev.actzoo.data;

import dev.actzoo.input.BadInputException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import javax.imageio.ImageIO;
import org.datavec.api.records.Record;
import org.datavec.api.records.metadata.RecordMetaData;
import org.datavec.api.records.metadata.RecordMetaDataURI;
import org.datavec.api.writable.BytesWritable;
import org.datavec.api.writable.IntWritable;
import org.datavec.api.writable.Writable;
import org.jspecify.annotations.Nullable;

/**
 * A DataVec reader of picture files (PNG, JPEG, GIF, BMP) that lie in a folder for each class, all
 * of one size.
 *
 * <p>The input's locations are the files, read in that order; the folder a file lies in names its
 * class. A record is the image's pixels, row by row, grey as one byte or red, green and blue as
 * three, as {@link BytesWritable}, and its label as {@link IntWritable}. The first image decides on
 * the size, and on grey or colour; a grey one among colours is made one of them. A file that is no
 * picture, of another size, or in colour among grey ones, ends in a {@link BadInputException} that
 * names it, unless such files are to be left out. Transparency is ignored.
 */
public final class ImageFolderRecordReader extends ImageRecordReader {
  private final transient BadRows badRows;
  private transient @Nullable ImageShape shape;
  private transient @Nullable List<Writable> pending;
  private int next;

  /**
   * @param classNames the folder of each label, label 0 first
   */
  public ImageFolderRecordReader(List<String> classNames) {
    this(classNames, null, new BadRows(BadRows.Policy.FAIL));
  }

  /**
   * @param shape what every image must have, or null to go by the first
   */
  ImageFolderRecordReader(List<String> classNames, @Nullable ImageShape shape, BadRows badRows) {
    super(classNames);
    this.shape = shape;
    this.badRows = badRows;
  }

  @Override
  ImageShape shape() {
    if (shape == null) {
      throw new BadInputException("no picture can be read");
    }
    return shape;
  }

  @Override
  public boolean hasNext() {
    return pending != null;
  }

  @Override
  public List<Writable> next() {
    List<Writable> record = pending;
    if (record == null) {
      throw new NoSuchElementException("no picture is left");
    }
    advance();
    invokeListeners(record);
    return record;
  }

  private void advance() {
    URI[] locations = inputSplit.locations();
    pending = null;
    while (pending == null && next < locations.length) {
      URI location = locations[next++];
      try {
        pending = record(location);
      } catch (BadInputException e) {
        badRows.add(e);
      }
    }
  }

  private List<Writable> record(URI location) {
    Path file = Path.of(location);
    String folder = String.valueOf(file.getParent().getFileName());
    int label = getLabels().indexOf(folder);
    if (label < 0) {
      throw new BadInputException(
          "%s: unknown class '%s'; valid: %s"
              .formatted(file, folder, String.join(", ", getLabels())));
    }
    BufferedImage image = image(location, file);
    boolean grey = image.getColorModel().getNumColorComponents() == 1;
    ImageShape found = new ImageShape(image.getHeight(), image.getWidth(), grey ? 1 : 3);
    if (shape == null) {
      shape = found;
    }
    if (found.height() != shape.height() || found.width() != shape.width()) {
      throw new BadInputException(
          "%s: is %dx%d; the first picture is %dx%d, and all must be of one size"
              .formatted(file, found.width(), found.height(), shape.width(), shape.height()));
    }
    if (found.channels() > shape.channels()) {
      throw new BadInputException(
          "%s: is in colour; the first picture is grey, and all must be".formatted(file));
    }
    byte[] pixels = grey ? greys(image, shape.channels()) : colours(image);
    return List.of(new BytesWritable(pixels), new IntWritable(label));
  }

  private BufferedImage image(URI location, Path file) {
    try (InputStream stream = streamCreatorFn.apply(location)) {
      BufferedImage image = ImageIO.read(stream);
      if (image == null) {
        throw new BadInputException(file + ": is no PNG, JPEG, GIF or BMP picture");
      }
      return image;
    } catch (IOException | RuntimeException e) {
      if (e instanceof BadInputException bad) {
        throw bad;
      }
      throw new BadInputException("%s: cannot be decoded (%s)".formatted(file, e.getMessage()), e);
    }
  }

  /** Its grey samples as they are stored: the colour model would brighten them. */
  private static byte[] greys(BufferedImage image, int channels) {
    int[] samples =
        image.getRaster().getSamples(0, 0, image.getWidth(), image.getHeight(), 0, (int[]) null);

    int bits = image.getSampleModel().getSampleSize(0);
    byte[] pixels = new byte[samples.length * channels];
    int largest = (1 << bits) - 1;
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) Math.round(samples[i / channels] * 255.0 / largest);
    }
    return pixels;
  }

  private static byte[] colours(BufferedImage image) {
    int[] packed =
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    byte[] pixels = new byte[packed.length * 3];
    for (int i = 0; i < packed.length; i++) {
      pixels[3 * i] = (byte) (packed[i] >> 16);
      pixels[3 * i + 1] = (byte) (packed[i] >> 8);
      pixels[3 * i + 2] = (byte) packed[i];
    }
    return pixels;
  }

  @Override
  public Record nextRecord() {
    URI location = inputSplit.locations()[Math.max(0, next - 1)];
    RecordMetaData origin = new RecordMetaDataURI(location, ImageFolderRecordReader.class);
    return new org.datavec.api.records.impl.Record(next(), origin);
  }

  @Override
  public void reset() {
    next = 0;
    advance();
  }

  @Override
  public void close() {
    // no file stays open
  }
}

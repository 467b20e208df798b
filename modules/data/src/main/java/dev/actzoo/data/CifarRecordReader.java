package dev.actzoo.data;

import dev.actzoo.input.BadInputException;
import java.net.URI;
import java.util.List;
import java.util.NoSuchElementException;
import org.datavec.api.records.Record;
import org.datavec.api.records.metadata.RecordMetaData;
import org.datavec.api.records.metadata.RecordMetaDataIndex;
import org.datavec.api.writable.BytesWritable;
import org.datavec.api.writable.IntWritable;
import org.datavec.api.writable.Writable;
import org.jspecify.annotations.Nullable;

/**
 * A DataVec reader of the binary form of CIFAR-10 and CIFAR-100 (Krizhevsky 2009): 32x32 pixels in
 * red, green and blue, each image after one byte of label, or after two of which the second, the
 * fine label, counts.
 *
 * <p>The input is any number of files, plain or gzip-compressed, read one after the other. A record
 * is the image's pixels, row by row, the three colours of a pixel together, as {@link
 * BytesWritable}, and its label as {@link IntWritable}. A file that ends within an image or has a
 * label without a class ends in a {@link BadInputException} that names it.
 */
public final class CifarRecordReader extends ImageRecordReader {
  /** The shape of every image. */
  public static final ImageShape SHAPE = new ImageShape(32, 32, 3);

  private static final int PLANE = SHAPE.height() * SHAPE.width();

  private final int labelBytes;
  private transient @Nullable BinaryFile file;
  private int files;
  private int image;
  private int first = -1;

  /**
   * @param classNames the class of each label, label 0 first
   * @param labelBytes 1 for CIFAR-10, 2 for CIFAR-100; the last is the label
   */
  public CifarRecordReader(List<String> classNames, int labelBytes) {
    super(classNames);
    if (labelBytes < 1) {
      throw new IllegalArgumentException("label bytes are " + labelBytes + "; at least 1");
    }
    this.labelBytes = labelBytes;
  }

  @Override
  ImageShape shape() {
    return SHAPE;
  }

  @Override
  public boolean hasNext() {
    return first >= 0;
  }

  @Override
  public List<Writable> next() {
    if (file == null || !hasNext()) {
      throw new NoSuchElementException("no image after number " + image);
    }
    int label = first;
    if (labelBytes > 1) {
      byte[] more = file.bytes(labelBytes - 1, "image " + image);
      label = more[more.length - 1] & 0xFF;
    }
    byte[] planes = file.bytes(SHAPE.length(), "image " + image);
    if (label >= getLabels().size()) {
      throw file.bad(
          "label %d is %d; there are %d classes".formatted(image, label, getLabels().size()));
    }
    image++;
    advance();
    List<Writable> record = List.of(new BytesWritable(interleaved(planes)), new IntWritable(label));
    invokeListeners(record);
    return record;
  }

  private static byte[] interleaved(byte[] planes) {
    int channels = SHAPE.channels();
    byte[] pixels = new byte[planes.length];
    for (int channel = 0; channel < channels; channel++) {
      for (int i = 0; i < PLANE; i++) {
        pixels[i * channels + channel] = planes[channel * PLANE + i];
      }
    }
    return pixels;
  }

  /** Reads the first byte of the next image, in the next file that has one. */
  private void advance() {
    first = file == null ? -1 : file.read();
    URI[] locations = inputSplit.locations();
    while (first < 0 && files < locations.length) {
      close();
      file = BinaryFile.open(locations[files], streamCreatorFn.apply(locations[files]));
      files++;
      image = 0;
      first = file.read();
    }
  }

  @Override
  public Record nextRecord() {
    URI location = inputSplit.locations()[files - 1];
    RecordMetaData origin = new RecordMetaDataIndex(image, location, CifarRecordReader.class);
    return new org.datavec.api.records.impl.Record(next(), origin);
  }

  @Override
  public void reset() {
    close();
    file = null;
    files = 0;
    advance();
  }

  @Override
  public void close() {
    if (file != null) {
      file.close();
    }
  }
}

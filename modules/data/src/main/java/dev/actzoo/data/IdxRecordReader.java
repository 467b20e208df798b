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
 * A DataVec reader of labelled grey images in the IDX format of MNIST (LeCun, Cortes and Burges),
 * plain or gzip-compressed: one file of unsigned bytes with 3 dimensions (images, rows, columns)
 * and one with 1 dimension (labels).
 *
 * <p>The input's first location is the file of images, its second the file of labels. A record is
 * the image's pixels, row by row, as {@link BytesWritable}, one unsigned byte each, and its label
 * as {@link IntWritable}. A file that is not what it should be ends in a {@link BadInputException}
 * that names it: when the reader is initialised if the head is wrong, when the last record is read
 * if bytes are left over.
 */
public final class IdxRecordReader extends ImageRecordReader {
  private static final int IMAGES_MAGIC = 0x00000803;
  private static final int LABELS_MAGIC = 0x00000801;
  private static final int LARGEST_SIDE = 1 << 14;

  private transient @Nullable BinaryFile images;
  private transient @Nullable BinaryFile labels;
  private int count;
  private int height;
  private int width;
  private int next;

  /**
   * @param classNames the class of each label, label 0 first
   */
  public IdxRecordReader(List<String> classNames) {
    super(classNames);
  }

  /** How many images the files hold. */
  public int count() {
    return count;
  }

  /** Rows of an image. */
  public int height() {
    return height;
  }

  /** Columns of an image. */
  public int width() {
    return width;
  }

  @Override
  ImageShape shape() {
    return new ImageShape(height, width, 1);
  }

  @Override
  public boolean hasNext() {
    return next < count;
  }

  @Override
  public List<Writable> next() {
    if (!hasNext() || images == null || labels == null) {
      throw new NoSuchElementException("no image after number " + next);
    }
    byte[] pixels = images.bytes(height * width, "image " + next);
    int label = labels.bytes(1, "label " + next)[0] & 0xFF;
    if (label >= getLabels().size()) {
      throw labels.bad(
          "label %d is %d; there are %d classes".formatted(next, label, getLabels().size()));
    }
    next++;
    if (!hasNext()) {
      images.requireEnd();
      labels.requireEnd();
    }
    List<Writable> record = List.of(new BytesWritable(pixels), new IntWritable(label));
    invokeListeners(record);
    return record;
  }

  @Override
  public Record nextRecord() {
    URI location = inputSplit.locations()[0];
    RecordMetaData origin = new RecordMetaDataIndex(next, location, IdxRecordReader.class);
    return new org.datavec.api.records.impl.Record(next(), origin);
  }

  @Override
  public void reset() {
    close();
    URI[] locations = inputSplit.locations();
    if (locations.length != 2) {
      throw new BadInputException(
          "IDX data is two files, images and labels; got " + locations.length);
    }
    images = BinaryFile.open(locations[0], streamCreatorFn.apply(locations[0]));
    labels = BinaryFile.open(locations[1], streamCreatorFn.apply(locations[1]));
    images.requireMagic(IMAGES_MAGIC, "IDX file of images (unsigned bytes, 3 dimensions)");
    labels.requireMagic(LABELS_MAGIC, "IDX file of labels (unsigned bytes, 1 dimension)");
    count = images.size("number of images", Integer.MAX_VALUE);
    height = images.size("number of rows", LARGEST_SIDE);
    width = images.size("number of columns", LARGEST_SIDE);
    next = 0;
    int labelled = labels.size("number of labels", Integer.MAX_VALUE);
    if (labelled != count) {
      throw labels.bad(
          "%d labels for the %d images of %s".formatted(labelled, count, locations[0]));
    }
  }

  @Override
  public void close() {
    if (images != null) {
      images.close();
    }
    if (labels != null) {
      labels.close();
    }
  }
}

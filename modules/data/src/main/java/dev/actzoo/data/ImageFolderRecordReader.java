package dev.actzoo.data;

import dev.actzoo.input.BadInputException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import org.datavec.api.records.Record;
import org.datavec.api.records.metadata.RecordMetaData;
import org.datavec.api.records.metadata.RecordMetaDataURI;
import org.datavec.api.writable.BytesWritable;
import org.datavec.api.writable.IntWritable;
import org.datavec.api.writable.Writable;
import org.jspecify.annotations.Nullable;

/**
 * A DataVec reader of picture files (PNG, JPEG, GIF, BMP, TIFF) that lie in a folder for each
 * class, all of one size.
 *
 * <p>The input's locations are the files, read in that order; the folder a file lies in names its
 * class. A record is the image's pixels as they are to be seen, turned as EXIF says, row by row,
 * grey as one byte or red, green and blue as three, as {@link BytesWritable}, and its label as
 * {@link IntWritable}. The first image decides on the size. Images are grey if every pixel of all
 * of them is, however it is stored; otherwise grey ones are made colours. A file that is no picture
 * or of another size ends in a {@link BadInputException} that names it, unless such files are to be
 * left out. Of several pictures in a file the first is read. Transparency is ignored.
 */
public final class ImageFolderRecordReader extends ImageRecordReader {
  private final transient @Nullable Path root;
  private final transient BadRows badRows;
  private final transient Tally remarks;
  private transient @Nullable ImageShape shape;
  private transient @Nullable List<Writable> pending;
  private int next;

  /**
   * @param classNames the folder of each label, label 0 first
   */
  public ImageFolderRecordReader(List<String> classNames) {
    this(classNames, null, null, new BadRows(BadRows.Policy.FAIL), new Tally());
  }

  /**
   * @param root the folder of the classes' folders, which pictures lie in at any depth; null if
   *     they lie directly in those
   * @param shape what every image must have, or null to go by all images
   * @param remarks takes what is worth telling of pictures that were read
   */
  ImageFolderRecordReader(
      List<String> classNames,
      @Nullable Path root,
      @Nullable ImageShape shape,
      BadRows badRows,
      Tally remarks) {
    super(classNames);
    this.root = root;
    this.shape = shape;
    this.badRows = badRows;
    this.remarks = remarks;
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
      } catch (PictureFault e) {
        badRows.add(
            e.reason(), new BadInputException(Path.of(location) + ": " + e.getMessage(), e));
      }
    }
  }

  private List<Writable> record(URI location) throws PictureFault {
    Path path = Path.of(location);
    String folder =
        root == null
            ? String.valueOf(path.getParent().getFileName())
            : PictureFiles.classOf(root, path);
    int label = getLabels().indexOf(folder);
    if (label < 0) {
      throw new PictureFault(
          "of an unknown class",
          "unknown class '%s'; valid: %s".formatted(folder, String.join(", ", getLabels())));
    }
    PictureFile file = new PictureSource(streamCreatorFn::apply).open(location);
    ImageShape expected = shape();
    if (file.width() != expected.width() || file.height() != expected.height()) {
      throw new PictureFault(
          "of another size",
          "is %dx%d; the first picture is %dx%d, and all must be of one size"
              .formatted(file.width(), file.height(), expected.width(), expected.height()));
    }
    Picture picture = file.decode();
    if (!picture.grey() && expected.channels() == 1) {
      throw new PictureFault(
          "in colour among greys", "is in colour; the pictures before it are grey");
    }
    remark(file, picture, expected);
    return List.of(new BytesWritable(picture.values(expected.channels())), new IntWritable(label));
  }

  private void remark(PictureFile file, Picture picture, ImageShape expected) {
    if (file.isTurned()) {
      remarks.add("turned as their EXIF orientation says");
    }
    if (file.hasFollowers()) {
      remarks.add("the first of several in their file");
    }
    if (picture.transparent()) {
      remarks.add("partly transparent, which is ignored");
    }
    if (picture.grey() && expected.channels() > 1) {
      remarks.add("grey among colours, and read as colours");
    }
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
    if (shape == null) {
      shape = new PictureSource(streamCreatorFn::apply).shape(List.of(inputSplit.locations()));
    }
    advance();
  }

  @Override
  public void close() {
    // no file stays open
  }
}

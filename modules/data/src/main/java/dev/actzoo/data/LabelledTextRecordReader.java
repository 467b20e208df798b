package dev.actzoo.data;

import dev.actzoo.input.BadInputException;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.NoSuchElementException;
import org.datavec.api.conf.Configuration;
import org.datavec.api.records.Record;
import org.datavec.api.records.metadata.RecordMetaData;
import org.datavec.api.records.metadata.RecordMetaDataLine;
import org.datavec.api.records.reader.BaseRecordReader;
import org.datavec.api.split.InputSplit;
import org.datavec.api.writable.IntWritable;
import org.datavec.api.writable.Text;
import org.datavec.api.writable.Writable;
import org.jspecify.annotations.Nullable;

/**
 * A DataVec reader of labelled text: one file, plain or gzip-compressed, of lines {@code
 * class<TAB>text} in strict UTF-8, ended by LF or CRLF.
 *
 * <p>A record is the text as {@link Text} and the label of its class as {@link IntWritable}. A line
 * that is not so ends in a {@link BadInputException} that names the file and the line.
 */
public final class LabelledTextRecordReader extends BaseRecordReader {
  private final List<String> classNames;
  private @Nullable Configuration configuration;
  private transient @Nullable BinaryFile file;
  private transient byte @Nullable [] pending;
  private int line;

  /**
   * @param classNames the class of each label, label 0 first
   */
  public LabelledTextRecordReader(List<String> classNames) {
    this.classNames = List.copyOf(classNames);
  }

  @Override
  public void initialize(InputSplit split) throws IOException, InterruptedException {
    super.initialize(split);
    reset();
  }

  @Override
  public void initialize(Configuration conf, InputSplit split)
      throws IOException, InterruptedException {
    setConf(conf);
    initialize(split);
  }

  @Override
  public boolean hasNext() {
    return pending != null;
  }

  @Override
  public List<Writable> next() {
    if (pending == null) {
      throw new NoSuchElementException("no line after line " + line);
    }
    byte[] bytes = pending;
    line++;
    String[] columns = decode(bytes).split("\t", -1);
    if (columns.length != 2) {
      throw bad("%d columns; a line is class<TAB>text".formatted(columns.length));
    }
    int label = classNames.indexOf(columns[0]);
    if (label < 0) {
      throw bad(
          "unknown class '%s'; valid: %s".formatted(columns[0], String.join(", ", classNames)));
    }
    if (columns[1].isBlank()) {
      throw bad("the text is empty");
    }
    pending = readLine();
    List<Writable> record = List.of(new Text(columns[1]), new IntWritable(label));
    invokeListeners(record);
    return record;
  }

  @Override
  public Record nextRecord() {
    RecordMetaData origin =
        new RecordMetaDataLine(line, inputSplit.locations()[0], LabelledTextRecordReader.class);
    return new org.datavec.api.records.impl.Record(next(), origin);
  }

  @Override
  public void reset() {
    close();
    URI[] locations = inputSplit.locations();
    if (locations.length != 1) {
      throw new BadInputException("labelled text is one file; got " + locations.length);
    }
    file = BinaryFile.open(locations[0], streamCreatorFn.apply(locations[0]));
    line = 0;
    pending = readLine();
  }

  @Override
  public boolean resetSupported() {
    return true;
  }

  @Override
  public List<String> getLabels() {
    return classNames;
  }

  @Override
  public List<Writable> record(URI location, DataInputStream stream) {
    throw new UnsupportedOperationException("labelled text is read as a whole file");
  }

  @Override
  public Record loadFromMetaData(RecordMetaData origin) {
    throw new UnsupportedOperationException("labelled text is read in order");
  }

  @Override
  public List<Record> loadFromMetaData(List<RecordMetaData> origins) {
    throw new UnsupportedOperationException("labelled text is read in order");
  }

  @Override
  public void setConf(@Nullable Configuration conf) {
    configuration = conf;
  }

  @Override
  public @Nullable Configuration getConf() {
    return configuration;
  }

  @Override
  public void close() {
    if (file != null) {
      file.close();
    }
  }

  private byte @Nullable [] readLine() {
    BinaryFile open = file;
    if (open == null) {
      return null;
    }
    int next = open.read();
    if (next < 0) {
      return null;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (; next >= 0 && next != '\n'; next = open.read()) {
      bytes.write(next);
    }
    return bytes.toByteArray();
  }

  private String decode(byte[] bytes) {
    int length = bytes.length;
    if (length > 0 && bytes[length - 1] == '\r') {
      length--;
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, 0, length))
          .toString();
    } catch (CharacterCodingException e) {
      throw bad("not UTF-8");
    }
  }

  private BadInputException bad(String fault) {
    return new BadInputException("%s:%d: %s".formatted(inputSplit.locations()[0], line, fault));
  }
}

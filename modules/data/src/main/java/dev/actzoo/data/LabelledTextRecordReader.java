package dev.actzoo.data;

import dev.actzoo.input.BadInputException;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.NoSuchElementException;
import org.datavec.api.records.Record;
import org.datavec.api.records.metadata.RecordMetaData;
import org.datavec.api.records.metadata.RecordMetaDataLine;
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
public final class LabelledTextRecordReader extends LabelledRecordReader {
  private transient @Nullable BinaryFile file;
  private transient byte @Nullable [] pending;
  private int line;

  /**
   * @param classNames the class of each label, label 0 first
   */
  public LabelledTextRecordReader(List<String> classNames) {
    super(classNames);
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
    int label = getLabels().indexOf(columns[0]);
    if (label < 0) {
      throw bad(
          "unknown class '%s'; valid: %s".formatted(columns[0], String.join(", ", getLabels())));
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

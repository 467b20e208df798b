package dev.actzoo.data;

import dev.actzoo.input.BadInputException;
import java.io.DataInputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.datavec.api.records.Record;
import org.datavec.api.records.SequenceRecord;
import org.datavec.api.records.metadata.RecordMetaData;
import org.datavec.api.records.metadata.RecordMetaDataLine;
import org.datavec.api.records.reader.SequenceRecordReader;
import org.datavec.api.writable.IntWritable;
import org.datavec.api.writable.Text;
import org.datavec.api.writable.Writable;
import org.jspecify.annotations.Nullable;

/**
 * A DataVec reader of tagged tokens in the manner of CoNLL: one file, plain or gzip-compressed, of
 * lines {@code token<TAB>tag} in strict UTF-8 with an empty line after each sequence.
 *
 * <p>A sequence is a list of steps, each a token as {@link Text} and the label of its tag as {@link
 * IntWritable}. A line that is not so, or of no known tag, ends in a {@link BadInputException} that
 * names the file and the line, unless sequences with such lines are to be left out.
 */
public final class TaggedTokensRecordReader extends LabelledRecordReader
    implements SequenceRecordReader {
  private final transient BadRows badRows;
  private transient @Nullable BinaryFile file;
  private transient @Nullable TextLines lines;
  private transient @Nullable List<List<Writable>> pending;
  private int line;

  /**
   * @param tags the tag of each label, label 0 first
   */
  public TaggedTokensRecordReader(List<String> tags) {
    this(tags, new BadRows(BadRows.Policy.FAIL));
  }

  TaggedTokensRecordReader(List<String> tags, BadRows badRows) {
    super(tags);
    this.badRows = badRows;
  }

  @Override
  public boolean hasNext() {
    return pending != null;
  }

  @Override
  public List<List<Writable>> sequenceRecord() {
    List<List<Writable>> sequence = pending;
    if (sequence == null) {
      throw new NoSuchElementException("no sequence is left");
    }
    advance();
    invokeListeners(sequence);
    return sequence;
  }

  private void advance() {
    pending = null;
    TextLines open = lines;
    if (open == null || file == null) {
      return;
    }
    List<List<Writable>> steps = new ArrayList<>();
    String fault = null;
    int at = 0;
    line = open.line() + 1;
    for (String next = open.next(); next != null; next = open.next()) {
      boolean ends = next.isBlank();
      if (!ends && fault == null) {
        fault = read(next, open, steps);
        at = open.line();
      }
      if (!ends) {
        continue;
      }
      if (fault != null) {
        badRows.add(file.bad(at, fault));
      } else if (!steps.isEmpty()) {
        break;
      }
      steps.clear();
      fault = null;
      line = open.line() + 1;
    }
    if (fault != null) {
      badRows.add(file.bad(at, fault));
    } else if (!steps.isEmpty()) {
      pending = steps;
    }
  }

  /** Adds a line's step; what is wrong with the line, or null. */
  private @Nullable String read(String text, TextLines open, List<List<Writable>> steps) {
    if (!open.wellFormed(open.line(), open.line())) {
      return "not UTF-8";
    }
    String[] columns = text.split("\t", -1);
    if (columns.length != 2) {
      return "%d columns; a line is token<TAB>tag".formatted(columns.length);
    }
    int label = getLabels().indexOf(columns[1]);
    if (label < 0) {
      return "unknown tag '%s'; valid: %s".formatted(columns[1], String.join(" ", getLabels()));
    }
    steps.add(List.of(new Text(columns[0]), new IntWritable(label)));
    return null;
  }

  @Override
  public SequenceRecord nextSequence() {
    RecordMetaData origin =
        new RecordMetaDataLine(line, inputSplit.locations()[0], TaggedTokensRecordReader.class);
    return new org.datavec.api.records.impl.SequenceRecord(sequenceRecord(), origin);
  }

  @Override
  public List<Writable> next() {
    throw bySequence();
  }

  @Override
  public Record nextRecord() {
    throw bySequence();
  }

  private static UnsupportedOperationException bySequence() {
    return new UnsupportedOperationException("tagged tokens are read by the sequence");
  }

  @Override
  public List<List<Writable>> sequenceRecord(URI location, DataInputStream stream) {
    throw bySequence();
  }

  @Override
  public SequenceRecord loadSequenceFromMetaData(RecordMetaData origin) {
    throw bySequence();
  }

  @Override
  public List<SequenceRecord> loadSequenceFromMetaData(List<RecordMetaData> origins) {
    throw bySequence();
  }

  @Override
  public void reset() {
    close();
    URI[] locations = inputSplit.locations();
    if (locations.length != 1) {
      throw new BadInputException("tagged tokens are one file; got " + locations.length);
    }
    file = BinaryFile.open(locations[0], streamCreatorFn.apply(locations[0]));
    lines = new TextLines(file);
    advance();
  }

  @Override
  public void close() {
    if (file != null) {
      file.close();
    }
  }
}

package dev.actzoo.data;

import dev.actzoo.input.BadInputException;
import dev.actzoo.input.Quoted;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.datavec.api.records.Record;
import org.datavec.api.records.metadata.RecordMetaData;
import org.datavec.api.records.metadata.RecordMetaDataLine;
import org.datavec.api.writable.IntWritable;
import org.datavec.api.writable.Text;
import org.datavec.api.writable.Writable;
import org.jspecify.annotations.Nullable;

/**
 * A DataVec reader of labelled text: one file of CSV, tab-separated columns or JSON lines, plain or
 * gzip-compressed, in strict UTF-8.
 *
 * <p>A record is the text as {@link Text} and the label of its class as {@link IntWritable}. A row
 * that is faulty, or of no known class, ends in a {@link BadInputException} that names the file and
 * the line, unless such rows are to be left out.
 */
public final class LabelledTextRecordReader extends LabelledRecordReader {
  private final transient TextLayout layout;
  private final transient BadRows badRows;
  private final Map<String, Integer> labels = new HashMap<>();
  private transient @Nullable TextRows rows;
  private transient @Nullable TextRow pending;

  /** A reader of lines {@code class<TAB>text} that leaves no row out. */
  public LabelledTextRecordReader(List<String> classNames) {
    this(TextLayout.CLASS_AND_TEXT, classNames, new BadRows(BadRows.Policy.FAIL));
  }

  /**
   * @param classes what the file calls the class of each label, label 0 first
   */
  LabelledTextRecordReader(TextLayout layout, List<String> classes, BadRows badRows) {
    super(classes);
    this.layout = layout;
    this.badRows = badRows;
    for (int label = 0; label < classes.size(); label++) {
      labels.put(ClassName.of(classes.get(label)), label);
    }
  }

  @Override
  public boolean hasNext() {
    return pending != null;
  }

  @Override
  public List<Writable> next() {
    TextRow row = pending;
    if (row == null) {
      throw new NoSuchElementException("no row is left");
    }
    List<Writable> record = List.of(new Text(row.text()), new IntWritable(labels.get(row.label())));
    advance();
    invokeListeners(record);
    return record;
  }

  private void advance() {
    TextRows open = rows;
    pending = null;
    for (TextRow row = open == null ? null : open.next();
        open != null && row != null;
        row = open.next()) {
      String fault = row.fault();
      if (fault == null && !labels.containsKey(row.label())) {
        fault =
            "unknown class '%s'; valid: %s"
                .formatted(Quoted.of(row.label()), Quoted.of(getLabels()));
      }
      if (fault == null) {
        pending = row;
        return;
      }
      badRows.add(open.bad(row.line(), fault));
    }
  }

  @Override
  public Record nextRecord() {
    int line = pending == null ? 0 : pending.line();
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
    rows =
        TextRows.open(BinaryFile.open(locations[0], streamCreatorFn.apply(locations[0])), layout);
    advance();
  }

  @Override
  public void close() {
    if (rows != null) {
      rows.close();
    }
  }
}

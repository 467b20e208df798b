package dev.actzoo.data;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.datavec.api.conf.Configuration;
import org.datavec.api.records.Record;
import org.datavec.api.records.metadata.RecordMetaData;
import org.datavec.api.records.reader.BaseRecordReader;
import org.datavec.api.split.InputSplit;
import org.datavec.api.writable.Writable;
import org.jspecify.annotations.Nullable;

/**
 * A DataVec reader of examples with a class each that reads its files from start to end; a single
 * record cannot be loaded out of order.
 */
abstract class LabelledRecordReader extends BaseRecordReader {
  private final List<String> classNames;
  private @Nullable Configuration configuration;

  LabelledRecordReader(List<String> classNames) {
    this.classNames = List.copyOf(classNames);
  }

  @Override
  public final void initialize(InputSplit split) throws IOException, InterruptedException {
    super.initialize(split);
    reset();
  }

  @Override
  public final void initialize(Configuration conf, InputSplit split)
      throws IOException, InterruptedException {
    setConf(conf);
    initialize(split);
  }

  /** The class of each label, label 0 first. */
  @Override
  public final List<String> getLabels() {
    return classNames;
  }

  @Override
  public final boolean resetSupported() {
    return true;
  }

  @Override
  public final List<Writable> record(URI location, DataInputStream stream) {
    throw inOrder();
  }

  @Override
  public final Record loadFromMetaData(RecordMetaData origin) {
    throw inOrder();
  }

  @Override
  public final List<Record> loadFromMetaData(List<RecordMetaData> origins) {
    throw inOrder();
  }

  private UnsupportedOperationException inOrder() {
    return new UnsupportedOperationException(
        getClass().getSimpleName() + " reads whole files in order");
  }

  @Override
  public final void setConf(@Nullable Configuration conf) {
    configuration = conf;
  }

  @Override
  public final @Nullable Configuration getConf() {
    return configuration;
  }
}

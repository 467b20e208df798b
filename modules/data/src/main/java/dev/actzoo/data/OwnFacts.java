package dev.actzoo.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was found in a dataset of a person's own.
 *
 * @param classes the class of each label, label 0 first
 * @param shape height, width and channels of every picture; empty for text
 * @param train how many examples of each class there are to train on
 * @param validation how many of each there are to validate on; empty if those are a part of the
 *     ones to train on
 * @param test how many examples of each class there are to test on
 * @param leftOut how many rows or pictures were left out because they cannot be read
 * @param faults what was wrong with the first few of them
 * @param unread how many files or rows were not read, those left out among them, by what they are
 * @param remarks how many of the examples that were read are remarkable, by how they are
 */
public record OwnFacts(
    List<String> classes,
    List<Integer> shape,
    List<Integer> train,
    List<Integer> validation,
    List<Integer> test,
    int leftOut,
    List<String> faults,
    Map<String, Integer> unread,
    Map<String, Integer> remarks) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  public OwnFacts {
    classes = List.copyOf(classes);
    shape = List.copyOf(shape);
    train = List.copyOf(train);
    validation = List.copyOf(validation);
    test = List.copyOf(test);
    faults = List.copyOf(faults);
    unread = Collections.unmodifiableMap(new LinkedHashMap<>(unread));
    remarks = Collections.unmodifiableMap(new LinkedHashMap<>(remarks));
  }

  static OwnFacts of(ByteBuffer json) {
    try {
      String text = StandardCharsets.UTF_8.decode(json.duplicate()).toString();
      return JSON.readValue(text, OwnFacts.class);
    } catch (IOException e) {
      throw new IllegalStateException("facts that are not as they were written", e);
    }
  }

  ByteBuffer json() {
    try {
      return ByteBuffer.wrap(JSON.writeValueAsBytes(this));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("facts that JSON cannot hold", e);
    }
  }

  SplitSizes sizes() {
    return new SplitSizes(sum(train), sum(validation), sum(test));
  }

  private static int sum(List<Integer> counts) {
    return counts.stream().mapToInt(Integer::intValue).sum();
  }

  /** These facts with more that was not read, or is remarkable. */
  OwnFacts with(Map<String, Integer> moreUnread, Map<String, Integer> moreRemarks) {
    Tally allUnread = new Tally();
    allUnread.addAll(unread);
    allUnread.addAll(moreUnread);
    Tally allRemarks = new Tally();
    allRemarks.addAll(remarks);
    allRemarks.addAll(moreRemarks);
    return new OwnFacts(
        classes,
        shape,
        train,
        validation,
        test,
        leftOut,
        faults,
        allUnread.counts(),
        allRemarks.counts());
  }

  /** How many times as large as the smallest class to train on the largest is. */
  public double imbalance() {
    int largest = train.stream().mapToInt(Integer::intValue).max().orElseThrow();
    int smallest = train.stream().mapToInt(Integer::intValue).min().orElseThrow();
    return (double) largest / smallest;
  }
}

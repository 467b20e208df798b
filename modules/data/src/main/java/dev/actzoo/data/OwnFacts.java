package dev.actzoo.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What was found in a dataset of a person's own.
 *
 * @param classes the class of each label, label 0 first
 * @param shape height, width and channels of every picture; empty for text
 * @param train how many examples of each class there are to train on
 * @param test how many examples of each class there are to test on
 * @param leftOut how many rows or pictures were left out because they cannot be read
 * @param faults what was wrong with the first few of them
 */
public record OwnFacts(
    List<String> classes,
    List<Integer> shape,
    List<Integer> train,
    List<Integer> test,
    int leftOut,
    List<String> faults) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  public OwnFacts {
    classes = List.copyOf(classes);
    shape = List.copyOf(shape);
    train = List.copyOf(train);
    test = List.copyOf(test);
    faults = List.copyOf(faults);
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
    return new SplitSizes(sum(train), 0, sum(test));
  }

  private static int sum(List<Integer> counts) {
    return counts.stream().mapToInt(Integer::intValue).sum();
  }

  /** How many times as large as the smallest class to train on the largest is. */
  public double imbalance() {
    int largest = train.stream().mapToInt(Integer::intValue).max().orElseThrow();
    int smallest = train.stream().mapToInt(Integer::intValue).min().orElseThrow();
    return (double) largest / smallest;
  }
}

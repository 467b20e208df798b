package dev.actzoo.data;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts of things by what they are, in the order they were first met. */
final class Tally {
  private final Map<String, Integer> counts = new LinkedHashMap<>();

  void add(String what) {
    add(what, 1);
  }

  void add(String what, int count) {
    counts.merge(what, count, Integer::sum);
  }

  void addAll(Map<String, Integer> others) {
    others.forEach(this::add);
  }

  Map<String, Integer> counts() {
    return Collections.unmodifiableMap(new LinkedHashMap<>(counts));
  }
}

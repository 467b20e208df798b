package dev.actzoo.data;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.actzoo.input.BadInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What becomes of rows that cannot be read: the first one ends the reading, or all are left out and
 * counted.
 */
public final class BadRows {
  private static final int TOLD = 5;
  private static final String ROWS = "faulty rows";

  /** What a person can do about a row of their own that is faulty. */
  private static final String WAY_ON =
      "; to leave out what cannot be read: --on-bad-row skip, or on-bad-row: skip in a file";

  private final Policy policy;
  private final String wayOn;
  private final List<String> first = new ArrayList<>();
  private final Tally reasons = new Tally();
  private int count;

  /** What to do about a row that cannot be read. */
  public enum Policy {
    /** The first one ends the reading with an error. */
    @JsonProperty("fail")
    FAIL,
    /** It is left out and counted. */
    @JsonProperty("skip")
    SKIP;

    /** The name that files and people use. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  BadRows(Policy policy) {
    this(policy, "");
  }

  private BadRows(Policy policy, String wayOn) {
    this.policy = policy;
    this.wayOn = wayOn;
  }

  /** Those of a dataset of a person's own, who may choose another policy. */
  static BadRows of(OwnData data) {
    return new BadRows(data.onBadRow(), WAY_ON);
  }

  /** Takes note of a row, or throws what is wrong with it. */
  void add(BadInputException fault) {
    add(ROWS, fault);
  }

  /** Takes note of a row or picture that is bad for a reason, or throws what is wrong with it. */
  void add(String reason, BadInputException fault) {
    if (policy == Policy.FAIL) {
      throw wayOn.isEmpty() ? fault : new BadInputException(fault.getMessage() + wayOn, fault);
    }
    if (count < TOLD) {
      first.add(fault.getMessage());
    }
    reasons.add(reason);
    count++;
  }

  /** How many rows were left out. */
  public int count() {
    return count;
  }

  /** How many were left out for each reason. */
  Map<String, Integer> reasons() {
    return reasons.counts();
  }

  /** What was wrong with the first few of them. */
  public List<String> first() {
    return List.copyOf(first);
  }
}

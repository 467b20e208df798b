package dev.actzoo.experiments;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * The answers that a net gave on a split. Each example asks for one, or where single tokens are
 * predicted, each of those tokens.
 *
 * @param count how many were asked for, at least 1
 * @param right the places of those that were right, in the order of the split; null where numbers
 *     are predicted, which are near or far and not right or wrong
 */
public record Answers(int count, @Nullable BitSet right) {
  public Answers {
    if (count < 1 || (right != null && right.length() > count)) {
      throw new IllegalArgumentException(
          "%s answers, the last right one at place %s"
              .formatted(count, right == null ? null : right.length()));
    }
    right = copy(right);
  }

  @Override
  public @Nullable BitSet right() {
    return copy(right);
  }

  private static @Nullable BitSet copy(@Nullable BitSet set) {
    return set == null ? null : (BitSet) set.clone();
  }
}

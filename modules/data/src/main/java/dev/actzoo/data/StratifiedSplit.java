package dev.actzoo.data;

import dev.actzoo.input.BadInputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.ArraySampler;
import org.apache.commons.rng.simple.RandomSource;

/**
 * A training file's examples in two parts, with the classes in both in the same proportions: each
 * class gives the validation part its exact share rounded up or down (largest remainders up), and
 * together they give the share of the whole, rounded.
 *
 * @param train places of the examples to train on, ascending
 * @param validation places of the examples to validate on, ascending
 */
@SuppressWarnings("ArrayRecordComponent") // never compared nor printed
record StratifiedSplit(int[] train, int[] validation) {

  /**
   * Splits examples.
   *
   * @param labels the labels of all examples
   * @param classes how many classes there are
   * @param fraction the validation part's share, in (0, 1)
   * @param seed picks which examples of a class go where
   * @throws BadInputException if the fraction leaves a part empty
   */
  static StratifiedSplit of(int[] labels, int classes, double fraction, long seed) {
    int[] counts = new int[classes];
    for (int label : labels) {
      counts[label]++;
    }
    int[] shares = shares(counts, fraction, labels.length);
    List<Integer> validation = new ArrayList<>();
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
    for (int label = 0; label < classes; label++) {
      int wanted = label;
      int[] members = IntStream.range(0, labels.length).filter(i -> labels[i] == wanted).toArray();
      ArraySampler.shuffle(random, members);
      Arrays.stream(members, 0, shares[label]).forEach(validation::add);
    }
    int[] held = validation.stream().mapToInt(Integer::intValue).sorted().toArray();
    int[] rest =
        IntStream.range(0, labels.length).filter(i -> Arrays.binarySearch(held, i) < 0).toArray();
    if (held.length == 0 || rest.length == 0) {
      throw new BadInputException(
          "validation fraction %s of %d examples leaves %d to train on and %d to validate on"
              .formatted(fraction, labels.length, rest.length, held.length));
    }
    return new StratifiedSplit(rest, held);
  }

  private static int[] shares(int[] counts, double fraction, int all) {
    int[] shares = new int[counts.length];
    int left = (int) Math.round(fraction * all);
    for (int label = 0; label < counts.length; label++) {
      shares[label] = (int) Math.floor(fraction * counts[label]);
      left -= shares[label];
    }
    IntStream.range(0, counts.length)
        .boxed()
        .sorted(Comparator.comparingDouble(label -> shares[label] - fraction * counts[label]))
        .limit(Math.max(0, left))
        .forEach(label -> shares[label]++);
    return shares;
  }
}

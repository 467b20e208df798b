package dev.actzoo.benchmarks;

import java.util.List;
import java.util.function.Supplier;

/**
 * A kernel on one size of arrays, and who else can do the same.
 *
 * @param name what is computed, such as "gelu backward"
 * @param size on how much, in words
 * @param ours makes our contestant, arrays and all
 * @param rivals the others
 * @param elements how many elements it is of, where time is told for each; else 0
 */
record KernelCase(
    String name, String size, Supplier<Contestant> ours, List<Rival> rivals, long elements) {

  /**
   * Another contestant.
   *
   * @param peer who it is
   * @param note what a reader has to know to judge the comparison
   * @param contestant makes it; throws {@link AbsentPeerException} if it is not there
   */
  record Rival(Peer peer, String note, Supplier<Contestant> contestant) {}

  KernelCase {
    rivals = List.copyOf(rivals);
  }

  KernelCase(String name, String size, Supplier<Contestant> ours, List<Rival> rivals) {
    this(name, size, ours, rivals, 0);
  }

  /** This case of a kernel that does the same with each of so many elements. */
  KernelCase ofElements(long number) {
    return new KernelCase(name, size, ours, rivals, number);
  }
}

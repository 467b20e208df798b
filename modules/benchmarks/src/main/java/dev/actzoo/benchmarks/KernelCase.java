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
 */
record KernelCase(String name, String size, Supplier<Contestant> ours, List<Rival> rivals) {

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
}

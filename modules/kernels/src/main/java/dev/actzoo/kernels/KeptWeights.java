package dev.actzoo.kernels;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What one thread's kernels have made of weights that do not change meanwhile. */
final class KeptWeights {
  private static final ThreadLocal<@Nullable KeptWeights> OF_THREAD = new ThreadLocal<>();

  private final Map<Key, Object> made = new HashMap<>();
  private final List<Runnable> freeing = new ArrayList<>();

  /** Who makes it, and the address of the weights it is made of. */
  private record Key(Object maker, long weights) {}

  private KeptWeights() {}

  /** Null while weights may change. */
  static @Nullable KeptWeights ofThread() {
    return OF_THREAD.get();
  }

  /** Keeps what is made until that work is done. */
  static <T> T during(Supplier<T> work) {
    if (OF_THREAD.get() != null) {
      return work.get();
    }
    KeptWeights kept = new KeptWeights();
    OF_THREAD.set(kept);
    try {
      return work.get();
    } finally {
      OF_THREAD.remove();
      kept.freeing.forEach(Runnable::run);
    }
  }

  /** What has been made of those weights, or is made now. */
  @SuppressWarnings("unchecked") // a maker makes one kind of thing
  <M> M get(Object maker, long weights, Supplier<M> making, Consumer<M> free) {
    return (M)
        made.computeIfAbsent(
            new Key(maker, weights),
            absent -> {
              M one = making.get();
              freeing.add(() -> free.accept(one));
              return one;
            });
  }
}

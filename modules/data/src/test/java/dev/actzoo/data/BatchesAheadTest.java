package dev.actzoo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

class BatchesAheadTest {
  private static final int SIZE = 23;

  private final TextExamples examples =
      new TextExamples(
          new Selection(new int[SIZE], IntStream.range(0, SIZE).toArray(), 2),
          TokenSequences.of(IntStream.range(0, SIZE).mapToObj(i -> new int[] {i, i}).toList()),
          3,
          VocabularyLearner.learn(List.of("a"), 10));

  /** Counts the batches it makes, keeps them, and notes the thread that asks. */
  private static final class Source implements Iterator<MultiDataSet> {
    private final List<MultiDataSet> made = new CopyOnWriteArrayList<>();
    private final Semaphore asked = new Semaphore(0);
    private final AtomicReference<Thread> thread = new AtomicReference<>();

    @Override
    public boolean hasNext() {
      return true;
    }

    @Override
    public MultiDataSet next() {
      thread.set(Thread.currentThread());
      MultiDataSet batch = new MultiDataSet(Nd4j.zeros(2, 2), Nd4j.zeros(2, 1));
      made.add(batch);
      asked.release();
      return batch;
    }

    Thread thread() {
      return thread.get();
    }
  }

  @Test
  void batchesAreThoseOfTheSamePassToTheBit() {
    Batches pass = examples.shuffled(5, 1, 2);
    Iterator<MultiDataSet> expected = pass.iterator();
    try (BatchesAhead ahead = pass.ahead()) {
      while (ahead.hasNext()) {
        MultiDataSet batch = ahead.next();
        MultiDataSet same = expected.next();
        assertThat(batch.getFeatures(0)).isEqualTo(same.getFeatures(0));
        assertThat(batch.getFeaturesMaskArray(0)).isEqualTo(same.getFeaturesMaskArray(0));
        assertThat(batch.getLabels(0)).isEqualTo(same.getLabels(0));
      }
      assertThat(expected.hasNext()).isFalse();
      assertThatThrownBy(ahead::next).isInstanceOf(NoSuchElementException.class);
      assertThat(ahead.waited()).isPositive();
    }
  }

  @Test
  void noMoreThanTwoAreMadeBeforeTheyAreTaken() throws Exception {
    Source source = new Source();
    try (BatchesAhead ahead = BatchesAhead.of(source, 100)) {
      for (int taken = 0; taken < 4; taken++) {
        source.asked.acquire();
        assertThat(source.made).hasSizeLessThanOrEqualTo(taken + BatchesAhead.AHEAD);
        ahead.next();
      }
    }
    assertThat(source.made).hasSizeLessThanOrEqualTo(4 + BatchesAhead.AHEAD);
  }

  @Test
  void closingEarlyEndsTheThreadAndFreesWhatNobodyTook() throws Exception {
    Source source = new Source();
    MultiDataSet taken;
    try (BatchesAhead ahead = BatchesAhead.of(source, 100)) {
      taken = ahead.next();
      source.asked.acquire(1 + BatchesAhead.AHEAD);
    }
    assertThat(source.thread().isAlive()).isFalse();
    assertThat(taken.getFeatures(0).wasClosed()).isFalse();
    assertThat(source.made).hasSize(1 + BatchesAhead.AHEAD).first().isSameAs(taken);
    assertThat(source.made.subList(1, source.made.size()))
        .allMatch(batch -> batch.getFeatures(0).wasClosed() && batch.getLabels(0).wasClosed());
  }

  @Test
  void theThreadEndsWithTheLastBatch() throws Exception {
    AtomicReference<Thread> thread = new AtomicReference<>();
    Iterator<MultiDataSet> one =
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            return thread.get() == null;
          }

          @Override
          public MultiDataSet next() {
            thread.set(Thread.currentThread());
            return new MultiDataSet(Nd4j.zeros(1, 1), Nd4j.zeros(1, 1));
          }
        };
    try (BatchesAhead ahead = BatchesAhead.of(one, 1)) {
      new BatchArrays(ahead.next()).close();
      thread.get().join();
      assertThat(ahead.hasNext()).isFalse();
    }
  }

  @Test
  void anErrorIsThrownAsItselfWhereTheBatchWasDue() {
    for (Throwable reason : List.of(new OutOfMemoryError("no"), new IllegalStateException("no"))) {
      Iterator<MultiDataSet> broken =
          new Iterator<>() {
            private final Source good = new Source();

            @Override
            public boolean hasNext() {
              return true;
            }

            @Override
            public MultiDataSet next() {
              if (good.made.size() == 1) {
                if (reason instanceof Error error) {
                  throw error;
                }
                throw (RuntimeException) reason;
              }
              return good.next();
            }
          };
      try (BatchesAhead ahead = BatchesAhead.of(broken, 100)) {
        ahead.next();
        assertThatThrownBy(ahead::next).isSameAs(reason);
        assertThat(ahead.hasNext()).isFalse();
      }
    }
  }

  @Test
  void anInterruptedCallerIsToldAndStaysInterrupted() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    AtomicReference<Thread> thread = new AtomicReference<>();
    Iterator<MultiDataSet> stuck =
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            thread.set(Thread.currentThread());
            try {
              never.await();
            } catch (InterruptedException e) {
              return false;
            }
            return true;
          }

          @Override
          public MultiDataSet next() {
            throw new AssertionError("asked for a batch there is not");
          }
        };
    try (BatchesAhead ahead = BatchesAhead.of(stuck, 1)) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(ahead::next).isInstanceOf(CancellationException.class);
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(thread.get() == null || !thread.get().isAlive()).isTrue();
  }
}

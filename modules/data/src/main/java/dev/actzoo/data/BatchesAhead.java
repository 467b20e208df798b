package dev.actzoo.data;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.nd4j.linalg.dataset.MultiDataSet;

/**
 * Batches that a thread of their own assembles while the caller still works on those before: the
 * same batches in the same order as without it. At most {@value #AHEAD} are ready or being
 * assembled at a time. The thread ends with the last batch, with an error, which the caller gets in
 * place of the batch, or when this is closed, which frees what nobody took.
 */
public final class BatchesAhead implements Iterator<MultiDataSet>, AutoCloseable {
  static final int AHEAD = 2;

  private final Iterator<MultiDataSet> source;
  private final Semaphore room = new Semaphore(AHEAD);
  private final BlockingQueue<Assembled> ready = new LinkedBlockingQueue<>();
  private final Thread thread = new Thread(this::assemble, "batches");
  private int left;
  private long waited;

  private sealed interface Assembled {
    record Batch(MultiDataSet arrays) implements Assembled {}

    record Failure(Throwable reason) implements Assembled {}
  }

  private BatchesAhead(Iterator<MultiDataSet> source, int count) {
    this.source = source;
    this.left = count;
  }

  static BatchesAhead of(Iterator<MultiDataSet> source, int count) {
    BatchesAhead batches = new BatchesAhead(source, count);
    batches.thread.setDaemon(true);
    batches.thread.start();
    return batches;
  }

  private void assemble() {
    try {
      while (source.hasNext()) {
        room.acquire();
        ready.add(new Assembled.Batch(source.next()));
      }
    } catch (InterruptedException closed) {
      // nobody takes what is left
    } catch (RuntimeException | Error e) {
      ready.add(new Assembled.Failure(e));
    }
  }

  @Override
  public boolean hasNext() {
    return left > 0;
  }

  /**
   * The next batch, which belongs to the caller.
   *
   * @throws CancellationException if the calling thread is interrupted, which it stays
   */
  @Override
  public MultiDataSet next() {
    if (left == 0) {
      throw new NoSuchElementException();
    }
    Assembled next = take();
    if (next instanceof Assembled.Batch batch) {
      left--;
      room.release();
      return batch.arrays();
    }
    left = 0;
    Throwable reason = ((Assembled.Failure) next).reason();
    if (reason instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) reason;
  }

  private Assembled take() {
    long start = System.nanoTime();
    try {
      return ready.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while training");
    } finally {
      waited += System.nanoTime() - start;
    }
  }

  /** How long the caller has waited for batches, in nanoseconds. */
  public long waited() {
    return waited;
  }

  /** Ends the thread, waiting for the batch it is at, and frees the batches nobody took. */
  @Override
  public void close() {
    thread.interrupt();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    left = 0;
    for (Assembled item = ready.poll(); item != null; item = ready.poll()) {
      if (item instanceof Assembled.Batch batch) {
        new BatchArrays(batch.arrays()).close();
      }
    }
  }
}

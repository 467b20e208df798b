package dev.actzoo.data.store;

import java.time.Duration;

/** Time as downloads see it: a clock that only runs forward, and sleep. */
public interface Waiting {
  /** That of this machine. */
  Waiting REAL =
      new Waiting() {
        @Override
        public long nanoTime() {
          return System.nanoTime();
        }

        @Override
        public void sleep(Duration time) throws InterruptedException {
          Thread.sleep(time.toMillis());
        }
      };

  long nanoTime();

  void sleep(Duration time) throws InterruptedException;
}

package io.lambdax.local;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Whether this JVM is told to end. Ctrl-C goes to every process of the terminal, and a child may be
 * gone before this JVM hears of it: whoever sees one end asks here first. Thread-safe.
 */
final class EndSignal {
  private static final long LONGEST_LAG_MILLIS = 500;

  private final CountDownLatch heard = new CountDownLatch(1);

  void hear() {
    heard.countDown();
  }

  /** Whether it is heard now or within half a second. */
  boolean comes() {
    try {
      return heard.await(LONGEST_LAG_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}

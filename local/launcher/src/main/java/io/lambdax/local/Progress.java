package io.lambdax.local;

import java.io.PrintStream;
import java.util.Locale;

/**
 * One line per stage, with the seconds since the start. While all stops, the threads that still
 * wait for a part say nothing more: what they see then is only that it stops. Thread-safe.
 */
final class Progress {
  private final PrintStream out;
  private final long startNanos;
  private boolean stopping;

  Progress(PrintStream out, long startNanos) {
    this.out = out;
    this.startNanos = startNanos;
  }

  void stage(String what) {
    double seconds = (System.nanoTime() - startNanos) / 1e9;
    line(String.format(Locale.ROOT, "%6.1f s  %s", seconds, what));
  }

  /** The last line but one. */
  synchronized void stopping() {
    stage("Stopping");
    stopping = true;
  }

  /** The last line, after {@link #stopping}. */
  synchronized void stopped() {
    stopping = false;
    stage("Stopped");
    stopping = true;
  }

  /** A line that others read: no time before it. */
  synchronized void line(String text) {
    if (!stopping) {
      out.println(text);
      out.flush();
    }
  }
}

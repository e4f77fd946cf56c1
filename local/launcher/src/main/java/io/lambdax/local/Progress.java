package io.lambdax.local;

import java.io.PrintStream;
import java.util.Locale;

/** One line per stage, with the seconds since the start. Thread-safe. */
final class Progress {
  private final PrintStream out;
  private final long startNanos;

  Progress(PrintStream out, long startNanos) {
    this.out = out;
    this.startNanos = startNanos;
  }

  void stage(String what) {
    double seconds = (System.nanoTime() - startNanos) / 1e9;
    line(String.format(Locale.ROOT, "%6.1f s  %s", seconds, what));
  }

  /** A line that others read: no time before it. */
  synchronized void line(String text) {
    out.println(text);
    out.flush();
  }
}

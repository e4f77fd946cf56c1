package io.lambdax.importer.command;

/** One line that moves, on a terminal; nothing elsewhere. */
@FunctionalInterface
interface Progress {
  /** Shows what is being done, the how many-th of how many. */
  void show(String what, int done, int all);

  /** Leaves the line empty. */
  default void clear() {
    show("", 0, 0);
  }

  /** Both at once. */
  default Progress and(Progress other) {
    return (what, done, all) -> {
      show(what, done, all);
      other.show(what, done, all);
    };
  }

  /** A moving line if there is a terminal: on Java 17, a console tells. */
  @SuppressWarnings("SystemConsoleNull")
  static Progress onTerminal() {
    if (System.console() == null) {
      return (what, done, all) -> {};
    }
    return (what, done, all) -> {
      String line = what.isEmpty() ? "" : String.format("[%d/%d] %s", done, all, what);
      System.err.print("\r\u001b[K" + line);
      System.err.flush();
    };
  }
}

package io.lambdax.store.lake;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

/** The local file system, with a connection that may break at the next commit of a table. */
public final class UnsureFileSystem extends LocalFileSystem {
  /** When it breaks, once. */
  enum Breaks {
    AFTER_RENAME,
    BEFORE_RENAME,
    AFTER_RENAME_FOR_LONG,
    BEFORE_RENAME_FOR_LONG;

    boolean renames() {
      return this == AFTER_RENAME || this == AFTER_RENAME_FOR_LONG;
    }

    boolean forLong() {
      return this == AFTER_RENAME_FOR_LONG || this == BEFORE_RENAME_FOR_LONG;
    }
  }

  private static final AtomicReference<Optional<Breaks>> next =
      new AtomicReference<>(Optional.empty());
  private static final AtomicReference<Boolean> away = new AtomicReference<>(false);

  static void breakOnce(Breaks when) {
    next.set(Optional.of(when));
  }

  /** Whether the break that was asked for has come. */
  static boolean broke() {
    return next.get().isEmpty();
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    if (!to.getName().endsWith(".metadata.json")) {
      return super.rename(from, to);
    }
    Optional<Breaks> breaks = next.getAndSet(Optional.empty());
    if (breaks.isEmpty()) {
      return super.rename(from, to);
    }
    if (breaks.get().renames()) {
      super.rename(from, to);
    }
    away.set(breaks.get().forLong());
    throw new IOException("the connection broke while " + to.getName() + " was renamed");
  }

  @Override
  public boolean delete(Path file, boolean recursive) throws IOException {
    if (away.getAndSet(false)) {
      throw new IOException("the connection is still broken");
    }
    return super.delete(file, recursive);
  }
}

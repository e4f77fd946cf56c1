package io.lambdax.store.lake;

import java.io.IOException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.iceberg.exceptions.CommitStateUnknownException;

/**
 * A file system whose rename of a table's metadata, the moment a commit counts, fails only if it is
 * certain that it did not happen and never will. Iceberg takes every failure for such a one, and
 * deletes what it thinks nobody refers to; but a connection may break after the rename.
 */
final class DecidedRename extends FilterFileSystem {
  private static final String METADATA = ".metadata.json";

  DecidedRename(FileSystem fileSystem) {
    super(fileSystem);
  }

  /**
   * Renames.
   *
   * @throws IOException if it did not happen
   * @throws CommitStateUnknownException if it may have: then nothing may be deleted
   */
  @Override
  public boolean rename(Path from, Path to) throws IOException {
    if (!to.getName().endsWith(METADATA)) {
      return fs.rename(from, to);
    }
    boolean renamed;
    try {
      renamed = fs.rename(from, to);
    } catch (IOException e) {
      withdraw(from, to, e);
      throw e;
    }
    if (!renamed && !fs.exists(from)) {
      // The answer to a repeated request: the first one did it.
      throw unknown(to, new IOException(from + " is gone though its rename was refused"));
    }
    return renamed;
  }

  /** Whoever deletes the file of its own name knows that no late rename can find it any more. */
  private void withdraw(Path from, Path to, IOException failure) {
    boolean deleted;
    try {
      deleted = fs.delete(from, false);
    } catch (IOException e) {
      failure.addSuppressed(e);
      deleted = false;
    }
    if (!deleted) {
      throw unknown(to, failure);
    }
  }

  private static CommitStateUnknownException unknown(Path to, IOException cause) {
    return new CommitStateUnknownException("it is not known whether " + to + " is in force", cause);
  }
}

package io.lambdax.store.lake;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.iceberg.hadoop.HadoopTableOperations;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.util.LockManagers;

/** Iceberg's own commits by rename, on a file system that says how a rename really ended. */
final class RenamedMetadata extends HadoopTableOperations {
  RenamedMetadata(Path location, FileIO io, Configuration configuration) {
    super(location, io, configuration, LockManagers.defaultLockManager());
  }

  @Override
  protected FileSystem getFileSystem(Path path, Configuration configuration) {
    return new DecidedRename(super.getFileSystem(path, configuration));
  }
}

package io.lambdax.store.lake;

import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.encryption.EncryptionManager;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.LocationProvider;

/**
 * A table's state that finds the newest again after the one it knew was removed: Iceberg's own goes
 * from version to version and is lost once its version is gone. One instance is for one thread.
 */
final class LakeTableOperations implements TableOperations {
  private final Supplier<TableOperations> opener;
  private TableOperations now;
  private String uuid = "";

  LakeTableOperations(Supplier<TableOperations> opener) {
    this.opener = opener;
    this.now = opener.get();
  }

  @Override
  public TableMetadata current() {
    return read(TableOperations::current);
  }

  @Override
  public TableMetadata refresh() {
    return read(TableOperations::refresh);
  }

  private TableMetadata read(Function<TableOperations, TableMetadata> how) {
    try {
      return known(how.apply(now));
    } catch (ValidationException versionIsGone) {
      TableOperations reopened = opener.get();
      TableMetadata metadata = known(reopened.refresh());
      now = reopened;
      return metadata;
    }
  }

  private TableMetadata known(TableMetadata metadata) {
    if (metadata != null) {
      if (!uuid.isEmpty() && !uuid.equals(metadata.uuid())) {
        throw new IllegalStateException(
            metadata.location() + " was deleted and created again: start again");
      }
      uuid = metadata.uuid();
    }
    return metadata;
  }

  @Override
  public void commit(TableMetadata base, TableMetadata metadata) {
    now.commit(base, metadata);
  }

  @Override
  public FileIO io() {
    return now.io();
  }

  @Override
  public EncryptionManager encryption() {
    return now.encryption();
  }

  @Override
  public String metadataFileLocation(String fileName) {
    return now.metadataFileLocation(fileName);
  }

  @Override
  public LocationProvider locationProvider() {
    return now.locationProvider();
  }

  @Override
  public TableOperations temp(TableMetadata uncommitted) {
    return now.temp(uncommitted);
  }

  @Override
  public long newSnapshotId() {
    return now.newSnapshotId();
  }

  @Override
  public boolean requireStrictCleanup() {
    return now.requireStrictCleanup();
  }
}

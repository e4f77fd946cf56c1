package io.lambdax.store.lake;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.hadoop.HadoopCatalog;
import org.apache.iceberg.hadoop.HadoopFileIO;

/** The tables of one lake, with commits that never fail once they may have succeeded. */
final class LakeCatalog extends HadoopCatalog {
  LakeCatalog(Configuration configuration, String warehouse) {
    super(configuration, warehouse);
  }

  @Override
  protected TableOperations newTableOps(TableIdentifier name) {
    Path location = new Path(defaultWarehouseLocation(name));
    HadoopFileIO io = new HadoopFileIO(getConf());
    return new LakeTableOperations(() -> new RenamedMetadata(location, io, getConf()));
  }
}

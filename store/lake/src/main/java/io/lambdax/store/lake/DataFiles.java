package io.lambdax.store.lake;

import java.io.IOException;
import java.util.Iterator;
import java.util.UUID;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetWriter;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.parquet.Parquet;

/** Writes rows as one Parquet file of a table; the file counts only once it is committed. */
final class DataFiles {
  private DataFiles() {}

  static DataFile write(Table table, String prefix, Iterator<Record> rows) throws IOException {
    String name = prefix + "-" + UUID.randomUUID() + ".parquet";
    String location = table.locationProvider().newDataLocation(name);
    DataWriter<Record> writer =
        Parquet.writeData(table.io().newOutputFile(location))
            .forTable(table)
            .schema(table.schema())
            .withSpec(PartitionSpec.unpartitioned())
            .withSortOrder(table.sortOrder())
            .createWriterFunc(GenericParquetWriter::create)
            .build();
    try (writer) {
      rows.forEachRemaining(writer::write);
    }
    return writer.toDataFile();
  }
}

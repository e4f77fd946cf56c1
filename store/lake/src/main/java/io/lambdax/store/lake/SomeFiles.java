package io.lambdax.store.lake;

import java.util.List;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetReaders;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.parquet.Parquet;

/** Reads all rows of some of a table's data files, whatever else the table holds. */
record SomeFiles(Table table, List<DataFile> files) {
  CloseableIterable<Record> read() {
    return CloseableIterable.concat(files.stream().map(this::rows).toList());
  }

  private CloseableIterable<Record> rows(DataFile file) {
    return Parquet.read(table.io().newInputFile(file.location()))
        .project(table.schema())
        .createReaderFunc(type -> GenericParquetReaders.buildReader(table.schema(), type))
        .build();
  }
}

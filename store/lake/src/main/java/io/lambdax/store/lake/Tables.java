package io.lambdax.store.lake;

import static org.apache.iceberg.types.Types.NestedField.optional;
import static org.apache.iceberg.types.Types.NestedField.required;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.types.Types;

/** The tables of a lake; of the silver ones, names, schemas and how they are created. */
final class Tables {
  static final TableIdentifier FACTS = TableIdentifier.of("silver", "facts");
  static final TableIdentifier REJECTS = TableIdentifier.of("silver", "rejects");

  static final Schema FACTS_SCHEMA =
      new Schema(
          required(1, "series", Types.StringType.get()),
          required(2, "date", Types.DateType.get()),
          optional(3, "value", Types.DoubleType.get(), "null: withdrawn"),
          required(4, "version", Types.LongType.get()),
          required(5, "observed_at", Types.TimestampType.withZone(), "publication time"),
          required(6, "fetched_at", Types.TimestampType.withZone()),
          required(7, "source", Types.StringType.get()),
          required(8, "import_id", Types.StringType.get()));

  static final Schema REJECTS_SCHEMA =
      new Schema(
          required(1, "source", Types.StringType.get()),
          required(2, "import_id", Types.StringType.get()),
          required(3, "file", Types.StringType.get()),
          required(4, "line", Types.LongType.get()),
          required(5, "column", Types.StringType.get()),
          required(6, "value", Types.StringType.get()),
          required(7, "reason", Types.StringType.get()),
          required(8, "fetched_at", Types.TimestampType.withZone()));

  /**
   * Old metadata must stay: a commit is refused because the file of its version is there already,
   * so whoever deletes that file lets a slow writer commit over what came after it. Upkeep removes
   * it by age.
   */
  private static final String DELETE_METADATA = "write.metadata.delete-after-commit.enabled";

  private static final Map<String, String> PROPERTIES =
      Map.of(
          DELETE_METADATA,
          "false",
          "write.metadata.previous-versions-max",
          "20",
          "commit.retry.num-retries",
          "20",
          "write.metadata.compression-codec",
          "gzip",
          "format-version",
          "2");

  private Tables() {}

  static Table facts(LakeCatalog catalog) {
    SortOrder order = SortOrder.builderFor(FACTS_SCHEMA).asc("series").asc("date").build();
    return open(catalog, FACTS, FACTS_SCHEMA, order);
  }

  static Table rejects(LakeCatalog catalog) {
    return open(catalog, REJECTS, REJECTS_SCHEMA, SortOrder.unsorted());
  }

  /** Every table there is, whoever created it. */
  static List<Table> all(LakeCatalog catalog) {
    List<Table> all = new ArrayList<>();
    for (Namespace namespace : catalog.listNamespaces()) {
      for (TableIdentifier name : catalog.listTables(namespace)) {
        all.add(keepingMetadata(catalog.loadTable(name)));
      }
    }
    return all;
  }

  private static Table open(
      LakeCatalog catalog, TableIdentifier name, Schema schema, SortOrder order) {
    try {
      return keepingMetadata(catalog.loadTable(name));
    } catch (NoSuchTableException missing) {
      try {
        return catalog
            .buildTable(name, schema)
            .withPartitionSpec(PartitionSpec.unpartitioned())
            .withSortOrder(order)
            .withProperties(PROPERTIES)
            .create();
      } catch (AlreadyExistsException | CommitStateUnknownException createdMeanwhile) {
        return catalog.loadTable(name);
      }
    }
  }

  /** Lakes of old were created otherwise. */
  private static Table keepingMetadata(Table table) {
    if (table.properties().getOrDefault(DELETE_METADATA, "false").equals("true")) {
      table.updateProperties().set(DELETE_METADATA, "false").commit();
    }
    return table;
  }
}

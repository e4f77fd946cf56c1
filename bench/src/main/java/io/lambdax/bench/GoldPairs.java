package io.lambdax.bench;

import io.lambdax.store.lake.LakeFiles;
import io.lambdax.testing.PlantedPanel;
import java.io.IOException;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.hadoop.HadoopCatalog;
import org.apache.iceberg.io.CloseableIterable;

/**
 * What a batch over a made-up lake left in {@code gold.summary}, read whole and held against what
 * was planted.
 *
 * @param rows rows of the table
 * @param pairs pairs that these are of
 * @param found planted relations with q below {@value #SIGNIFICANT} at their lag
 * @param wrong other pairs and lags with such a q
 * @param bytes all files of gold, metadata included
 */
record GoldPairs(long rows, long pairs, int found, int wrong, long bytes) {
  private static final double SIGNIFICANT = 0.05;
  private static final TableIdentifier SUMMARY = TableIdentifier.of("gold", "summary");

  /** Reads; memory for a bit a pair. */
  static GoldPairs read(LakeFiles files, String lakeId, PlantedPanel panel) throws IOException {
    Path lake = files.path("lake/" + lakeId);
    Set<PlantedPanel.Relation> planted = new HashSet<>(panel.relations());
    BitSet pairs = new BitSet();
    long rows = 0;
    int found = 0;
    int wrong = 0;
    try (HadoopCatalog catalog = new HadoopCatalog(files.configuration(), lake.toString())) {
      Table table = catalog.loadTable(SUMMARY);
      try (CloseableIterable<Record> all =
          IcebergGenerics.read(table).select("x", "y", "best_lag", "q").build()) {
        for (Record row : all) {
          rows++;
          int market = MadeUpLake.number((String) row.getField("x"));
          int health = MadeUpLake.number((String) row.getField("y"));
          pairs.set(market * panel.size().healths() + health);
          Double q = (Double) row.getField("q");
          if (q != null && q < SIGNIFICANT) {
            int lag = (Integer) row.getField("best_lag");
            if (planted.contains(new PlantedPanel.Relation(market, health, lag))) {
              found++;
            } else {
              wrong++;
            }
          }
        }
      }
    }
    long bytes = files.fileSystem().getContentSummary(new Path(lake, "gold")).getLength();
    return new GoldPairs(rows, pairs.cardinality(), found, wrong, bytes);
  }
}

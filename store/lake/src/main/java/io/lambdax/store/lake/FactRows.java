package io.lambdax.store.lake;

import io.lambdax.core.series.Fact;
import io.lambdax.core.series.SeriesId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;

/** Facts to rows of silver.facts and back. Not thread-safe: it remembers the series it has seen. */
final class FactRows {
  private final Map<String, SeriesId> seen = new HashMap<>();

  Record toRow(Fact fact) {
    Record row = GenericRecord.create(Tables.FACTS_SCHEMA);
    row.set(0, fact.series().toString());
    row.set(1, fact.date());
    row.set(2, fact.value().isPresent() ? fact.value().getAsDouble() : null);
    row.set(3, fact.version());
    row.set(4, OffsetDateTime.ofInstant(fact.observedAt(), ZoneOffset.UTC));
    row.set(5, OffsetDateTime.ofInstant(fact.fetchedAt(), ZoneOffset.UTC));
    row.set(6, fact.source());
    row.set(7, fact.importId());
    return row;
  }

  Fact toFact(Record row) {
    return new Fact(
        series(row),
        date(row),
        value(row),
        version(row),
        instant(row, "observed_at"),
        instant(row, "fetched_at"),
        row.getField("source").toString(),
        row.getField("import_id").toString());
  }

  SeriesId series(Record row) {
    return seen.computeIfAbsent(row.getField("series").toString(), SeriesId::parse);
  }

  static LocalDate date(Record row) {
    return (LocalDate) row.getField("date");
  }

  static OptionalDouble value(Record row) {
    Object value = row.getField("value");
    return value == null ? OptionalDouble.empty() : OptionalDouble.of((Double) value);
  }

  static long version(Record row) {
    return (Long) row.getField("version");
  }

  static Instant instant(Record row, String column) {
    return ((OffsetDateTime) row.getField(column)).toInstant();
  }
}

package io.lambdax.store.log;

import io.lambdax.core.series.Fact;
import io.lambdax.core.series.SeriesId;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.OptionalDouble;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.utils.Utils;

/**
 * A fact as it stands in the topic of facts. A withdrawal is a record without value, never a
 * tombstone. Times are kept to the microsecond.
 *
 * @param lakeId the lake whose versions the fact's version counts
 */
public record FactRecord(String lakeId, Fact fact) {
  private static final AvroCodec CODEC = AvroCodec.of("fact.avsc");

  /** The key of the fact in topic facts: {@code <series>/<date>} in UTF-8. */
  public byte[] key() {
    return (fact.series() + "/" + fact.date()).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The partition that holds every fact of a series: murmur2 of the series' name, so that a series
   * is never spread.
   *
   * @param partitions how many topic facts has, at least 1
   */
  public static int partition(SeriesId series, int partitions) {
    byte[] name = series.toString().getBytes(StandardCharsets.UTF_8);
    return Utils.toPositive(Utils.murmur2(name)) % partitions;
  }

  /** The value of the record in topic facts. */
  public byte[] toBytes() {
    GenericRecord r = CODEC.empty();
    r.put("lakeId", lakeId);
    r.put("series", fact.series().toString());
    r.put("date", Math.toIntExact(fact.date().toEpochDay()));
    r.put("value", fact.value().isPresent() ? fact.value().getAsDouble() : null);
    r.put("version", fact.version());
    r.put("observedAt", AvroCodec.micros(fact.observedAt()));
    r.put("fetchedAt", AvroCodec.micros(fact.fetchedAt()));
    r.put("source", fact.source());
    r.put("importId", fact.importId());
    return CODEC.encode(r);
  }

  /**
   * Reads what {@link #toBytes()} wrote.
   *
   * @throws IllegalArgumentException if the bytes are something else
   */
  public static FactRecord fromBytes(byte[] bytes) {
    GenericRecord r = CODEC.decode(bytes);
    Object value = r.get("value");
    return new FactRecord(
        r.get("lakeId").toString(),
        new Fact(
            SeriesId.parse(r.get("series").toString()),
            LocalDate.ofEpochDay((Integer) r.get("date")),
            value == null ? OptionalDouble.empty() : OptionalDouble.of((Double) value),
            (Long) r.get("version"),
            AvroCodec.instant(r.get("observedAt")),
            AvroCodec.instant(r.get("fetchedAt")),
            r.get("source").toString(),
            r.get("importId").toString()));
  }
}

package io.lambdax.store.log;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.generic.GenericRecord;

/**
 * The signal that every fact of one version is in topic {@code facts}. Times are kept to the
 * microsecond.
 *
 * @param added how many (series, date) had no value before
 * @param revised how many have another value now
 * @param withdrawn how many have no value any more
 * @param firstDate the earliest day among the version's facts, inclusive
 * @param lastDate the latest day among the version's facts, inclusive
 * @param factsEndOffsets by partition of topic facts: who has read up to this offset, exclusive,
 *     has every fact of this version
 */
public record ImportSignal(
    String lakeId,
    long version,
    String importId,
    String source,
    long added,
    long revised,
    long withdrawn,
    LocalDate firstDate,
    LocalDate lastDate,
    List<Long> factsEndOffsets,
    Instant publishedAt) {
  private static final AvroCodec CODEC = AvroCodec.of("import.avsc");

  /** Refuses a version below 1. */
  public ImportSignal {
    if (version < 1) {
      throw new IllegalArgumentException(
          "version " + version + " of a signal: versions count from 1");
    }
    factsEndOffsets = List.copyOf(factsEndOffsets);
  }

  /** The value of the record in topic imports. */
  public byte[] toBytes() {
    GenericRecord r = CODEC.empty();
    r.put("lakeId", lakeId);
    r.put("version", version);
    r.put("importId", importId);
    r.put("source", source);
    r.put("added", added);
    r.put("revised", revised);
    r.put("withdrawn", withdrawn);
    r.put("firstDate", Math.toIntExact(firstDate.toEpochDay()));
    r.put("lastDate", Math.toIntExact(lastDate.toEpochDay()));
    r.put("factsEndOffsets", factsEndOffsets);
    r.put("publishedAt", AvroCodec.micros(publishedAt));
    return CODEC.encode(r);
  }

  /**
   * Reads what {@link #toBytes()} wrote.
   *
   * @throws IllegalArgumentException if the bytes are something else
   */
  public static ImportSignal fromBytes(byte[] bytes) {
    GenericRecord r = CODEC.decode(bytes);
    List<Long> offsets = new ArrayList<>();
    for (Object offset : (List<?>) r.get("factsEndOffsets")) {
      offsets.add((Long) offset);
    }
    return new ImportSignal(
        r.get("lakeId").toString(),
        (Long) r.get("version"),
        r.get("importId").toString(),
        r.get("source").toString(),
        (Long) r.get("added"),
        (Long) r.get("revised"),
        (Long) r.get("withdrawn"),
        LocalDate.ofEpochDay((Integer) r.get("firstDate")),
        LocalDate.ofEpochDay((Integer) r.get("lastDate")),
        offsets,
        AvroCodec.instant(r.get("publishedAt")));
  }
}

package io.lambdax.store.log;

import io.lambdax.core.source.SourceStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.avro.generic.GenericRecord;

/**
 * The records of topic {@code sources}: a source and its status, times to the microsecond. One
 * without value says that the source is no more.
 */
public final class SourceRecord {
  private static final AvroCodec CODEC = AvroCodec.of("source.avsc");

  private SourceRecord() {}

  /** The key of a source's records: its name in UTF-8. */
  public static byte[] key(String source) {
    return source.getBytes(StandardCharsets.UTF_8);
  }

  /** The source that the key of a record names. */
  public static String source(byte[] key) {
    return new String(key, StandardCharsets.UTF_8);
  }

  /** The value of a record. */
  public static byte[] toBytes(SourceStatus status) {
    GenericRecord r = CODEC.empty();
    r.put("source", status.source());
    r.put("attemptedAt", AvroCodec.micros(status.attemptedAt()));
    r.put("outcome", status.outcome());
    r.put("httpStatus", status.httpStatus().isPresent() ? status.httpStatus().getAsInt() : null);
    r.put("rows", status.rows());
    r.put("rejected", status.rejected());
    r.put("heldImportId", status.heldImportId().orElse(null));
    r.put("message", status.message().orElse(null));
    r.put("lastSuccessAt", status.lastSuccessAt().map(AvroCodec::micros).orElse(null));
    r.put("lastChangeAt", status.lastChangeAt().map(AvroCodec::micros).orElse(null));
    r.put("intervalSeconds", status.interval().toSeconds());
    return CODEC.encode(r);
  }

  /**
   * Reads what {@link #toBytes} wrote.
   *
   * @throws IllegalArgumentException if the bytes are something else
   */
  public static SourceStatus fromBytes(byte[] bytes) {
    GenericRecord r = CODEC.decode(bytes);
    Object http = r.get("httpStatus");
    return new SourceStatus(
        r.get("source").toString(),
        AvroCodec.instant(r.get("attemptedAt")),
        r.get("outcome").toString(),
        http == null ? OptionalInt.empty() : OptionalInt.of((Integer) http),
        (Long) r.get("rows"),
        (Long) r.get("rejected"),
        Optional.ofNullable(r.get("heldImportId")).map(Object::toString),
        Optional.ofNullable(r.get("message")).map(Object::toString),
        Optional.ofNullable(r.get("lastSuccessAt")).map(AvroCodec::instant),
        Optional.ofNullable(r.get("lastChangeAt")).map(AvroCodec::instant),
        Duration.ofSeconds((Long) r.get("intervalSeconds")));
  }
}

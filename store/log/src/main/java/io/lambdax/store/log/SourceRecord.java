package io.lambdax.store.log;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.avro.generic.GenericRecord;

/**
 * How the latest attempt of one source went. Times are kept to the microsecond.
 *
 * @param outcome {@code imported}, {@code unchanged}, {@code held}, {@code refused}, {@code older}
 *     (published before what was accepted last) or {@code failed}
 * @param rows read from the latest file, without its header
 * @param rejected rows of those that were refused
 * @param heldImportId what {@code importer accept} would take, while a file is held
 * @param message what went wrong and what to do, if something did
 * @param lastSuccessAt the last attempt that was imported or unchanged
 * @param lastChangeAt the last attempt that added facts
 * @param interval how often the source is attempted; whole seconds
 */
public record SourceStatus(
    String source,
    Instant attemptedAt,
    String outcome,
    OptionalInt httpStatus,
    long rows,
    long rejected,
    Optional<String> heldImportId,
    Optional<String> message,
    Optional<Instant> lastSuccessAt,
    Optional<Instant> lastChangeAt,
    Duration interval) {
  private static final AvroCodec CODEC = AvroCodec.of("source.avsc");
  private static final Set<String> OUTCOMES =
      Set.of("imported", "unchanged", "held", "refused", "older", "failed");

  /** Refuses an outcome that is none of the six words. */
  public SourceStatus {
    if (!OUTCOMES.contains(outcome)) {
      throw new IllegalArgumentException(
          "outcome '" + outcome + "' of source " + source + " must be one of " + OUTCOMES);
    }
  }

  /** The key of the record in topic sources. */
  public byte[] key() {
    return key(source);
  }

  /** The key of a source's records: its name in UTF-8. */
  public static byte[] key(String source) {
    return source.getBytes(StandardCharsets.UTF_8);
  }

  /** The source that the key of a record names; a record without value says that it is no more. */
  public static String source(byte[] key) {
    return new String(key, StandardCharsets.UTF_8);
  }

  /** The value of the record in topic sources. */
  public byte[] toBytes() {
    GenericRecord r = CODEC.empty();
    r.put("source", source);
    r.put("attemptedAt", AvroCodec.micros(attemptedAt));
    r.put("outcome", outcome);
    r.put("httpStatus", httpStatus.isPresent() ? httpStatus.getAsInt() : null);
    r.put("rows", rows);
    r.put("rejected", rejected);
    r.put("heldImportId", heldImportId.orElse(null));
    r.put("message", message.orElse(null));
    r.put("lastSuccessAt", lastSuccessAt.map(AvroCodec::micros).orElse(null));
    r.put("lastChangeAt", lastChangeAt.map(AvroCodec::micros).orElse(null));
    r.put("intervalSeconds", interval.toSeconds());
    return CODEC.encode(r);
  }

  /**
   * Reads what {@link #toBytes()} wrote.
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

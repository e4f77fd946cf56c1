package io.lambdax.importer.lake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lambdax.importer.fetch.FetchedFile;
import io.lambdax.importer.source.Source;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Describes the bytes of one import in bronze.
 *
 * @param sha256 of the uncompressed content, hexadecimal
 * @param observedAt when it was published, UTC
 * @param parser the parser that was to read it
 * @param reading how its source was declared then; empty of what was kept before this was noted
 */
public record Manifest(
    String importId,
    String source,
    String fileName,
    String sha256,
    long bytes,
    Instant observedAt,
    Instant fetchedAt,
    OptionalInt httpStatus,
    Map<String, String> validators,
    String parser,
    Optional<Reading> reading) {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  /** Keeps a copy of the validators. */
  public Manifest {
    validators = Map.copyOf(validators);
  }

  static Manifest of(Source source, FetchedFile file, String sha256, String parser) {
    return new Manifest(
        source.name() + "-" + STAMP.format(file.fetchedAt()) + "-" + sha256.substring(0, 8),
        source.name(),
        file.name(),
        sha256,
        file.content().length,
        file.observedAt(),
        file.fetchedAt(),
        file.httpStatus(),
        file.validators(),
        parser,
        Optional.of(Reading.of(source)));
  }

  /**
   * The source as it was declared when this file was fetched: so it is read again, however often
   * and whatever was declared since.
   *
   * @param now as the source is declared now, if it is
   */
  public Optional<Source> source(Optional<Source> now) {
    return reading.isEmpty() ? now : Optional.of(reading.get().asOf(source, now));
  }

  byte[] toJson() throws IOException {
    ObjectNode node = Json.object();
    node.put("importId", importId).put("source", source).put("fileName", fileName);
    node.put("sha256", sha256).put("bytes", bytes).put("parser", parser);
    node.put("observedAt", observedAt.toString()).put("fetchedAt", fetchedAt.toString());
    httpStatus.ifPresent(status -> node.put("httpStatus", status));
    Json.put(node, "validators", validators);
    reading.ifPresent(how -> node.set("reading", how.toJson()));
    return Json.bytes(node);
  }

  static Manifest fromJson(byte[] json) throws IOException {
    JsonNode node = Json.parse(json);
    return new Manifest(
        node.get("importId").asText(),
        node.get("source").asText(),
        node.get("fileName").asText(),
        node.get("sha256").asText(),
        node.get("bytes").asLong(),
        Instant.parse(node.get("observedAt").asText()),
        Instant.parse(node.get("fetchedAt").asText()),
        node.has("httpStatus")
            ? OptionalInt.of(node.get("httpStatus").asInt())
            : OptionalInt.empty(),
        Json.map(node, "validators"),
        node.get("parser").asText(),
        Optional.ofNullable(node.get("reading")).map(Reading::fromJson));
  }
}

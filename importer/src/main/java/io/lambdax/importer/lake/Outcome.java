package io.lambdax.importer.lake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lambdax.store.lake.Counts;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/**
 * How an import ended.
 *
 * @param word imported, unchanged, held, refused or older (than what was accepted last)
 * @param version that it committed, 0 if none
 * @param rows of the file, without its header
 * @param rejected rows of those that were refused
 * @param message why it was held or refused, or what is to be known
 * @param settledAt when; imports are rebuilt in this order
 */
public record Outcome(
    String importId,
    String word,
    String lakeId,
    long version,
    long rows,
    long rejected,
    Counts counts,
    Optional<String> message,
    Instant settledAt) {

  /** Whether the file was taken, with or without news. */
  public boolean accepted() {
    return word.equals("imported") || word.equals("unchanged");
  }

  /** The same, at another time. */
  public Outcome settledAt(Instant at) {
    return new Outcome(importId, word, lakeId, version, rows, rejected, counts, message, at);
  }

  /** The same, as it holds in a lake that was rebuilt. */
  public Outcome inLake(String rebuilt) {
    return new Outcome(
        importId, word, rebuilt, version, rows, rejected, counts, message, settledAt);
  }

  byte[] toJson() throws IOException {
    ObjectNode node = Json.object();
    node.put("importId", importId).put("outcome", word).put("lakeId", lakeId);
    node.put("version", version).put("rows", rows).put("rejected", rejected);
    node.put("added", counts.added()).put("revised", counts.revised());
    node.put("withdrawn", counts.withdrawn()).put("settledAt", settledAt.toString());
    Json.put(node, "message", message);
    return Json.bytes(node);
  }

  static Outcome fromJson(byte[] json) throws IOException {
    JsonNode node = Json.parse(json);
    return new Outcome(
        node.get("importId").asText(),
        node.get("outcome").asText(),
        node.get("lakeId").asText(),
        node.get("version").asLong(),
        node.get("rows").asLong(),
        node.get("rejected").asLong(),
        new Counts(
            node.get("added").asLong(),
            node.get("revised").asLong(),
            node.get("withdrawn").asLong()),
        Json.text(node, "message"),
        Instant.parse(node.get("settledAt").asText()));
  }
}

package io.lambdax.serving.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * An answer as comma-separated values, made from the JSON that is cached.
 *
 * @param body UTF-8 text; not to be changed
 * @param etag names it, without quotes, and differs from the JSON's
 * @param freshness how fresh it is, which has no place in a table: JSON in ASCII, on one line
 * @param next what the next page is asked with, if the answer is a page and there is one
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of bytes that nobody compares
public record Csv(byte[] body, String etag, String freshness, Optional<String> next) {
  private static final int ROOM_FOR_NAMES = 2_000;
  private static final int SPENT_ON_A_NAME = 3;

  /** Writes an answer. */
  public static Csv of(Ask ask, Served served) {
    JsonNode answer = Json.read(served.body());
    ObjectNode freshness = Json.object();
    Freshness.MEMBERS.forEach(member -> freshness.set(member, answer.get(member)));
    freshness.set(Freshness.STALE, few(answer.get(Freshness.STALE)));
    Optional.ofNullable(answer.get(KnownAsk.AS_OF.name()))
        .ifPresent(known -> freshness.set(KnownAsk.AS_OF.name(), known));
    return new Csv(
        ask.table().csv(answer),
        served.etag() + "-c",
        Json.ascii(freshness),
        Optional.ofNullable(answer.get("next")).filter(JsonNode::isTextual).map(JsonNode::asText));
  }

  /** A header has not the room that a body has: of many names, the first, and how many more. */
  private static ArrayNode few(JsonNode names) {
    ArrayNode few = Json.object().arrayNode();
    int room = ROOM_FOR_NAMES;
    for (JsonNode name : names) {
      room -= name.asText().length() + SPENT_ON_A_NAME;
      if (room < 0) {
        return few.add("and %d more".formatted(names.size() - few.size()));
      }
      few.add(name);
    }
    return few;
  }
}
